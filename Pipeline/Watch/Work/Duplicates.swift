import Outbox
import StateFiles
import Synchronization
import SystemPackage

/// Files of the inbox that have the same content: the first that was taken, the original, stands for its copies.
final class Duplicates: Sendable {
    private struct State {
        var originals: [VideoID: FilePath] = [:]
        /// The original of each copy.
        var originalOf: [FilePath: FilePath] = [:]
        /// The same the other way.
        var copiesOf: [FilePath: Set<FilePath>] = [:]
    }

    private let state = Mutex(State())
    private let outbox: Outbox

    init(outbox: Outbox) {
        self.outbox = outbox
    }

    /// Makes a file the original of a content, unless another file is: then that one is returned.
    func claim(_ id: VideoID, for path: FilePath) -> FilePath? {
        state.withLock { state in
            if let original = state.originals[id], original != path, stillHas(id, original) { return original }
            state.originals[id] = path
            return nil
        }
    }

    /// Remembers a copy, which is looked at again when its original goes.
    func add(_ copy: FilePath, of original: FilePath) {
        state.withLock { state in
            if let old = state.originalOf.updateValue(original, forKey: copy) { state.copiesOf[old]?.remove(copy) }
            state.copiesOf[original, default: []].insert(copy)
        }
    }

    /// Forgets a file that is gone or has another content. Returns its copies, which need an original again.
    func forget(_ path: FilePath) -> Set<FilePath> {
        state.withLock { state in
            if let original = state.originalOf.removeValue(forKey: path) { state.copiesOf[original]?.remove(path) }
            let copies = state.copiesOf.removeValue(forKey: path) ?? []
            for copy in copies { state.originalOf[copy] = nil }
            return copies
        }
    }

    /// Whether a file is still there with this content, as far as is known without reading it.
    private func stillHas(_ id: VideoID, _ path: FilePath) -> Bool {
        // A file that cannot be looked at is no original.
        guard let facts = try? FileFacts.ifPresent(path) else { return false }
        return Seal(of: path, facts: facts, in: outbox)?.sha256 == id.sha256
    }
}
