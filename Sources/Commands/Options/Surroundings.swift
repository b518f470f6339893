import FoundationEssentials
import Intake
import Pipeline
import Settings
import StateFiles
import SystemPackage

/// What the process was started in: its folder, and its variables with those of `.env` added.
struct Surroundings: Sendable {
    let folder: FilePath
    let variables: [String: String]
    /// What of `.env` does not count, and why.
    let notes: [String]
    private let dotEnv: DotEnv

    /// `inboxes` are the videos and folders of videos that the command is about.
    init(inboxes: [FilePath] = []) throws {
        let folder = Files.currentFolder
        let more = WatchKey.allCases.filter(\.row.isReadFromDotEnv).map(\.variable)
        self.init(folder, try DotEnv(at: Self.file(in: folder), more: Set(more), inboxes: inboxes))
    }

    private init(_ folder: FilePath, _ dotEnv: DotEnv) {
        self.folder = folder
        self.dotEnv = dotEnv
        variables = ProcessInfo.processInfo.environment.merging(dotEnv.variables) { own, _ in own }
        notes = dotEnv.notes
    }

    private static func file(in folder: FilePath) -> FilePath { folder.appending(".env") }

    /// The same once it is known which inbox a video is from: `.env` does not count in it, which is told.
    func outside(_ inbox: FilePath) -> Surroundings {
        guard !dotEnv.variables.isEmpty, Files.stands(folder, within: inbox) else { return self }
        return Surroundings(folder, DotEnv(notes: [DotEnv.refusal(of: Self.file(in: folder))])).telling()
    }

    /// The same, once what does not count is told.
    func telling() -> Surroundings {
        for note in notes { Console.error(note) }
        return self
    }

    /// Where programs are looked for.
    var searchPath: String { variables["PATH"] ?? "/usr/local/bin:/usr/bin:/bin" }
}
