public import ArgumentParser
public import OpenAIEmulator

/// What the service is like.
struct ServiceOptions: ParsableArguments {
    @Option(help: "The port on 127.0.0.1; 0 takes a free one.")
    var port = 0

    @Option(help: "Whose words it speaks: \(ServiceDialect.allCases.map(\.rawValue).joined(separator: ", ")).")
    var dialect = ServiceDialect.openai

    @Option(help: "What the bearer token must be; none is asked for without.")
    var key: String?

    @Option(
        help: ArgumentHelp("A model that there is; any name is taken without. May be given again.", valueName: "name")
    )
    var model: [String] = []

    @Flag(help: "The models reason: no max_tokens, no temperature but 1, and tokens for thoughts (openai).")
    var reasoning = false

    @Flag(help: "llama.cpp of before 2026: max_completion_tokens is ignored, and nothing is transcribed.")
    var old = false

    @Flag(help: "Answers do not count their tokens.")
    var noUsage = false

    @Option(help: ArgumentHelp("The context, at four characters a token.", valueName: "tokens"))
    var context: Int?

    @Option(help: ArgumentHelp("The time to the first byte of a chat's or a transcription's answer.", valueName: "ms"))
    var think = 0

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port must be from 0 to 65535") }
        guard think >= 0, (context ?? 1) > 0 else { throw ValidationError("--think and --context must not be below 0") }
    }

    func apply(to options: inout OpenAIOptions) {
        options.port = port
        options.dialect = dialect
        options.key = key
        options.models = model
        options.isReasoning = reasoning
        options.isOld = old
        options.tellsUsage = !noUsage
        options.context = context
        options.think = .milliseconds(think)
    }
}

extension ServiceDialect: ExpressibleByArgument {}
