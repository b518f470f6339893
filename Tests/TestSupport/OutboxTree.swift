public import SystemPackage

/// The files of an outbox as a tool sees them, without what may differ between two runs: times, counts of attempts.
public struct OutboxTree: Equatable, Sendable {
    /// The content of each file, by its path below the outbox; `.smartclip` is left out.
    public let files: [String: [UInt8]]
    /// What has no business being there once a run has ended: half files, folders of attempts.
    public let leftovers: [String]

    /// Reads an outbox.
    public init(_ root: FilePath) throws {
        var files: [String: [UInt8]] = [:]
        var leftovers: [String] = []
        try Self.visit(root, "") { path, file in
            if path.hasSuffix(".tmp") || path.hasPrefix(".smartclip/attempts") { leftovers.append(path) }
            if path.hasPrefix(".smartclip/") { return }
            let bytes = try Self.read(file)
            files[path] = Self.isText(path) ? Self.timeless(bytes) : bytes
        }
        self.files = files
        self.leftovers = leftovers
    }

    /// The paths at which two trees differ.
    public func differences(from other: OutboxTree) -> [String] {
        Set(files.keys).union(other.files.keys).filter { files[$0] != other.files[$0] }.sorted()
    }

    private static func isText(_ path: String) -> Bool {
        [".json", ".ndjson", ".html"].contains { path.hasSuffix($0) }
    }

    private static func visit(_ folder: FilePath, _ prefix: String, _ body: (String, FilePath) throws -> Void) throws {
        for name in ScratchFolder.names(in: folder) {
            let path = folder.appending(name)
            let isFolder = (try? FileDescriptor.open(path, .readOnly, options: [.directory])).map { file in
                // Only opened to see what it is.
                try? file.close()
                return true
            }
            if isFolder == true {
                try visit(path, prefix + "\(name)/", body)
            } else {
                try body(prefix + "\(name)", path)
            }
        }
    }

    /// The whole of a file.
    public static func read(_ path: FilePath) throws -> [UInt8] {
        let file = try FileDescriptor.open(path, .readOnly)
        return try file.closeAfter {
            let size = Int(try file.seek(offset: 0, from: .end))
            try file.seek(offset: 0, from: .start)
            return try [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
                while count < size {
                    let rest = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
                    let got = try file.read(into: rest)
                    if got == 0 { break }
                    count += got
                }
            }
        }
    }

    /// Takes out the values of what tells a time or counts tries: from the key to the end of its value.
    private static func timeless(_ bytes: [UInt8]) -> [UInt8] {
        var text = String(decoding: bytes, as: UTF8.self)
        let keys = [
            "started_at", "finished_at", "created_at", "updated_at", "attempt", "failed_tries", "seconds", "retry_at",
        ]
        for key in keys { text = cut(text, from: "\"\(key)\"") { $0 == "," || $0 == "}" || $0 == "\n" } }
        text = cut(text, from: "<time") { $0 == "/" }
        return Array(text.utf8)
    }

    private static func cut(_ text: String, from start: String, to isEnd: (Character) -> Bool) -> String {
        var parts = text.split(separator: start, omittingEmptySubsequences: false)
        for index in parts.indices.dropFirst() {
            parts[index] = parts[index].drop { !isEnd($0) }
        }
        return parts.joined(separator: start)
    }
}
