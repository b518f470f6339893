public import ArgumentParser
import FoundationEssentials
import Intake
public import Outbox
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

    @Option(
        help: ArgumentHelp(
            "How machines that work on one outbox see each other: auto, lease (at once), locks. Default: $SMARTCLIP_SHARING, or auto.",
            valueName: "way"
        )
    )
    var sharing: Sharing?

    /// What was asked for, or is usual.
    func way(_ environment: Surroundings) throws -> Sharing {
        if let sharing { return sharing }
        guard let text = environment.variables["SMARTCLIP_SHARING"], !text.isEmpty else { return .auto }
        if let way = Sharing(rawValue: text) { return way }
        throw ValidationError("SMARTCLIP_SHARING is \(text.oneLine); it must be auto, lease or locks")
    }

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
        let way = try way(environment)
        let told: String
        do throws(FileError) {
            let outbox = try Outbox(writing: path(environment), sharing: way)
            guard way == .locks, outbox.isShared else { return outbox }
            told = Self.isShared(outbox)
        } catch {
            guard error.errno == .notDirectory else { throw error }
            throw ValidationError("\(error); name a folder with --output")
        }
        throw ValidationError(told)
    }

    private static func isShared(_ outbox: Outbox) -> String {
        "machines share \(outbox.root.shown) by leases, beside which locks alone see nothing; when nothing works on it, remove "
            + ".smartclip/shared there"
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

extension Sharing: ExpressibleByArgument {}
