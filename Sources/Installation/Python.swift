import FoundationEssentials
import Glibc
import Manifest
import StateFiles
import Subprocess
import SystemPackage

/// A Python that an environment can be made with, as it describes itself.
struct Python: Sendable, Equatable, Decodable {
    /// Its numbers: 3, 11, 2.
    let numbers: [Int]
    /// The interpreter itself, whatever it was started by.
    let executable: String
    /// `cpython`.
    let implementation: String
    /// `x86_64`.
    let machine: String
    /// Standard modules that are needed, but are not there.
    let missing: [String]
    /// Whether it was built without the global lock: its packages are others.
    let isFreeThreaded: Bool

    /// `3.11.2`
    var version: String { numbers.map(String.init).joined(separator: ".") }

    /// What is printed by one that is asked; it must run on old versions too.
    static let question = """
        import importlib.util, json, platform, sys, sysconfig
        needed = ("venv", "ensurepip", "ssl", "zlib")
        def lacks(name):
            try:
                __import__(name)
            except ImportError:
                return True
            return False
        print(json.dumps({
            "numbers": list(sys.version_info[:3]), "executable": sys.executable or "",
            "implementation": platform.python_implementation().lower(), "machine": platform.machine(),
            "missing": [name for name in needed if lacks(name)],
            "isFreeThreaded": bool(sysconfig.get_config_var("Py_GIL_DISABLED"))}))
        """

    /// Why the packages cannot be installed with it; nil where they can.
    func problem(with packages: PackageLock) -> String? {
        let range = "3.\(packages.pythons.lowerBound) to 3.\(packages.pythons.upperBound)"
        guard numbers.count == 3, numbers[0] == 3, packages.pythons ~= numbers[1] else {
            let isOld = numbers.lexicographicallyPrecedes([3, packages.pythons.lowerBound])
            return "is Python \(version), which is too \(isOld ? "old" : "new"): \(range) is needed"
        }
        guard implementation == "cpython", !isFreeThreaded else {
            return "is \(isFreeThreaded ? "a free-threaded Python" : implementation); the usual CPython is needed"
        }
        guard packages.machines.contains(machine) else {
            return "is for \(machine), which the packages are not made for"
        }
        guard missing.isEmpty else {
            let lacks = "is Python \(version) without the module \(missing.joined(separator: ", "))"
            return missing.contains { $0 == "venv" || $0 == "ensurepip" }
                ? "\(lacks); on Debian install python3-venv" : lacks
        }
        return nil
    }
}

/// Looks for a Python along a PATH.
struct PythonFinder: Sendable {
    let searchPath: String
    /// A path, or a name to look for; nil where any will do.
    let given: String?

    /// The first that fits. The error says what is wrong with the one that was given, or with the one that came nearest.
    func find(for packages: PackageLock) async throws -> Python {
        let names = given.map { [$0] } ?? ["python3"] + packages.pythons.reversed().map { "python3.\($0)" }
        var problem: String?
        for name in names {
            guard let path = locate(name) else { continue }
            let said = try await ask(path)
            guard let said else {
                problem = problem ?? "\(path) does not answer as a Python does"
                continue
            }
            guard let wrong = said.problem(with: packages) else { return said }
            // One of the right version that lacks something says more of what to do than one that is too old.
            if problem == nil || !said.missing.isEmpty { problem = "\(path) \(wrong)" }
        }
        if let problem { throw Failure(.config, problem) }
        if let given { throw Failure(.config, "there is no \(given.oneLine) to be run; name a Python with --python") }
        throw Failure(
            .config,
            "no Python is there: on Debian install python3 and python3-venv, or name one with --python"
        )
    }

    /// The path of a program.
    func locate(_ name: String) -> FilePath? {
        if name.contains("/") { return isProgram(FilePath(name)) ? FilePath(name) : nil }
        return searchPath.split(separator: ":").lazy.map { FilePath(String($0)).appending(name) }.first(
            where: isProgram
        )
    }

    private func isProgram(_ path: FilePath) -> Bool {
        // What cannot be looked at cannot be run.
        (try? FileFacts(of: path))?.kind == .regular && path.withPlatformString { access($0, X_OK) } == 0
    }

    private func ask(_ path: FilePath) async throws -> Python? {
        do {
            let result = try await Subprocess.run(
                .path(path),
                arguments: ["-I", "-c", Python.question],
                input: .none,
                output: .bytes(limit: 1 << 16),
                error: .discarded
            )
            try Task.checkCancellation()
            guard result.terminationStatus == .exited(0) else { return nil }
            // One that says anything else is none that can be used.
            return try? JSONDecoder().decode(Python.self, from: Data(result.standardOutput))
        } catch let error as CancellationError {
            throw error
        } catch {
            try Task.checkCancellation()
            return nil
        }
    }
}
