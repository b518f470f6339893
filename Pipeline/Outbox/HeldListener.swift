import Synchronization

/// Keeps a listener for as long as its wake-ups are wanted.
final class HeldListener: Sendable {
    private let listener = Mutex<WakeListener?>(nil)

    /// Begins to listen. Where there can be no socket, each wait lasts its time, as without webhooks.
    func begin(in outbox: Outbox, _ wake: @escaping @Sendable () -> Void) {
        listener.withLock { $0 = try? WakeListener(in: outbox, wake) }
    }
}
