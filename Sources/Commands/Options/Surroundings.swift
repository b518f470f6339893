import FoundationEssentials
import Glibc
import Pipeline
import SystemPackage

/// What the process was started in: its folder, and its variables with those of `.env` added.
struct Surroundings: Sendable {
    let folder: FilePath
    let variables: [String: String]

    init() throws {
        folder = Self.currentFolder
        variables = try DotEnv.merged(ProcessInfo.processInfo.environment, with: folder.appending(".env"))
    }

    /// The folder that the process was started in.
    static var currentFolder: FilePath {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        return getcwd(&buffer, buffer.count).map { FilePath(platformString: $0) } ?? "/"
    }

    /// Where programs are looked for.
    var searchPath: String { variables["PATH"] ?? "/usr/local/bin:/usr/bin:/bin" }
}
