import StateFiles
import SystemPackage

/// The files of a folder that was given, links followed: the hub's cache consists of them.
struct FileTree: Sendable, Equatable {
    struct File: Sendable, Equatable {
        let path: FilePath
        let bytes: Int
    }

    private(set) var files: [File] = []

    /// So many files and folders deep are looked at: more than any model has, and links may lead in circles.
    private static let limits = (files: 20_000, depth: 8)

    /// Looks through a folder; what leads nowhere is left out.
    init(_ root: FilePath) throws(FileError) {
        try add(root, depth: 0)
    }

    init(files: [File]) { self.files = files }

    private mutating func add(_ folder: FilePath, depth: Int) throws(FileError) {
        for name in try Files.list(folder) where files.count < Self.limits.files {
            let path = folder.appending(name)
            guard let facts = try FileFacts.ifPresent(path) else { continue }
            switch facts.kind {
            case .regular: files.append(File(path: path, bytes: facts.bytes))
            case .directory where depth < Self.limits.depth: try add(path, depth: depth + 1)
            case .directory, .other: break
            }
        }
    }

    /// The wheels among them.
    var wheels: [FilePath] { files.map(\.path).filter { $0.lastComponent?.string.hasSuffix(".whl") == true } }
}
