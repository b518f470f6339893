import ArgumentParser
import Concurrency
import FoundationEssentials
import Installation
import Intake
import Media
import Pipeline
import Recognisers
import StateFiles
import SystemPackage

/// How much of the machine a run may use.
struct ToolOptions: ParsableArguments {
    @Option(
        name: [.short, .long],
        help: ArgumentHelp("Videos, and ffmpegs, at once. Default: the cores.", valueName: "n")
    )
    var jobs: Int?

    @Option(help: ArgumentHelp("Seconds after which an ffmpeg that does nothing is ended.", valueName: "s"))
    var stallLimit: Double = Self.usualStallLimit

    private static let usualStallLimit: Double = 60

    @Option(
        help: ArgumentHelp(
            "A folder on this machine's own disk for what is made until it is published. Default: $SMARTCLIP_SCRATCH, or the outbox.",
            valueName: "dir"
        ),
        completion: .directory
    )
    var scratch: String?

    /// The same as a path, made where it is not there; nil where none was given.
    func scratchFolder(_ surroundings: Surroundings) throws -> FilePath? {
        guard let given = scratch ?? surroundings.variables["SMARTCLIP_SCRATCH"], !given.isEmpty else { return nil }
        let path = FilePath(argument: given).absolute(in: surroundings.folder)
        do throws(FileError) {
            try Files.makeDirectory(path)
        } catch {
            throw ValidationError("\(error); name another folder with --scratch")
        }
        return path
    }

    /// The same words for another command, wherever that is run. The folder is not made here: it is one of the machine that works.
    func words(in folder: FilePath) -> [String] {
        var words: [String] = []
        if let jobs { words += ["--jobs", "\(jobs)"] }
        if stallLimit != Self.usualStallLimit { words += ["--stall-limit", "\(stallLimit)"] }
        if let scratch { words += ["--scratch", FilePath(argument: scratch).absolute(in: folder).string] }
        return words
    }

    func validate() throws {
        if let jobs, !(1...64).contains(jobs) { throw ValidationError("--jobs is a number from 1 to 64") }
        if !(1...86400).contains(stallLimit) { throw ValidationError("--stall-limit is a number from 1 to 86400") }
    }

    /// How many videos, and how many child processes, there may be at once.
    var slots: Int { jobs ?? Self.cores }

    /// The cores that this process may use.
    static var cores: Int {
        ProcessInfo.processInfo.activeProcessorCount
    }

    /// Finds ffmpeg and ffprobe.
    func find(_ surroundings: Surroundings) async throws -> MediaTools {
        try await MediaTools.find(
            searchPath: surroundings.searchPath,
            cutter: HelperPlace.cutter,
            slots: ProcessSlots(slots),
            stallLimit: stallLimit
        )
    }
}

extension Surroundings {
    /// Hosts, analysts and recognisers, as the environment has them.
    var services: Services {
        Services(
            environment: variables,
            recognisers: RecogniserFinder(
                searchPath: searchPath,
                folder: folder,
                environmentModel: variables["WHISPER_MODEL"],
                data: DataFolder(environment: variables, given: nil)
            )
        )
    }
}
