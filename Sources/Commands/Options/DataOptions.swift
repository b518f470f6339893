import ArgumentParser
import Installation
import Intake
import SystemPackage

/// Where what was set up is.
struct DataOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The folder of what is set up. Default: $SMARTCLIP_DATA, or $XDG_DATA_HOME/smartclip, or ~/.local/share/smartclip.",
            valueName: "dir"
        ),
        completion: .directory
    )
    var data: String?

    /// The folder, from the root of the file system.
    func folder(_ surroundings: Surroundings) -> DataFolder {
        DataFolder(
            environment: surroundings.variables,
            given: data.map { FilePath(argument: $0).absolute(in: surroundings.folder) }
        )
    }
}
