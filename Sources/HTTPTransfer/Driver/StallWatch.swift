/// Tells when a transfer has been too slow for too long.
///
/// libcurl has such a check, in whole seconds and over its own average of some; this one is exact, and counts headers too.
/// Time runs from the last moment at which the bytes since the one before made up the least rate.
struct StallWatch {
    private let rate: Int64
    private let stall: Duration
    private var since: SuspendingClock.Instant
    private var counted: Int64 = 0

    init(_ limits: HTTPRequest.Limits, since now: SuspendingClock.Instant) {
        rate = Int64(max(limits.slowRate, 1))
        stall = limits.stall
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

    /// When it will have stalled, if nothing comes until then.
    var deadline: SuspendingClock.Instant { since + stall }
}
