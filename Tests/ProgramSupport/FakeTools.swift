import FoundationEssentials
import Glibc
import Intake
import StateFiles
import SystemPackage

/// A folder of programs that stands in for all of PATH: the real ones by links, others as shell scripts.
struct FakeTools: Sendable {
    let folder: FilePath

    /// Makes a folder with links to the real programs of these names.
    init(in scratch: FilePath, _ names: [String]) throws {
        folder = scratch.appending("bin")
        try Files.makeDirectory(folder)
        for name in names { try link(name) }
    }

    /// The variables that make it the only place where programs are looked for.
    var environment: [String: String?] { ["PATH": folder.string] }

    /// Puts the real program of a name there.
    func link(_ name: String) throws {
        let real = try Self.real(name)
        let path = folder.appending(name)
        try Files.removeFile(path)
        let result = real.withPlatformString { old in path.withPlatformString { new in symlink(old, new) } }
        if result != 0 { throw Errno(rawValue: errno) }
    }

    /// Puts a shell script there. `REAL` in its text stands for the real program.
    func script(_ name: String, _ text: String) throws {
        let path = folder.appending(name)
        try Files.removeFile(path)
        let real = try Self.real(name).string
        let body =
            "#!/bin/sh\n" + text.split(separator: "REAL", omittingEmptySubsequences: false).joined(separator: real)
        try AtomicFile.write((body + "\n").utf8, to: path)
        if path.withPlatformString({ chmod($0, 0o755) }) != 0 { throw Errno(rawValue: errno) }
    }

    /// Where a program is along the real PATH.
    private static func real(_ name: String) throws -> FilePath {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        for folder in path.split(separator: ":") {
            let candidate = FilePath(String(folder)).appending(name)
            if candidate.withPlatformString({ access($0, X_OK) }) == 0 { return candidate }
        }
        throw FileError("find", FilePath(name), .noSuchFileOrDirectory)
    }
}
