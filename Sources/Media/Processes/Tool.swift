import FoundationEssentials
import SystemPackage

#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// A program on this machine.
struct Tool: Sendable, Equatable {
    /// What messages call it.
    let name: String
    /// Where it is.
    let path: FilePath

    /// Finds a program: the given path or name, else the usual name, in the folders of a PATH.
    static func find(_ name: String, override: FilePath?, searchPath: String) -> Tool? {
        let wanted = override ?? FilePath(name)
        if wanted.components.count > 1 || wanted.isAbsolute {
            return isProgram(wanted) ? Tool(name: name, path: wanted.absolute) : nil
        }
        for folder in searchPath.split(separator: ":") {
            let candidate = FilePath(String(folder)).appending(wanted.components)
            if isProgram(candidate) { return Tool(name: name, path: candidate.absolute) }
        }
        return nil
    }

    private static func isProgram(_ path: FilePath) -> Bool {
        var status = stat()
        return path.withPlatformString { stat($0, &status) == 0 && access($0, X_OK) == 0 }
            && status.st_mode & S_IFMT == S_IFREG
    }
}

extension FilePath {
    /// The path from the root: children work in folders of their own, where a relative one would mean another file.
    var absolute: FilePath {
        isAbsolute ? self : FilePath(FileManager.default.currentDirectoryPath).appending(components)
    }
}
