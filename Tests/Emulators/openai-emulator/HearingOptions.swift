import ArgumentParser
import OpenAIEmulator

/// How recordings are heard.
struct HearingOptions: ParsableArguments {
    @Flag(help: "There are no transcriptions: 404.")
    var noTranscriptions = false

    @Option(
        help: ArgumentHelp("Of how many recordings a stretch in the middle is not heard, 0 to 1.", valueName: "rate")
    )
    var deaf = 0.0

    @Flag(help: "In silence of over two seconds it hears once more what was said before.")
    var hallucinates = false

    @Flag(
        help: "In sound without words, such as applause, that is sent by itself it hears a sentence that nobody says."
    )
    var invents = false

    func validate() throws {
        guard (0...1).contains(deaf) else { throw ValidationError("--deaf must be from 0 to 1") }
    }

    func apply(to options: inout OpenAIOptions) {
        options.hasTranscriptions = !noTranscriptions
        options.deafness = deaf
        options.hallucinates = hallucinates
        options.invents = invents
    }
}
