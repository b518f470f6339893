import Dispatch
import Synchronization
import SystemPackage

/// A lease that this process has: it shows that it lives, and notices when it was taken for dead.
final class HeldLease: Sendable {
    private struct State {
        var count = 0
        var isOver = false
    }

    private let lease: Lease
    private let own: LeaseHolder
    private let state = Mutex(State())
    /// Has an element when it is lost, and ends when it is given up.
    let losses: AsyncStream<Void>
    private let tell: AsyncStream<Void>.Continuation

    /// A serial queue is given a thread also where all others of the process wait for something.
    private static let queue = DispatchQueue(label: "smartclip.leases")

    init(_ lease: Lease, _ own: LeaseHolder) {
        self.lease = lease
        self.own = own
        (losses, tell) = AsyncStream.makeStream()
        schedule()
    }

    private func schedule() {
        let (seconds, rest) = lease.times.beat.components
        let pause = DispatchTimeInterval.milliseconds(Int(seconds) * 1000 + Int(rest / 1_000_000_000_000_000))
        Self.queue.asyncAfter(deadline: .now() + pause) { self.beat() }
    }

    private func beat() {
        // Held meanwhile, so that no sign of life comes after the end.
        let goesOn = state.withLock { state in
            if state.isOver { return false }
            do throws(FileError) {
                guard try lease.isHeld(by: own) else {
                    tell.yield()
                    return false
                }
                state.count += 1
                try lease.show(own, state.count)
            } catch {
                // The server may answer again before others count this as a death; what is written meanwhile looks for itself.
            }
            return true
        }
        if goesOn { schedule() }
    }

    /// Throws where it was lost. What is asked is the file system, now.
    func check() throws(FileError) {
        if try !lease.isHeld(by: own) {
            tell.yield()
            throw .leaseLost(lease.place.path)
        }
    }

    /// What was lost, for the error.
    var path: FilePath { lease.place.path }

    /// Leaves it as it is, for others to take over as from one that is dead.
    func abandon() {
        state.withLock { $0.isOver = true }
        tell.finish()
        LiveTokens.remove(own.token)
    }

    /// Gives it up.
    func release() {
        state.withLock { $0.isOver = true }
        tell.finish()
        do throws(FileError) {
            try lease.release(own)
        } catch {
            // Others count it as dead in a while, and this process at once.
        }
        LiveTokens.remove(own.token)
    }
}
