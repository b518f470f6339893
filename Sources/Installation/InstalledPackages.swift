import FoundationEssentials
import StateFiles
import SystemPackage

/// The packages of a virtual environment, as pip keeps records of them.
struct InstalledPackages: Sendable {
    let environment: FilePath

    /// One line of a record: a file below the folder of packages.
    struct Record: Equatable {
        let path: String
        let sha256: String
    }

    /// The interpreter.
    private var python: FilePath { environment.appending("bin/python3") }

    /// Looks whether the interpreter is there: the Python that it leads to may have gone with an update of the system.
    func look() throws(InstallationError) {
        try InstallationError.asBroken {
            guard try FileFacts.ifPresent(python) != nil else {
                throw InstallationError.broken("\(python) is not there, or the Python that it leads to is gone")
            }
            guard try FileFacts.ifPresent(packagesFolder()) != nil else {
                throw InstallationError.broken("\(environment) holds no packages")
            }
        }
    }

    /// Compares every file of which a record tells the digest with that.
    func verify() throws(InstallationError) {
        try look()
        try InstallationError.asBroken {
            let folder = try packagesFolder()
            let records = try Files.list(folder).filter { $0.string.hasSuffix(".dist-info") }
            guard !records.isEmpty else { throw InstallationError.broken("\(folder) holds no packages") }
            for name in records {
                for record in Self.read(try Files.read(folder.appending(name).appending("RECORD"))) {
                    let path = folder.appending(record.path)
                    guard try Digest.of(fileAt: path) == record.sha256 else {
                        throw InstallationError.broken("\(path) was altered")
                    }
                }
            }
        }
    }

    /// The version of a package, by its name as folders have it: `opencv_python_headless`. Nil where it is not there.
    func version(of name: String) throws(InstallationError) -> String? {
        try InstallationError.asBroken {
            let (prefix, suffix) = (name + "-", ".dist-info")
            let records = try Files.list(packagesFolder()).map(\.string)
            return records.first { $0.hasPrefix(prefix) && $0.hasSuffix(suffix) }
                .map { String($0.dropFirst(prefix.count).dropLast(suffix.count)) }
        }
    }

    /// `lib/python3.11/site-packages`.
    private func packagesFolder() throws(FileError) -> FilePath {
        let library = environment.appending("lib")
        let versions = try Files.list(library).filter { $0.string.hasPrefix("python3.") }
        guard let version = versions.first else { throw FileError("find packages in", library, .noSuchFileOrDirectory) }
        return library.appending(version).appending("site-packages")
    }

    /// Reads a RECORD: lines of path, digest and size, of which the last two may be empty (a byte-compiled file, say). Paths that
    /// lead out are those of commands, which are not kept. See packaging.python.org, "Recording installed projects".
    static func read(_ bytes: [UInt8]) -> [Record] {
        String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).compactMap { line in
            let parts = line.split(separator: ",", omittingEmptySubsequences: false)
            guard parts.count >= 3, parts[parts.count - 2].hasPrefix("sha256=") else { return nil }
            var path = parts.dropLast(2).joined(separator: ",")
            if path.hasPrefix("\"") { path = String(path.dropFirst().dropLast()).replacing("\"\"", with: "\"") }
            guard path.isBelow, let digest = hex(String(parts[parts.count - 2].dropFirst(7))) else { return nil }
            return Record(path: path, sha256: digest)
        }
    }

    /// A digest in hexadecimal from one in base64 for URLs, without padding.
    private static func hex(_ text: String) -> String? {
        let padded = text.replacing("-", with: "+").replacing("_", with: "/")
        let data = Data(base64Encoded: padded + String(repeating: "=", count: (4 - padded.count % 4) % 4))
        return data.map { Digest.hex($0) }
    }
}
