public import SystemPackage

/// What is to be written down.
public struct TranscriptionRequest: Sendable {
    /// The recording, whole.
    public var audio: Audio
    /// "talk.m4a": servers read the format off its ending (flac mp3 mp4 mpeg mpga m4a ogg wav webm).
    public var name: String
    /// "whisper-1"; another than the server's own.
    public var model: String?
    /// ISO 639-1, "en"; nil lets the model find out.
    public var language: String?
    /// Names and terms that may occur.
    public var prompt: String?
    /// The recording's length, by which it may be billed; not sent.
    public var seconds: Double?
    /// The richest form that is asked for.
    public var format: ModelTraits.TranscriptionFormat

    /// More than this no server of the kind takes.
    public static let mostBytes: Int64 = 25_000_000

    /// A request. The whole recording is held in memory while it is sent, at most `mostBytes`.
    public init(
        _ audio: Audio,
        name: String,
        model: String? = nil,
        language: String? = nil,
        prompt: String? = nil,
        seconds: Double? = nil,
        format: ModelTraits.TranscriptionFormat = .verbose
    ) {
        self.audio = audio
        self.name = name
        self.model = model
        self.language = language
        self.prompt = prompt
        self.seconds = seconds
        self.format = format
    }

    /// A recording.
    public enum Audio: Sendable {
        case bytes([UInt8])
        /// `length` bytes of an open file from `offset`; it must stay open until the call returns.
        case file(FileDescriptor, offset: Int64, length: Int64)

        var length: Int64 {
            switch self {
            case .bytes(let bytes): Int64(bytes.count)
            case .file(_, _, let length): length
            }
        }
    }
}
