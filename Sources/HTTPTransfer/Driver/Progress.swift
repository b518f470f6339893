/// Tells how far a transfer is, not more often than is of use.
struct ProgressTeller {
    private let tell: (@Sendable (TransferProgress) -> Void)?
    private var latest: TransferProgress?
    private var told: TransferProgress?
    private var next: SuspendingClock.Instant?

    init(_ tell: (@Sendable (TransferProgress) -> Void)?) { self.tell = tell }

    mutating func note(_ progress: TransferProgress, at now: SuspendingClock.Instant) {
        guard let tell else { return }
        latest = progress
        if let next, now < next { return }
        next = now + .milliseconds(250)
        guard progress != told else { return }
        told = progress
        tell(progress)
    }

    /// The last one, where it was not told yet.
    mutating func end() {
        guard let tell, let latest, latest != told else { return }
        told = latest
        tell(latest)
    }
}

/// Tells when a transfer has been too slow for too long.
///
/// libcurl has such a check, in whole seconds and over its own average of some; this one is exact, and counts headers too.
/// Time runs from the last moment at which the bytes since the one before made up the least rate.
struct StallWatch {
    private let rate: Int64
    private var stall: Duration
    private let silence: Duration?
    private var since: SuspendingClock.Instant
    private var counted: Int64 = 0

    init(_ limits: HTTPRequest.Limits, since now: SuspendingClock.Instant) {
        rate = Int64(max(limits.slowRate, 1))
        stall = limits.stall
        silence = limits.silence
        since = now
    }

    /// So many bytes went both ways until now.
    mutating func note(_ bytes: Int64, at now: SuspendingClock.Instant) {
        let new = bytes - counted
        guard new > 0 else { return }
        let time = now - since
        if time <= .seconds(new) / Int(rate) {
            since = now
            counted = bytes
        }
    }

    /// The answer's body begins.
    mutating func noteBody(at now: SuspendingClock.Instant) {
        guard let silence, silence < stall else { return }
        stall = silence
        since = now
    }

    /// When it will have stalled, if nothing comes until then.
    var deadline: SuspendingClock.Instant { since + stall }
}
