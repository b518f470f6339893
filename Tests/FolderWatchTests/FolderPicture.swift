import FolderWatch
import StateFiles
import Synchronization
import SystemPackage

/// What a reader knows of the files below a root who looks only where a sign says so.
final class FolderPicture: Sendable {
    private let root: FilePath
    private let known = Mutex<Set<FilePath>>([])

    init(root: FilePath) {
        self.root = root
    }

    /// The files that the reader knows.
    var files: Set<FilePath> { known.withLock { $0 } }

    /// Looks where the sign says.
    func look(_ sign: FolderSign) {
        known.withLock { known in
            switch sign {
            case .everything: known = Self.truth(root)
            case .folder(let folder):
                known = known.filter { $0.removingLastComponent() != folder }
                known.formUnion(Self.names(folder).map(folder.appending).filter(Self.isFile))
            case .gone(let folder): known = known.filter { !$0.starts(with: folder) }
            case .changed(let folder, let name, _):
                let path = folder.appending(name)
                if Self.isFile(path) { known.insert(path) } else { known.remove(path) }
            case .mode, .refused: break
            }
        }
    }

    /// The files that are there.
    static func truth(_ root: FilePath) -> Set<FilePath> {
        var files: Set<FilePath> = []
        for name in names(root) {
            let path = root.appending(name)
            if isFile(path) { files.insert(path) } else { files.formUnion(truth(path)) }
        }
        return files
    }

    // What goes while it is looked at is not there: that is what a reader sees, too.

    private static func names(_ folder: FilePath) -> [FilePath.Component] {
        (try? Files.list(folder)) ?? []
    }

    private static func isFile(_ path: FilePath) -> Bool {
        (try? FileFacts.ifPresent(path))??.kind == .regular
    }
}
