import ArgumentParser
import FoundationEssentials
import Intake
import Outbox
import Pipeline
import StateFiles
import SystemPackage

/// Which outbox a command is about.
struct OutboxOptions: ParsableArguments {
    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "The folder that results go into. Default: $SMARTCLIP_OUTPUT, or ./outbox.",
            valueName: "dir"
        ),
        completion: .directory
    )
    var output: String?

    /// The folder, from the root of the file system.
    func path(_ environment: Surroundings) -> FilePath {
        FilePath(output ?? environment.variables["SMARTCLIP_OUTPUT"] ?? "outbox").absolute(in: environment.folder)
    }

    /// Refuses an outbox that videos are to be looked for in, before anything is written.
    func check(_ inboxes: [FilePath], _ environment: Surroundings) throws {
        let path = path(environment)
        if let problem = Outbox.problem(with: path, inboxes: inboxes) { throw ValidationError(problem) }
        let facts = try? FileFacts(of: path)  // What cannot be looked at is told by whoever writes there.
        if let facts, facts.kind != .directory {
            throw ValidationError("\(FileError("make folder", path, .notDirectory)); name a folder with --output")
        }
    }

    /// The outbox, made where it is not there yet.
    func make(_ environment: Surroundings) throws -> Outbox {
        do {
            return try Outbox(writing: path(environment))
        } catch {
            guard error.errno == .notDirectory else { throw error }
            throw ValidationError("\(error); name a folder with --output")
        }
    }

    /// The outbox, which must be there.
    func open(_ environment: Surroundings) throws -> Outbox {
        let path = path(environment)
        do {
            return try Outbox(reading: path)
        } catch {
            guard error.isMissing else { throw error }
            throw ValidationError(
                "there is no outbox at \(path); name it with --output, or make one with smartclip run"
            )
        }
    }
}
