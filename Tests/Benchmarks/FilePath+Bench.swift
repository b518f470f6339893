import Glibc
import StateFiles
import SystemPackage

extension FilePath {
    /// The path from the root of the file system.
    func fromRoot() throws -> FilePath {
        if isAbsolute { return self }
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        guard getcwd(&buffer, buffer.count) != nil else { throw Errno(rawValue: errno) }
        return FilePath(platformString: buffer).appending(components)
    }

    /// Whether something stands there.
    var isThere: Bool {
        get throws { try FileFacts.ifPresent(self) != nil }
    }

    /// Puts content there without the care that a result deserves: it can be made again.
    func write(_ content: some Sequence<UInt8>) throws {
        let file = try FileDescriptor.open(
            self,
            .writeOnly,
            options: [.create, .truncate, .closeOnExec],
            permissions: FilePermissions(rawValue: 0o666)
        )
        try file.closeAfter { _ = try file.writeAll(content) }
    }
}
