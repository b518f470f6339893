import Subprocess
public import SystemPackage

/// Small videos with captions, made by ffmpeg when a test needs them.
public enum TinyVideos {
    /// Something that a video says: words for so many seconds, then silence for half a second.
    public struct Line: Sendable {
        /// The words; empty for silence.
        public let words: String
        /// Seconds.
        public let length: Double

        /// Names a line.
        public init(_ words: String, _ length: Double) {
            self.words = words
            self.length = length
        }
    }

    /// A talk of 90 seconds with enough in it for three clips.
    public static let talk: [Line] = (0..<3).flatMap { part in
        [
            Line("Part \(part + 1) begins with something that nobody in this room has ever seen before.", 5),
            Line("When I was \(part + 20), a storm took the roof of our house in \(part + 2) minutes.", 6),
            Line("Why did we stay? Because the river of chapter \(part) had taught us what fear is worth.", 6),
            Line("Courage is a habit of number \(part + 7), and habits are built on ordinary days.", 6),
            Line("", 5),
        ]
    }

    /// Writes `NAME.mp4` and, with lines, `NAME.vtt` into a folder.
    public static func make(
        _ name: String,
        in folder: FilePath,
        lines: [Line] = talk,
        hue: Int = 0,
        captions: Bool = true
    ) async throws {
        let length = lines.reduce(0) { $0 + $1.length + 0.5 }
        // Noise: ffmpeg's AAC encoder takes four times as long for a pure tone.
        let noise =
            "anoisesrc=amplitude=0.125:sample_rate=48000:seed=\(300 + hue):duration=\(length),"
            + "volume='if(lt(mod(t,6),5),0.4,0.01)':eval=frame"
        let result = try await Subprocess.run(
            .name("ffmpeg"),
            arguments: [
                "-nostdin", "-loglevel", "error", "-f", "lavfi",
                "-i", "testsrc2=size=128x72:rate=10:duration=\(length),hue=h=\(hue)",
                "-f", "lavfi", "-i", noise, "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p",
                "-g", "50", "-c:a", "aac", "-b:a", "64k", "-shortest", "\(name).mp4",
            ],
            workingDirectory: folder,
            input: .none,
            output: .discarded,
            error: .string(limit: 1 << 16)
        )
        guard result.terminationStatus.isSuccess else { throw Broken(text: result.standardError) }
        guard captions else { return }
        var vtt = "WEBVTT\n"
        var time = 0.0
        for line in lines {
            if !line.words.isEmpty {
                vtt += "\n\(stamp(time)) --> \(stamp(time + line.length))\n\(line.words)\n"
            }
            time += line.length + 0.5
        }
        try write(vtt, to: folder.appending("\(name).vtt"))
    }

    /// ffmpeg would not make a video.
    public struct Broken: Error {
        let text: String?
    }

    /// Writes a small text file.
    public static func write(_ text: String, to path: FilePath) throws {
        let file = try FileDescriptor.open(
            path,
            .writeOnly,
            options: [.create, .truncate],
            permissions: .ownerReadWrite
        )
        _ = try file.closeAfter { try file.writeAll(text.utf8) }
    }

    private static func stamp(_ time: Double) -> String {
        func pad(_ number: Int, _ width: Int) -> String {
            let text = "\(number)"
            return String(repeating: "0", count: max(0, width - text.count)) + text
        }
        let milliseconds = Int((time * 1000).rounded())
        return pad(milliseconds / 60000, 2) + ":" + pad(milliseconds / 1000 % 60, 2) + "." + pad(milliseconds % 1000, 3)
    }
}
