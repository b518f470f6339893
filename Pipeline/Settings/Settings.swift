public import Framing
public import Highlights
package import Intake

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

    /// The most lines of what Mux makes; above 1080p it costs more.
    public enum MuxResolution: String, Sendable, CaseIterable {
        /// As many as the video has, where the account has them.
        case source
        case p1080 = "1080p"
        case p1440 = "1440p"
        case p2160 = "2160p"
    }

    /// What Mux, and who can play it there, is told as its title.
    public enum MuxTitle: String, Sendable, CaseIterable {
        /// The video's own name, without its folders; of a clip its moment's title.
        case name
        /// Nothing.
        case none
    }

    /// What stays at Mux.
    public enum MuxKeep: String, Sendable, CaseIterable {
        /// Everything, until `smartclip clean`.
        case all
        /// What the video's results are made from; the rest goes when they are ready.
        case current
    }

    /// A shape that clips are made in.
    public typealias Format = RenditionFormat

    /// Where captions are.
    public enum CaptionPlace: String, Sendable, CaseIterable {
        /// In files beside a clip.
        case sidecar
        /// On its picture; the files are there all the same.
        case burn
        /// On its picture and in files.
        case both
    }

    /// Who chooses the moments and writes the words.
    public enum Analyst: String, Sendable, CaseIterable {
        /// From the transcript's own words, on this machine.
        case extractive
        /// A language model, behind any server that speaks the OpenAI API.
        case openai
    }

    /// Where words come from when the video has no captions.
    public enum Recogniser: String, Sendable, CaseIterable {
        /// whisper where it is set up, else whisper-cli where it and a model are found.
        case auto
        /// Nowhere: moments are chosen by sound.
        case none
        /// faster-whisper as `smartclip setup speech` makes it, and an error where it is missing.
        case whisper
        /// whisper-cli, and an error where it or a model is missing.
        case whisperCLI = "whisper-cli"
        /// Any server that transcribes as OpenAI's does.
        case server
    }

    /// How much work x264 puts into a frame; a name that it knows.
    public enum Preset: String, Sendable, CaseIterable {
        case ultrafast, superfast, veryfast, faster, fast, medium, slow, slower, veryslow
    }

    /// At which rate the frames of a clip are shown.
    public enum FrameRate: String, Sendable, CaseIterable {
        /// The source's where it is 24 to 60 a second; slower ones are raised by repeating frames, faster ones lowered.
        case auto
        /// The source's own.
        case source
    }

    /// How the picture of a clip is made.
    public enum Cut: String, Sendable, CaseIterable {
        /// Copied between key frames where the source's parameter sets can be kept, encoded beside them.
        case auto
        /// The same, also where the encoded parts need parameter sets of their own.
        case smart
        /// Encoded, all of it.
        case exact
    }

    /// Who codes the picture of a clip that is encoded in full.
    public enum Encoder: String, Sendable, CaseIterable {
        /// A graphics card where one works, else x264.
        case auto
        /// x264, on the processor.
        case x264
        /// A card by VA-API, else x264.
        case vaapi
        /// One of NVIDIA's, else x264.
        case nvenc
        /// One of Intel's, else x264.
        case qsv
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
    /// Whether a recording that broke off is an error.
    public var wholeOnly = false
    /// Where words come from when the video has no captions.
    public var recogniser = Recogniser.auto
    /// The model for whisper-cli, a path; nil to look in the usual places.
    public var whisperModel: String?
    /// x264's constant rate factor: 0 is lossless, 51 the worst.
    public var crf = 20
    /// How much work x264 puts into a frame.
    public var preset = Preset.fast
    /// At which rate the frames of a clip are shown.
    public var frameRate = FrameRate.auto
    /// The integrated loudness of a clip, in LUFS.
    public var loudness = -14.0
    /// Who may play what is at Mux.
    public var muxPolicy = MuxPolicy.public
    /// How Mux encodes; nil for the account's own choice.
    public var muxQuality: MuxQuality?
    /// The most lines of what Mux makes.
    public var muxMaxResolution = MuxResolution.source
    /// What Mux is told as a title.
    public var muxTitle = MuxTitle.name
    /// What stays at Mux.
    public var muxKeep = MuxKeep.all

    /// The language model; nil for the usual one of OpenAI's own server.
    public var model: String?
    /// What the user looks for in a talk, in words for the model.
    public var lookingFor: String?
    /// Whether it is an error that the model cannot answer; else the extractive analyst does its work.
    public var strict = false
    /// The language of captions, as a BCP 47 tag; nil for the talk's own.
    public var captionLanguage: String?
    /// The sites that posts are written for.
    public var platforms = Platform.allCases
    /// About how many tokens of a transcript the model is shown at once.
    public var windowTokens = 12_000
    /// The most tokens to spend on one video.
    public var budgetTokens: Int?
    /// The most US dollars to spend on one video.
    public var budgetUSD: Double?
    /// The most tokens to spend on a day.
    public var dayBudgetTokens: Int?
    /// The most US dollars to spend on a day.
    public var dayBudgetUSD: Double?
    /// A folder with prompts in the place of the program's own; a path.
    public var prompts: String?
    /// A file with prices of models; a path.
    public var prices: String?
    /// The name of the caption file beside the video to use; nil to find one.
    public var captionFile: String?
    /// The encoding of the captions beside the video, as iconv names it; nil to find out.
    public var captionsEncoding: String?
    /// Names of files and folders in which no videos are looked for, beside those that are known to be nobody's.
    package var ignore: [NamePattern] = []
    /// The model of recogniser whisper; nil for the one that was set up last.
    public var speechModel: String?
    /// Names and terms that may be said.
    public var vocabulary: [String] = []
    /// The shapes that clips are made in.
    public var formats: [Format] = [.source]
    /// How a picture becomes one of another shape.
    public var framing = FramingWish.auto
    /// Where captions are.
    public var captions = CaptionPlace.sidecar
    /// How captions on the picture look: a style's name, or a file's path.
    public var style = "bold"
    /// Whether a clip's quote is shown over its first seconds.
    public var hook = false
    /// Seconds for which a clip's title is shown first; 0 for not at all.
    public var titleCard = 0.0
    /// An image that is shown in a corner; a path.
    public var watermark: String?
    /// The longest pause inside a clip, in seconds; 0 leaves them as they are.
    public var trimSilence = 0.0
    /// Whether words that only fill a pause are cut out.
    public var trimFillers = false
    /// How the picture of a clip is made.
    public var cut = Cut.auto
    /// Who codes the picture of a clip that is encoded in full.
    public var encoder = Encoder.x264
    /// The model of recogniser `server`.
    public var transcriptionModel = "whisper-1"

    /// The defaults.
    public init() {}

    /// The options that decide, beside its content and its lines, what an asset at Mux is: with others it is another one.
    package var muxVariant: String { "\(muxPolicy.rawValue) \(muxQuality?.rawValue ?? "default")" }

    /// Checks what no single value can show.
    package func validated() throws(SettingsError) -> Settings {
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
