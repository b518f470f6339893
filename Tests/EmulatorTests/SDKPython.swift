import FoundationEssentials
import Subprocess
import SystemPackage
import Testing

/// A Python with the services' own clients: PYTHON_SDKS names it, or else `python3` is tried.
enum SDKPython {
    private static var program: Executable {
        let name = ProcessInfo.processInfo.environment["PYTHON_SDKS"] ?? "python3"
        return name.contains("/") ? .path(FilePath(name)) : .name(name)
    }

    static func has(_ module: String) async -> Bool {
        do {
            return try await Subprocess.run(
                program,
                arguments: ["-c", "import \(module)"],
                output: .discarded,
                error: .discarded
            ).terminationStatus.isSuccess
        } catch {
            // There is no such program.
            return false
        }
    }

    /// Runs a script of this folder, and returns its lines.
    static func run(_ script: String, _ arguments: [String], environment: [Environment.Key: String?] = [:]) async throws
        -> [String]
    {
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: script).path
        let result = try await Subprocess.run(
            program,
            arguments: .init([path] + arguments),
            environment: .inherit.updating(environment),
            output: .string(limit: 1 << 20),
            error: .string(limit: 1 << 20)
        )
        #expect(result.terminationStatus.isSuccess, "\(result.standardError)")
        return result.standardOutput.split(separator: "\n").map { String($0) }
    }
}
