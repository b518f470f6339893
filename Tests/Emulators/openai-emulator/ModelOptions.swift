public import ArgumentParser
public import OpenAIEmulator
import SystemPackage

/// Who answers chats.
struct ModelOptions: ParsableArguments {
    @Option(
        help:
            "good, mediocre (a fifth of what it says breaks the rules), weak (keeps to what the schema bounds only) or scripted."
    )
    var modelKind = OpenAIOptions.ModelKind.good

    @Option(help: "Where all chance comes from: the same request meets the same answer and the same faults.")
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("What a scripted model says.", valueName: "file"))
    var script: String?

    @Option(
        help:
            "What becomes of a chat that asks for a stream: \(OpenAIOptions.Streaming.allCases.map(\.rawValue).joined(separator: ", "))."
    )
    var streaming = OpenAIOptions.Streaming.events

    @Option(help: ArgumentHelp("The time between two events of a stream.", valueName: "ms"))
    var pace = 0

    @Flag(help: "Answers are prose, with the JSON in a ```json fence.")
    var ignoresSchema = false

    func validate() throws {
        guard (modelKind == .scripted) == (script != nil) else {
            throw ValidationError("--model-kind scripted and --script need each other")
        }
        guard pace >= 0 else { throw ValidationError("--pace must not be below 0") }
    }

    func apply(to options: inout OpenAIOptions) {
        options.kind = modelKind
        options.seed = seed
        options.script = script.map { FilePath($0) }
        options.ignoresSchema = ignoresSchema
        options.streaming = streaming
        options.pace = .milliseconds(pace)
    }
}

extension OpenAIOptions.ModelKind: ExpressibleByArgument {}
extension OpenAIOptions.Streaming: ExpressibleByArgument {}
