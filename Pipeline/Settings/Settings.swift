/// What a user can choose for a video.
public struct Settings: Sendable, Equatable {
    /// Who holds the video and makes the clips.
    public enum Host: String, Sendable, CaseIterable {
        /// ffmpeg on this machine.
        case local
        /// The Mux Video API.
        case mux
    }

    /// Who may play what is at Mux.
    public enum MuxPolicy: String, Sendable, CaseIterable {
        /// Whoever knows the address.
        case `public`
        /// Whoever has an address that was signed with a key of the account.
        case signed
    }

    /// How Mux encodes; it has its price.
    public enum MuxQuality: String, Sendable, CaseIterable {
        case basic, plus, premium
    }

    /// Who chooses the moments and writes the words.
    public enum Analyst: String, Sendable, CaseIterable {
        /// From the transcript's own words, on this machine.
        case extractive
    }

    /// Where words come from when the video has no captions.
    public enum Recogniser: String, Sendable, CaseIterable {
        /// whisper-cli, where it and a model are found.
        case auto
        /// Nowhere: moments are chosen by sound.
        case none
        /// whisper-cli, and an error where it or a model is missing.
        case whisperCLI = "whisper-cli"
    }

    /// How much work x264 puts into a frame; a name that it knows.
    public enum Preset: String, Sendable, CaseIterable {
        case ultrafast, superfast, veryfast, faster, fast, medium, slow, slower, veryslow
    }

    /// Who holds the video and makes the clips.
    public var host = Host.local
    /// Who chooses the moments and writes the words.
    public var analyst = Analyst.extractive
    /// The language spoken, as a BCP 47 tag; nil to find out.
    public var language: String?
    /// The most clips of one video; nil for one per five minutes, 3 to 12.
    public var clips: Int?
    /// The shortest clip, in seconds.
    public var minLength = 20.0
    /// The longest clip, in seconds.
    public var maxLength = 60.0
    /// The audio track to use, counted from 1; nil for the one the file marks as default.
    public var audioTrack: Int?
    /// Whether a video without words is an error.
    public var requireTranscript = false
    /// Where words come from when the video has no captions.
    public var recogniser = Recogniser.auto
    /// The model for whisper-cli, a path; nil to look in the usual places.
    public var whisperModel: String?
    /// x264's constant rate factor: 0 is lossless, 51 the worst.
    public var crf = 20
    /// How much work x264 puts into a frame.
    public var preset = Preset.fast
    /// The integrated loudness of a clip, in LUFS.
    public var loudness = -14.0
    /// Who may play what is at Mux.
    public var muxPolicy = MuxPolicy.public
    /// How Mux encodes; nil for the account's own choice.
    public var muxQuality: MuxQuality?

    /// The defaults.
    public init() {}

    /// The options that decide, beside its content, what an asset at Mux is: with others it is another one.
    var muxVariant: String { "\(muxPolicy.rawValue) \(muxQuality?.rawValue ?? "default")" }

    /// Checks what no single value can show.
    func validated() throws(SettingsError) -> Settings {
        if minLength > maxLength {
            throw SettingsError(
                place: "options",
                problem: "min_length (\(minLength)) is more than max_length (\(maxLength))"
            )
        }
        return self
    }
}

/// A setting that cannot be obeyed.
public struct SettingsError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Where it was set: `inbox/.smartclip.yaml:3`, `SMARTCLIP_CLIPS`, `--clips`.
    public let place: String
    /// The key and what is wrong with it.
    public let problem: String

    /// Says what is wrong with a setting.
    public init(place: String, problem: String) {
        self.place = place
        self.problem = problem
    }

    /// Both in one line.
    public var description: String { "\(place): \(problem)" }
}
