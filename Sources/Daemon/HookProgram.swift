import Glibc
import StateFiles
import SystemPackage

/// The program of a hook: where it is, and that it can be run.
struct HookProgram: Sendable, Equatable {
    /// Where it is, from the root.
    let path: FilePath

    /// Finds a program: a path as it is, from the current folder where it is relative; a bare name in the folders of
    /// a PATH. Throws `missingProgram` and `notExecutable`.
    init(_ wanted: FilePath, searchPath: [UInt8]) throws(DaemonError) {
        if wanted.isAbsolute || wanted.components.count > 1 || wanted.bytes.contains(UInt8(ascii: "/")) {
            try Self.check(wanted, wanted)
            // The hook runs in a folder of its own, where a relative path would mean another file.
            path = wanted.isAbsolute ? wanted : Files.currentFolder.appending(wanted.components)
            return
        }
        for folder in searchPath.split(separator: UInt8(ascii: ":")) {
            let candidate = FilePath(bytes: Array(folder)).appending(wanted.components)
            if candidate.isAbsolute, candidate.withPlatformString({ access($0, X_OK) }) == 0, Self.isFile(candidate) {
                path = candidate
                return
            }
        }
        throw .missingProgram(wanted)
    }

    private static func check(_ path: FilePath, _ wanted: FilePath) throws(DaemonError) {
        guard path.withPlatformString({ access($0, F_OK) }) == 0 else {
            throw errno == EACCES ? .notExecutable(wanted) : .missingProgram(wanted)
        }
        guard isFile(path), path.withPlatformString({ access($0, X_OK) }) == 0 else { throw .notExecutable(wanted) }
    }

    private static func isFile(_ path: FilePath) -> Bool {
        var facts = stat()
        return path.withPlatformString { stat($0, &facts) } == 0 && facts.st_mode & S_IFMT == S_IFREG
    }
}
