import Outbox
import StateFiles
import Synchronization
import SystemPackage

/// Which file stands for a content that several files of the inbox have: the first that was taken.
final class Claims: Sendable {
    private let holders = Mutex<[VideoID: FilePath]>([:])
    private let outbox: Outbox

    init(outbox: Outbox) {
        self.outbox = outbox
    }

    /// Claims a content for a file; returns the other file that stands for it already.
    func claim(_ id: VideoID, for path: FilePath) -> FilePath? {
        holders.withLock { holders in
            if let holder = holders[id], holder != path, stillHas(id, holder) { return holder }
            holders[id] = path
            return nil
        }
    }

    /// Whether a file is still there with this content, as far as is known without reading it.
    private func stillHas(_ id: VideoID, _ path: FilePath) -> Bool {
        // A file that cannot be looked at stands for nothing.
        guard let facts = try? FileFacts.ifPresent(path) else { return false }
        return Seal(of: path, facts: facts, in: outbox)?.sha256 == id.sha256
    }
}
