import FoundationEssentials
import Glibc
import Pipeline
import SystemPackage

/// What the process was started in: its folder, and its variables with those of `.env` added.
struct Surroundings: Sendable {
    let folder: FilePath
    let variables: [String: String]

    init() throws {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        folder = getcwd(&buffer, buffer.count).map { FilePath(platformString: $0) } ?? "/"
        variables = try DotEnv.merged(ProcessInfo.processInfo.environment, with: folder.appending(".env"))
    }

    /// Where programs are looked for.
    var searchPath: String { variables["PATH"] ?? "/usr/local/bin:/usr/bin:/bin" }
}
