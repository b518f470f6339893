import Glibc

/// How often who has a lease shows that it lives, and how long it must not for others to count it as dead.
public struct LeaseTimes: Sendable, Equatable {
    /// From one sign of life to the next.
    public var beat: Duration
    /// Without a sign for so long, by the clock of whoever waits, it is taken over.
    public var dead: Duration

    /// Makes a pair. All machines that share an outbox must have the same.
    public init(beat: Duration, dead: Duration) {
        self.beat = beat
        self.dead = dead
    }

    /// 10 s and 60 s: attributes that another machine sees may be as old as that (`acdirmax`, nfs(5)). Tests, which play many
    /// machines on one, have others.
    public static let usual: LeaseTimes = {
        let given = getenv("SMARTCLIP_LEASE_MS").map {
            String(cString: $0).split(separator: ",").compactMap { Int($0) }
        }
        guard let given, given.count == 2, given.allSatisfy({ $0 > 0 }) else {
            return LeaseTimes(beat: .seconds(10), dead: .seconds(60))
        }
        return LeaseTimes(beat: .milliseconds(given[0]), dead: .milliseconds(given[1]))
    }()

    /// The longest from one look at a lease to the next of somebody who waits for it.
    var longestPause: Duration { min(.seconds(2), beat / 4) }
}

/// What somebody has seen of a lease of another machine while it waits: pure, so that no clock is waited for in tests.
struct LeaseWatch: Sendable {
    /// What changes while the holder lives.
    struct Sign: Sendable, Equatable {
        let token: String
        let beat: [UInt8]?
    }

    private var last: (sign: Sign, at: Duration)?
    /// How long the same sign was seen.
    private(set) var still: Duration = .zero
    /// Whether a holder showed that it lives.
    private(set) var hasSeenLife = false

    /// Takes in what is seen at a time of the watcher's own clock; says whether the holder counts as dead.
    ///
    /// A pause between two looks counts for no more than a beat: in a longer one the watcher may have been stopped, or the server
    /// out of reach, for the holder too.
    mutating func isDead(_ sign: Sign, at now: Duration, _ times: LeaseTimes) -> Bool {
        if let last, last.sign == sign {
            still += min(max(.zero, now - last.at), times.beat)
        } else {
            hasSeenLife = last != nil
            still = .zero
        }
        last = (sign, now)
        return still >= times.dead
    }
}
