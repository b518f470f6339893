public import ArgumentParser
public import OpenAIEmulator
import SystemPackage

/// Who answers chats.
struct ModelOptions: ParsableArguments {
    @Option(help: "good, mediocre (a fifth of what it says breaks the rules) or scripted.")
    var modelKind = OpenAIOptions.ModelKind.good

    @Option(help: "Where all chance comes from: the same request meets the same answer and the same faults.")
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("What a scripted model says.", valueName: "file"))
    var script: String?

    @Flag(help: "Answers are prose, with the JSON in a ```json fence.")
    var ignoresSchema = false

    func validate() throws {
        guard (modelKind == .scripted) == (script != nil) else {
            throw ValidationError("--model-kind scripted and --script need each other")
        }
    }

    func apply(to options: inout OpenAIOptions) {
        options.kind = modelKind
        options.seed = seed
        options.script = script.map { FilePath($0) }
        options.ignoresSchema = ignoresSchema
    }
}

extension OpenAIOptions.ModelKind: ExpressibleByArgument {}
