/// The times at which the loop does something although nothing happened. Each of them is set or not, and fires once.
struct Timers {
    typealias Instant = ContinuousClock.Instant

    enum Timer: CaseIterable, Sendable {
        /// Write the index of all videos.
        case index
        /// Report that the watcher is alive.
        case heartbeat
        /// Look at every video closely, as a run does.
        case closeLook
        /// Measure again whether the outbox has room.
        case space
    }

    private var times: [Timer: Instant] = [:]

    /// The earliest of the times that are set.
    var next: Instant? { times.values.min() }

    func isSet(_ timer: Timer) -> Bool { times[timer] != nil }

    mutating func set(_ timer: Timer, to time: Instant) { times[timer] = time }

    /// Sets a timer unless it is set already, so that several causes lead to one firing.
    mutating func setOnce(_ timer: Timer, to time: Instant) { times[timer] = times[timer] ?? time }

    mutating func cancel(_ timer: Timer) { times[timer] = nil }

    /// Whether a timer is due; one that is due is not set any more.
    mutating func fires(_ timer: Timer, at now: Instant) -> Bool {
        guard let time = times[timer], time <= now else { return false }
        times[timer] = nil
        return true
    }
}
