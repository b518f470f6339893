import Synchronization

/// What one content of `moments.json` came to. Several stages and the manifest read the file, which a person may change at any
/// time: so the file is read each time, but understood once.
package final class MomentsReading: Sendable {
    private let last = Mutex<(bytes: [UInt8], edit: MomentsEdit)?>(nil)

    /// What the bytes come to: as they were understood last, where they are the same.
    package func reading(_ bytes: [UInt8], _ understand: () throws -> MomentsEdit) rethrows -> MomentsEdit {
        if let last = last.withLock(\.self), last.bytes == bytes { return last.edit }
        let edit = try understand()
        last.withLock { $0 = (bytes, edit) }
        return edit
    }
}
