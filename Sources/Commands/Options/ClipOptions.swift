import ArgumentParser
import Settings

/// The settings that say what the clips of a video are like, as flags.
struct ClipOptions: ParsableArguments {
    @Option(help: .setting(.host), completion: .setting(.host))
    var host: String?

    @Option(help: .setting(.analyst), completion: .setting(.analyst))
    var analyst: String?

    @Option(help: .setting(.language), completion: .setting(.language))
    var language: String?

    @Option(help: .setting(.clips), completion: .setting(.clips))
    var clips: String?

    @Option(help: .setting(.minLength), completion: .setting(.minLength))
    var minLength: String?

    @Option(help: .setting(.maxLength), completion: .setting(.maxLength))
    var maxLength: String?

    @Option(help: .setting(.audioTrack), completion: .setting(.audioTrack))
    var audioTrack: String?

    @Option(help: .setting(.requireTranscript), completion: .setting(.requireTranscript))
    var requireTranscript: String?

    @Option(help: .setting(.wholeOnly), completion: .setting(.wholeOnly))
    var wholeOnly: String?

    @Option(help: .setting(.captionFile), completion: .setting(.captionFile))
    var captionFile: String?

    @Option(help: .setting(.captionsEncoding), completion: .setting(.captionsEncoding))
    var captionsEncoding: String?

    @Option(help: .setting(.recogniser), completion: .setting(.recogniser))
    var recogniser: String?

    @Option(help: .setting(.whisperModel), completion: .setting(.whisperModel))
    var whisperModel: String?

    @Option(help: .setting(.speechModel), completion: .setting(.speechModel))
    var speechModel: String?

    @Option(help: .setting(.vocabulary), completion: .setting(.vocabulary))
    var vocabulary: String?

    @Option(help: .setting(.crf), completion: .setting(.crf))
    var crf: String?

    @Option(help: .setting(.preset), completion: .setting(.preset))
    var preset: String?

    @Option(help: .setting(.frameRate), completion: .setting(.frameRate))
    var frameRate: String?

    // Every loudness is a negative number, which must not be taken for a flag.
    @Option(parsing: .unconditional, help: .setting(.loudness), completion: .setting(.loudness))
    var loudness: String?

    @Option(help: .setting(.ignore), completion: .setting(.ignore))
    var ignore: String?

    /// Each key with what was given for it.
    var all: [(SettingKey, String?)] {
        [
            (.host, host), (.analyst, analyst), (.language, language),
            (.clips, clips), (.minLength, minLength), (.maxLength, maxLength),
            (.audioTrack, audioTrack), (.requireTranscript, requireTranscript), (.wholeOnly, wholeOnly),
            (.captionFile, captionFile), (.captionsEncoding, captionsEncoding), (.recogniser, recogniser),
            (.whisperModel, whisperModel), (.speechModel, speechModel), (.vocabulary, vocabulary), (.crf, crf),
            (.preset, preset),
            (.frameRate, frameRate), (.loudness, loudness), (.ignore, ignore),
        ]
    }
}
