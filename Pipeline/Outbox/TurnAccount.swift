/// Turns at a rate that several machines share whose clocks are never compared: a bucket of tokens, and how each machine saw it last.
///
/// Each machine knows two things that are certain: what was left when anybody took a turn last; and what it saw itself, with what has
/// come in since by its own clock, less what others have taken meanwhile. It goes by the higher of the two. Either is what there is
/// at the least, so that no more turns are given than the rate allows, whatever the clocks say. A turn may be taken ahead of its time:
/// then less than nothing is left, and the one who took it waits. One that knows less than others waits longer than it must, and may so
/// send when others do: over a short span that can be more than the burst.
struct TurnAccount: Codable, Sendable, Equatable {
    /// How a machine saw it last.
    struct Sight: Codable, Sendable, Equatable {
        /// By the machine's own clock, in seconds.
        var clock: Double
        /// `taken` then.
        var taken: Double
        /// `level` then.
        var level: Double
    }

    /// A sustained rate, a second, and how many may go at once after a rest.
    struct Pace: Sendable {
        let rate: Double
        let burst: Double

        init(rate: Double, burst: Int) {
            // Without a rate nothing would ever go.
            self.rate = max(rate, 0.001)
            self.burst = Double(max(burst, 1))
        }
    }

    /// Tokens that were ever taken.
    private(set) var taken = 0.0
    /// Tokens that were left when one was taken last; nil where none ever was.
    private(set) var level: Double?
    /// By the names of their clocks.
    private(set) var machines: [String: Sight] = [:]

    private enum CodingKeys: String, CodingKey {
        case taken, level, machines
    }

    /// More machines than share an outbox. Who is forgotten goes by what was left alone.
    private static let mostMachines = 256
    /// The longest that anybody is made to wait, in seconds: the file may be others' to write to.
    private static let longest = 3600.0

    /// Takes a turn; returns the seconds until it comes, or nil where that is more than the limit, and then takes none.
    mutating func take(on machine: String, at clock: Double, _ pace: Pace, within limit: Double) -> Double? {
        let left = left(on: machine, at: clock, pace) - 1
        let wait = max(0, -left / pace.rate)
        guard wait <= limit else { return nil }
        note(left, taking: 1, on: machine, at: clock)
        return wait
    }

    /// Takes so much out that the next turn comes in so many seconds at the earliest.
    mutating func rest(on machine: String, at clock: Double, _ pace: Pace, seconds: Double) {
        let left = left(on: machine, at: clock, pace)
        let wanted = 1 - min(max(seconds, 0), Self.longest) * pace.rate
        if wanted < left { note(wanted, taking: left - wanted, on: machine, at: clock) }
    }

    /// What is left at the least.
    private func left(on machine: String, at clock: Double, _ pace: Pace) -> Double {
        guard let level else { return pace.burst }
        var least = level
        // A clock that went back is none.
        if let own = machines[machine], clock >= own.clock {
            // As if others had taken theirs at the very end: what would have run over before is lost.
            let filled = min(pace.burst, own.level + (clock - own.clock) * pace.rate)
            least = max(least, filled - max(0, taken - own.taken))
        }
        return max(min(least, pace.burst), -Self.longest * pace.rate)
    }

    private mutating func note(_ left: Double, taking count: Double, on machine: String, at clock: Double) {
        taken += count
        level = left
        machines[machine] = Sight(clock: clock, taken: taken, level: left)
        guard machines.count > Self.mostMachines else { return }
        let oldest = machines.min { $0.value.taken < $1.value.taken }
        if let oldest { machines[oldest.key] = nil }
    }
}
