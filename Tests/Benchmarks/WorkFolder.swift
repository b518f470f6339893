import ArgumentParser
import StateFiles
import SystemPackage
import TestSupport

/// Where a benchmark puts its videos and its results.
struct WorkFolder: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Keep everything in this folder, and use what an earlier run left there. Default: a folder that is removed.",
            valueName: "dir"
        )
    )
    var work: String?

    /// Runs a body with the folder.
    func with(_ body: (FilePath) async throws -> Void) async throws {
        guard let work else {
            try await ScratchFolder.with { try await body($0.path) }
            return
        }
        let folder = try FilePath(work).fromRoot()
        try Files.makeDirectory(folder)
        try await body(folder)
    }
}
