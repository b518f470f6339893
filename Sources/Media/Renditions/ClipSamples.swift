public import SystemPackage

/// What is looked at to find out who is to be seen in a clip: small pictures at a steady rate, cuts, and how loud it is.
public struct ClipSamples: Sendable, Equatable {
    /// Raw pictures, one after the other, three bytes a pixel: blue, green, red.
    public var pictures: FilePath
    /// Width of a picture in pixels, even.
    public var width: Int
    /// Height of a picture in pixels, even.
    public var height: Int
    /// Seconds between two pictures.
    public var step: Double
    /// Seconds of the first frame of each shot but the first.
    public var cuts: [Double]
    /// Seconds between two levels.
    public var levelStep: Double
    /// How loud it is, as the root mean square in decibels below full scale, step by step; empty without sound.
    public var levels: [Double]
}

extension MediaTools {
    /// Decodes `clip.mp4` in the directory once into samples, whose pictures lie in the directory as `pictures.bgr`: the caller
    /// removes them. `longestSide` is that of a picture in pixels, `rate` about how many there are of a second: each is exactly a frame.
    public func samples(
        of clip: FinishedClip,
        longestSide: Int,
        rate: Int,
        in directory: FilePath,
        about name: String
    ) async throws(MediaError) -> ClipSamples {
        let scratch = try Scratch(in: directory, named: "samples", about: name)
        defer { scratch.remove() }
        let scale = min(1, Double(longestSide) / Double(max(clip.width, clip.height)))
        func even(_ length: Int) -> Int { max(16, Int((Double(length) * scale / 2).rounded()) * 2) }
        let (width, height) = (even(clip.width), even(clip.height))
        let levelStep = 0.1
        let every = max(1, Int((clip.frameRate / Double(rate)).rounded()))
        var graph =
            "[0:v:0]scale=\(width):\(height):flags=area,split=2[a][b];"
            + "[a]scdet=t=\(decimal(Self.cutThreshold)),metadata=print:key=lavfi.scd.time:file=cuts.txt[shots];"
            + "[b]select='not(mod(n,\(every)))',format=bgr24[pictures]"
        if clip.hasSound {
            graph +=
                ";[0:a:0]aresample=16000,aformat=channel_layouts=mono,asetnsamples=n=\(Int(16000 * levelStep)):p=0,"
                + "astats=metadata=1:reset=1:measure_perchannel=none,"
                + "ametadata=print:key=lavfi.astats.Overall.RMS_level:file=levels.txt[sound]"
        }
        var arguments = Self.quiet + ["-i", RenditionPlan.clipFile, "-filter_complex", graph]
        arguments += ["-map", "[pictures]", "-fps_mode:v", "passthrough", "-f", "rawvideo", "pictures.bgr"]
        arguments += ["-map", "[shots]", "-f", "null", "-"]
        if clip.hasSound { arguments += ["-map", "[sound]", "-f", "null", "-"] }
        _ = try await run(ffmpeg, arguments, about: name, in: scratch.path, into: ByteSink(limit: 1 << 16))
        let cuts = try scratch.read("cuts.txt", with: ValueReader(key: "lavfi.scd.time"), about: name).values
        let levels =
            clip.hasSound
            ? try scratch.read("levels.txt", with: ValueReader(key: "lavfi.astats.Overall.RMS_level"), about: name)
                .values : []
        let pictures = directory.appending("pictures.bgr")
        try scratch.publish("pictures.bgr", to: pictures, about: name)
        return ClipSamples(
            pictures: pictures,
            width: width,
            height: height,
            step: Double(every) / clip.frameRate,
            cuts: cuts,
            levelStep: levelStep,
            levels: levels
        )
    }

    /// How much a picture has to differ from the one before to be another shot, of 100. FFmpeg's own is 10; at 8 cuts between like
    /// pictures are found too.
    private static let cutThreshold = 8.0
}

/// Reads the values of a key that ffmpeg's `metadata=print` writes: `lavfi.scd.time=3.2`. What is no number is not finite.
struct ValueReader: LineReader {
    let key: String
    private(set) var values: [Double] = []

    init(key: String) { self.key = key }

    mutating func read(_ line: String) {
        guard line.hasPrefix(key), line.dropFirst(key.count).first == "=" else { return }
        values.append(Double(line.dropFirst(key.count + 1)) ?? -.infinity)
    }
}
