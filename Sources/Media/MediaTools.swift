public import SystemPackage

/// The programs that do the work, found once, and the slots in which they run.
///
/// Every method starts child processes in a slot each, throws `cancelled` when its task is cancelled (the child has
/// ended by then), `hung` when a child gives no sign of life for `stallLimit` seconds, and leaves the source as it is.
public struct MediaTools: Sendable {
    /// What ffmpeg calls its version, for instance `5.1.9-0+deb12u1`.
    public let version: String
    /// Seconds without a sign of life after which a child process is ended.
    public let stallLimit: Double
    let ffmpeg: Tool
    let ffprobe: Tool
    let cutter: Tool?
    let guardian: FilePath?
    let slots: ProcessSlots
    let encoderTrials = EncoderTrials()

    /// Where ffmpeg is.
    public var ffmpegPath: FilePath { ffmpeg.path }
    /// Where ffprobe is.
    public var ffprobePath: FilePath { ffprobe.path }
    /// Where the helper is that copies pictures without encoding them; nil where it is not there.
    public var cutterPath: FilePath? { cutter?.path }

    /// Finds ffmpeg and ffprobe: at the given places, else by name along a PATH.
    ///
    /// `searchPath` has the form of the environment variable PATH. Throws `missingProgram` with the name of the Debian
    /// package, or `unusableProgram` when ffmpeg does not tell its version. `cutter` is where the helper `smartclip-cut` would be:
    /// without it every picture is encoded.
    public static func find(
        searchPath: String,
        ffmpeg: FilePath? = nil,
        ffprobe: FilePath? = nil,
        cutter: FilePath? = nil,
        slots: ProcessSlots,
        stallLimit: Double = 60
    ) async throws(MediaError) -> MediaTools {
        guard let encoder = Tool.find("ffmpeg", override: ffmpeg, searchPath: searchPath) else {
            throw .missingProgram(name: ffmpeg?.string ?? "ffmpeg", package: "the Debian package ffmpeg")
        }
        guard let prober = Tool.find("ffprobe", override: ffprobe, searchPath: searchPath) else {
            throw .missingProgram(name: ffprobe?.string ?? "ffprobe", package: "the Debian package ffmpeg")
        }
        let guardian = Tool.find("setpriv", override: nil, searchPath: searchPath)?.path
        let asking = ChildProcess(
            tool: encoder,
            arguments: ["-version"],
            about: "its version",
            stallLimit: stallLimit,
            guardian: guardian
        )
        let answer: [UInt8]
        do throws(MediaError) {
            answer = try await slots.withSlot { () throws(MediaError) in
                try await asking.run(into: ByteSink(limit: 65536)).output.bytes
            }
        } catch .failed(_, _, _, let detail) {
            throw .unusableProgram(name: encoder.path.string, detail: detail)
        }
        let words = String(decoding: answer, as: UTF8.self).split(maxSplits: 3, whereSeparator: \.isWhitespace)
        guard words.count > 2, words[0] == "ffmpeg", words[1] == "version" else {
            throw .unusableProgram(name: encoder.path.string, detail: "it does not tell its version")
        }
        return MediaTools(
            version: String(words[2]),
            stallLimit: stallLimit,
            ffmpeg: encoder,
            ffprobe: prober,
            cutter: cutter.flatMap { Tool.find(CutHelper.name, override: $0, searchPath: searchPath) },
            guardian: guardian,
            slots: slots
        )
    }

    /// Runs a child in a slot, or in as many as it has threads at work.
    func run<Sink: OutputSink>(
        _ tool: Tool,
        _ arguments: [String],
        input: MediaInput? = nil,
        about: String,
        in directory: FilePath? = nil,
        stallLimit: Double? = nil,
        threads: Int = 1,
        errors: (any LineReader)? = nil,
        into sink: Sink
    ) async throws(MediaError) -> (output: Sink, errors: String) {
        let child = ChildProcess(
            tool: tool,
            arguments: arguments,
            input: input,
            about: about,
            directory: directory,
            stallLimit: stallLimit ?? self.stallLimit,
            guardian: guardian
        )
        return try await slots.withSlots(threads) { () throws(MediaError) in
            try await child.run(into: sink, errors: errors)
        }
    }

    /// The options that open the source: by descriptor, as a real container, reaching nowhere else.
    ///
    /// A playlist or a script of the concat demuxer could name other files of this machine; so only the demuxers of
    /// self-contained files are allowed, and only local protocols.
    static let source = [
        "-protocol_whitelist", "file,pipe", "-format_whitelist", containers.joined(separator: ","),
        "-i", "/proc/self/fd/0",
    ]

    /// The filter for frames that are decoded after a seek: some decoders show frames whose references they never saw, so nothing is
    /// taken before the first key frame.
    static let fromKeyFrame = "select='gt(selected_n,0)+key+eq(pict_type,PICT_TYPE_I)'"

    /// The options of every run of ffprobe: the source, and nothing said but errors, each of them.
    static let asking = ["-v", "repeat+error"] + source

    /// The demuxers of ffmpeg that read one self-contained file with a picture or sound in it.
    private static let containers = [
        "mov", "matroska", "webm", "avi", "mpegts", "mpeg", "mpegvideo", "flv", "live_flv", "asf", "ogg", "mxf", "gxf",
        "nut", "wtv", "rm", "ivf", "dv", "m4v", "h264", "hevc", "av1", "obu", "vc1", "nsv", "nuv", "roq", "swf", "mp3",
        "aac", "ac3", "eac3", "flac", "wav", "w64", "aiff", "caf", "au", "amr", "ape", "dts", "tta", "wv", "gif",
    ]
}
