/// The bucket and the queue of one lane. Times are those of `RetryClock`.
struct LaneState {
    private let rate: Double
    private let burst: Double
    private var tokens: Double
    /// When the tokens were counted; ahead of now while the lane is paused.
    private var counted: Duration
    private(set) var pausedUntil: Duration = .zero
    /// How many pauses in a row were no help.
    private var strikes = 0
    private var lastStrike: Duration?
    private var queue: [Waiter] = []

    private struct Waiter {
        let id: UInt64
        let deadline: Duration
    }

    /// What one that waits is to do.
    enum Turn: Equatable {
        case go
        /// Ask again at this time, or when something changed.
        case wait(until: Duration)
        /// Its turn comes too late.
        case late
    }

    init(_ lane: Lane, now: Duration) {
        // A lane without a rate would never let anything through.
        rate = max(lane.rate, 0.001)
        burst = Double(max(lane.burst, 1))
        tokens = burst
        counted = now
    }

    mutating func join(_ id: UInt64, deadline: Duration) { queue.append(Waiter(id: id, deadline: deadline)) }

    /// Leaves the queue, without a turn.
    mutating func leave(_ id: UInt64) { queue.removeAll { $0.id == id } }

    /// Asks for a turn. With `go` and `late` it has left the queue.
    mutating func ask(_ id: UInt64, now: Duration) -> Turn {
        guard let place = queue.firstIndex(where: { $0.id == id }) else { return .late }
        refill(now)
        let waiter = queue[place]
        let time = earliest(place, now)
        if place == 0, time <= now {
            tokens -= 1
            queue.removeFirst()
            return .go
        }
        guard time <= waiter.deadline else {
            queue.remove(at: place)
            return .late
        }
        return .wait(until: place == 0 ? time : waiter.deadline)
    }

    /// A turn that was not used.
    mutating func giveBack() { tokens = min(tokens + 1, burst) }

    /// The server said "too many" to a request that was sent at a time.
    ///
    /// The lane rests for as long as it asked or, where that is longer, for a second, doubled while this goes on. Requests that
    /// were on their way together are one sign, not many. After a rest they go at the sustained rate, not in a burst.
    mutating func pause(asked: Duration?, sentAt: Duration, now: Duration) {
        if lastStrike.map({ sentAt >= $0 }) ?? true {
            strikes = min(strikes + 1, 7)
            lastStrike = now
        }
        let rest = max(asked ?? .zero, .seconds(1 << max(strikes - 1, 0)))
        pausedUntil = max(pausedUntil, now + rest)
        tokens = 1
        counted = max(counted, pausedUntil)
    }

    /// The server took a request that was sent at a time.
    mutating func thank(sentAt: Duration) {
        if lastStrike.map({ sentAt >= $0 }) ?? true { strikes = 0 }
    }

    private mutating func refill(_ now: Duration) {
        guard now > counted else { return }
        tokens = min(burst, tokens + (now - counted) / .seconds(1) * rate)
        counted = now
    }

    /// When the one at a place can go, if all before it do.
    private func earliest(_ place: Int, _ now: Duration) -> Duration {
        let from = max(now, counted)
        // A billionth is what counting in binary fractions may lose.
        let missing = Double(place + 1) - tokens
        return missing <= 1e-9 ? from : from + .seconds(missing / rate)
    }
}
