import ArgumentParser
import Intake
import StateFiles
import SystemPackage

/// Which inbox videos lie in that are named outright.
struct InboxOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The inbox that a video named outright lies in, whose settings files and folders count for it. Default: its own folder.",
            valueName: "dir"
        ),
        completion: .directory
    )
    var inbox: String?

    /// From the root of the file system.
    var path: FilePath? { inbox.map { FilePath(argument: $0).absolute(in: Files.currentFolder) } }
}
