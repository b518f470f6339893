import ArgumentParser
import MuxEmulator
import SystemPackage

/// What the service is like.
struct ServiceOptions: ParsableArguments {
    @Option(help: "The port on 127.0.0.1; 0 takes a free one.")
    var port = 0

    @Option(help: ArgumentHelp("Where files are kept.", valueName: "dir"))
    var folder: String

    @Option(help: ArgumentHelp("From the last byte of a video to ready, at least.", valueName: "seconds"))
    var processing = 0.2

    @Option(help: ArgumentHelp("From ready to finished captions, at least.", valueName: "seconds"))
    var transcription = 0.3

    @Option(help: ArgumentHelp("From ready to finished MP4 files, at least.", valueName: "seconds"))
    var rendition = 0.2

    @Option(
        help: ArgumentHelp(
            "Captions: SHA256.vtt of a file, or its passthrough, external id or title.",
            valueName: "dir"
        )
    )
    var captions: String?

    @Option(help: "The language heard where auto is asked for.")
    var language = "en"

    @Option(help: "Captions where nobody speaks: errored or empty.", transform: Self.silence)
    var silence = EmulatorOptions.Silence.errored

    @Option(help: ArgumentHelp("Where events are sent.", valueName: "url"))
    var webhook: String?

    @Option(
        help: ArgumentHelp("To the second delivery of an event that was not taken; then doubled.", valueName: "seconds")
    )
    var webhookGap = 1.0

    @Option(help: ArgumentHelp("Uploads time out after this part of their timeout.", valueName: "factor"))
    var timeoutScale = 1.0

    @Option(help: ArgumentHelp("ffmpeg and ffprobe processes at once.", valueName: "count"))
    var workers = 2

    private static func silence(_ text: String) throws -> EmulatorOptions.Silence {
        guard let silence = EmulatorOptions.Silence(rawValue: text) else {
            throw ValidationError("--silence must be errored or empty")
        }
        return silence
    }

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port must be from 0 to 65535") }
        guard workers > 0 else { throw ValidationError("--workers must be 1 or more") }
        guard [processing, transcription, rendition, webhookGap, timeoutScale].allSatisfy({ $0 >= 0 && $0 < 1e6 })
        else {
            throw ValidationError("seconds must be 0 or more")
        }
    }

    func apply(to options: inout EmulatorOptions) {
        options.port = port
        options.processing = processing
        options.transcription = transcription
        options.rendition = rendition
        options.captions = captions.map { FilePath($0) }
        options.language = language
        options.silence = silence
        options.webhook = webhook
        options.webhookGap = webhookGap
        options.timeoutScale = timeoutScale
        options.workers = workers
    }
}
