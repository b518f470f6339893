import SystemPackage

/// A lock of something that several processes work on, of one machine or of many.
///
/// On one machine it is a `FileLock`, and nothing else. Where many machines share the folder and their file locks do not reach each
/// other, the file lock is for those of one machine, and who has it takes a lease that is for all machines.
public struct SharedLock: Sendable {
    private let local: Place
    private let lease: Lease?
    private let afterTakeOver: @Sendable () throws -> Void

    /// A lock that is a file lock alone.
    public init(_ local: Place) {
        self.local = local
        lease = nil
        afterTakeOver = {}
    }

    /// A lock with a lease. `afterTakeOver` removes what a process may still put in its place that was taken for dead and is not: it
    /// runs before anything else is done under the lock.
    public init(
        _ local: Place,
        lease: Place,
        workshop: Place,
        times: LeaseTimes = .usual,
        afterTakeOver: @escaping @Sendable () throws -> Void = {}
    ) {
        self.init(local, Lease(lease, files: LeaseFiles(workshop: workshop), times: times), afterTakeOver)
    }

    init(_ local: Place, _ lease: Lease, _ afterTakeOver: @escaping @Sendable () throws -> Void = {}) {
        self.local = local
        self.lease = lease
        self.afterTakeOver = afterTakeOver
    }

    /// How long whoever wants it waits for one on another machine.
    private enum Wait {
        case never, untilItLives, always
    }

    /// Runs a body under the lock, waiting for whoever holds it.
    public func holding<Value>(_ body: () async throws -> Value) async throws -> Value {
        guard let lease else { return try await FileLock.holding(local, body) }
        return try await FileLock.holding(local) {
            while true {
                if let value = try await under(lease, .always, body) { return value }
            }
        }
    }

    /// Runs a body under the lock, or returns nil at once where another holds it. Where `isPatient`, one of another machine must show
    /// first that it lives.
    public func ifFree<Value>(isPatient: Bool = false, _ body: () async throws -> Value) async throws -> Value? {
        guard let lease else { return try await FileLock.ifFree(local, body) }
        let value = try await FileLock.ifFree(local) {
            try await under(lease, isPatient ? .untilItLives : .never, body)
        }
        return value ?? nil
    }

    /// Whether some process, this one included, holds the lock now, or did on another machine and is not known to be dead.
    public var isHeld: Bool {
        if FileLock.isHeld(local) { return true }
        // What cannot be looked at is nobody's whom one could wait for.
        guard let lease, let standing = try? lease.standing() else { return false }
        return !standing.holder.isGone()
    }

    private func under<Value>(_ lease: Lease, _ wait: Wait, _ body: () async throws -> Value) async throws -> Value? {
        guard let held = try await take(lease, wait) else { return nil }
        defer { held.release() }
        return try await Fence.$leases.withValue(Fence.leases + [held]) { try await body() }
    }

    private func take(_ lease: Lease, _ wait: Wait) async throws -> HeldLease? {
        let own = LeaseHolder.new()
        LiveTokens.insert(own.token)
        var held: HeldLease?
        // Else the process's own end would be what the next one waits for.
        defer { if held == nil { LiveTokens.remove(own.token) } }
        var watch = LeaseWatch()
        let clock = SuspendingClock()
        let began = clock.now
        var pause = Duration.milliseconds(10)
        while true {
            var isSwept = true
            let attempt = try lease.attempt(own) { (standing) throws(FileError) in
                let sign = try lease.sign(of: standing)
                let isGone = standing.holder.isGone()
                // One that took it over shows that it lives as soon as it has swept.
                isSwept = isGone && (sign.beat != nil || !standing.holder.isSuccessor)
                return isGone || watch.isDead(sign, at: clock.now - began, lease.times)
            }
            switch attempt {
            case .taken(let dead):
                let new = HeldLease(lease, own)
                do {
                    if dead != nil {
                        if !isSwept { try afterTakeOver() }
                        try lease.show(own, 0)
                    }
                } catch {
                    // The next one takes it over from this one, and tries again.
                    new.abandon()
                    throw error
                }
                held = new
                return new
            case .held:
                if case .never = wait { return nil }
                if case .untilItLives = wait, watch.hasSeenLife { return nil }
                try await Task.sleep(for: min(pause, lease.times.longestPause) * Double.random(in: 0.5...1))
                pause = min(pause * 2, lease.times.longestPause)
            }
        }
    }
}
