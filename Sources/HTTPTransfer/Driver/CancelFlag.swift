import Synchronization

/// Whether a caller has given up: it may do so before its request came to the driver's thread.
final class CancelFlag: Sendable {
    private let up = Atomic(false)

    func raise() { up.store(true, ordering: .releasing) }

    var isUp: Bool { up.load(ordering: .acquiring) }
}
