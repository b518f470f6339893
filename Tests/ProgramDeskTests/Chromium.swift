import FoundationEssentials
import Subprocess
import SystemPackage
import Testing

/// Chromium, and the Python that drives it: PYTHON_SDKS names one, or else `python3` is tried.
enum Chromium {
    private static var python: Executable {
        let name = ProcessInfo.processInfo.environment["PYTHON_SDKS"] ?? "python3"
        return name.contains("/") ? .path(FilePath(name)) : .name(name)
    }

    /// Whether all that `drive.py` needs is installed.
    static var isThere: Bool {
        get async {
            let look = """
                import importlib.util, os, sys
                parts = [importlib.util.find_spec(name) for name in ("selenium", "axe_playwright_python")]
                files = [os.access(f"/usr/bin/{name}", os.X_OK) for name in ("chromium", "chromedriver")]
                sys.exit(not all(parts + files))
                """
            do {
                return try await Subprocess.run(
                    python,
                    arguments: ["-c", look],
                    output: .discarded,
                    error: .discarded
                ).terminationStatus.isSuccess
            } catch {
                // There is no such Python.
                return false
            }
        }
    }

    /// Runs `drive.py`, and returns the promises that held.
    static func drive(_ arguments: [String]) async throws -> [String] {
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "drive.py").path
        let result = try await Subprocess.run(
            python,
            arguments: Arguments([script] + arguments),
            output: .string(limit: 1 << 20),
            error: .string(limit: 1 << 20)
        )
        #expect(result.terminationStatus.isSuccess, "\(result.standardError)")
        return result.standardOutput.split(separator: "\n").map { String($0) }
    }
}
