import FolderWatch
import Glibc
import StateFiles
import Synchronization
import SystemPackage

/// What a reader knows of the files below a root who looks only where a sign says so. Links are not followed.
final class FolderPicture: Sendable {
    /// The names of files by their folder: as bytes, which are quick to compare in a debug build.
    typealias Files = [[UInt8]: Set<[UInt8]>]

    private let root: FilePath
    private let known = Mutex<Files>([:])

    init(root: FilePath) {
        self.root = root
    }

    /// The files that the reader knows; no folder is empty.
    var files: Files { known.withLock { $0 } }

    /// How many they are.
    var count: Int { files.values.reduce(0) { $0 + $1.count } }

    /// Looks where the sign says.
    func look(_ sign: FolderSign) {
        known.withLock { known in
            switch sign {
            case .everything: known = Self.truth(root)
            case .folder(let folder):
                let files = Set(Self.names(folder).filter { Self.kind(folder.bytes, $0) == S_IFREG })
                known[folder.bytes] = files.isEmpty ? nil : files
            case .gone(let folder):
                let start = folder.bytes + [UInt8(ascii: "/")]
                known = known.filter { $0.key != folder.bytes && !$0.key.starts(with: start) }
            case .changed(let folder, let name, _):
                var files = known[folder.bytes] ?? []
                if Self.kind(folder.bytes, name.bytes) == S_IFREG {
                    files.insert(name.bytes)
                } else {
                    files.remove(name.bytes)
                }
                known[folder.bytes] = files.isEmpty ? nil : files
            case .mode, .refused: break
            }
        }
    }

    /// The files that are there.
    static func truth(_ root: FilePath) -> Files {
        var files: Files = [:]
        for name in names(root) {
            switch kind(root.bytes, name) {
            case S_IFREG: files[root.bytes, default: []].insert(name)
            case S_IFDIR: files.merge(truth(path(root.bytes, name))) { $0.union($1) }
            default: break
            }
        }
        return files
    }

    // What goes while it is looked at is not there: that is what a reader sees, too.

    private static func names(_ folder: FilePath) -> [[UInt8]] {
        (try? StateFiles.Files.list(folder))?.map(\.bytes) ?? []
    }

    private static func path(_ folder: [UInt8], _ name: [UInt8]) -> FilePath {
        FilePath(platformString: (folder + [UInt8(ascii: "/")] + name).map { CChar(bitPattern: $0) } + [0])
    }

    private static func kind(_ folder: [UInt8], _ name: [UInt8]) -> mode_t {
        var facts = stat()
        guard lstat((folder + [UInt8(ascii: "/")] + name).map { CChar(bitPattern: $0) } + [0], &facts) == 0 else {
            return 0
        }
        return facts.st_mode & S_IFMT
    }
}
