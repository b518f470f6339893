import ArgumentParser
import Pipeline
import Roles
import Settings

/// The settings of a video as flags. They are read as text and understood in one place with the environment's and the
/// files' (`SettingKey`), so that all three are told the same when they are wrong.
struct SettingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Who makes the clips: local, mux.", valueName: "host"),
        completion: .list(["local", "mux"])
    )
    var host: String?

    @Option(
        help: ArgumentHelp("Who chooses the moments and writes the words: extractive, openai.", valueName: "analyst"),
        completion: .list(Settings.Analyst.allCases.map(\.rawValue))
    )
    var analyst: String?

    @Option(help: ArgumentHelp("The language spoken, such as en or pt-BR; auto finds out.", valueName: "tag"))
    var language: String?

    @Option(help: ArgumentHelp("The most clips of one video. Default: one per five minutes, 3 to 12.", valueName: "n"))
    var clips: String?

    @Option(help: ArgumentHelp("The shortest clip in seconds, 5 or more. Default: 20.", valueName: "s"))
    var minLength: String?

    @Option(help: ArgumentHelp("The longest clip in seconds, 180 or less. Default: 60.", valueName: "s"))
    var maxLength: String?

    @Option(
        help: ArgumentHelp("The audio track, counted from 1. Default: the one that players choose.", valueName: "n")
    )
    var audioTrack: String?

    @Option(
        help: ArgumentHelp("Whether a video without words is an error. Default: false.", valueName: "true|false"),
        completion: .list(["true", "false"])
    )
    var requireTranscript: String?

    @Option(
        help: ArgumentHelp("Whether a recording that broke off is an error. Default: false.", valueName: "true|false"),
        completion: .list(["true", "false"])
    )
    var wholeOnly: String?

    @Option(
        help: ArgumentHelp(
            "The captions to use, a file beside the video. Default: found by its name.",
            valueName: "name"
        )
    )
    var captionFile: String?

    @Option(help: ArgumentHelp("The encoding of captions beside the video. Default: found out.", valueName: "name"))
    var captionsEncoding: String?

    @Option(
        help: ArgumentHelp(
            "Where words come from without captions: auto, none, whisper-cli, server.",
            valueName: "name"
        ),
        completion: .list(Settings.Recogniser.allCases.map(\.rawValue))
    )
    var recogniser: String?

    @Option(
        help: ArgumentHelp(
            "The model for whisper-cli. Default: $WHISPER_MODEL, or the usual places.",
            valueName: "file"
        ),
        completion: .file()
    )
    var whisperModel: String?

    @Option(help: ArgumentHelp("x264's rate factor, 1 to 51, lower is better. Default: 20.", valueName: "n"))
    var crf: String?

    @Option(
        help: ArgumentHelp("x264's preset, slower is smaller. Default: fast.", valueName: "name"),
        completion: .list(Settings.Preset.allCases.map(\.rawValue))
    )
    var preset: String?

    @Option(
        help: ArgumentHelp(
            "The rate of a clip: auto (24 to 60 frames a second), source (the source's own). Default: auto.",
            valueName: "rate"
        ),
        completion: .list(Settings.FrameRate.allCases.map(\.rawValue))
    )
    var frameRate: String?

    // Every loudness is a negative number, which must not be taken for a flag.
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The loudness of a clip in LUFS. Default: -14.", valueName: "lufs")
    )
    var loudness: String?

    @Option(
        help: ArgumentHelp(
            "Names of files and folders to leave out, with * and ? in them, and commas between them.",
            valueName: "names"
        )
    )
    var ignore: String?

    @OptionGroup(title: "Host mux") var mux: MuxOptions

    @OptionGroup(title: "Language models") var models: ModelOptions

    /// The flags that were given.
    var given: [SettingKey: String] {
        let all: [(SettingKey, String?)] = [
            (.host, host), (.analyst, analyst), (.language, language), (.clips, clips), (.minLength, minLength),
            (.maxLength, maxLength), (.audioTrack, audioTrack), (.requireTranscript, requireTranscript),
            (.wholeOnly, wholeOnly), (.recogniser, recogniser), (.whisperModel, whisperModel), (.crf, crf),
            (.preset, preset),
            (.captionFile, captionFile), (.captionsEncoding, captionsEncoding),
            (.frameRate, frameRate), (.loudness, loudness), (.ignore, ignore),
        ]
        return (all + mux.all + models.all).reduce(into: [:]) { given, pair in given[pair.0] = pair.1 }
    }
}
