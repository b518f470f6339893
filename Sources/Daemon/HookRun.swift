import Synchronization

/// The end of what a hook says, gathered while it runs, and its process group; both outlive a run that is called off.
final class HookRun: Sendable {
    private struct State {
        var bytes: [UInt8] = []
        var group: ProcessGroup?
    }

    private let state = Mutex(State())
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    /// The process group of the hook, once it has started.
    var group: ProcessGroup? { state.withLock { $0.group } }

    func started(_ group: ProcessGroup) { state.withLock { $0.group = group } }

    func append(_ new: UnsafeRawBufferPointer) {
        state.withLock { state in
            state.bytes.append(contentsOf: new.suffix(limit))
            // Cut at twice the limit, so that each byte is moved once at most.
            if state.bytes.count > 2 * limit { state.bytes.removeFirst(state.bytes.count - limit) }
        }
    }

    /// At most the limit in bytes of UTF-8, without white space at its ends.
    var tail: String {
        var bytes = state.withLock { $0.bytes.suffix(limit) }
        // The cut may have gone through a character: its rest says nothing.
        if bytes.count == limit { bytes = bytes.drop { $0 & 0xC0 == 0x80 } }
        var text = String(decoding: bytes, as: UTF8.self)
        // What is not UTF-8 takes more room once it is replaced.
        while text.utf8.count > limit { text.unicodeScalars.removeFirst(max(1, (text.utf8.count - limit) / 4)) }
        while text.unicodeScalars.last?.properties.isWhitespace == true { text.unicodeScalars.removeLast() }
        return String(text.unicodeScalars.drop { $0.properties.isWhitespace })
    }
}
