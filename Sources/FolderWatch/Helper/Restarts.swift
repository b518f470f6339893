/// Decides when a helper that ended is started again.
struct Restarts {
    /// What to do.
    enum Answer: Equatable {
        /// Start it again after a pause.
        case again(after: Duration)
        /// Poll for that long, then start it again.
        case poll(for: Duration)
    }

    /// The longest pause.
    static let longest = Duration.seconds(30)
    /// The longest pause where nothing is wrong, but folders are renamed all the time.
    static let longestIfStale = Duration.seconds(5)
    /// A helper that ran for so long had no failure.
    static let goodRun = Duration.seconds(60)
    /// After so many runs in a row in which it never watched, the folders are polled meanwhile.
    static let patience = 3

    private var failures = 0
    private var blindRuns = 0
    private let retry: Duration

    init(retry: Duration) {
        self.retry = retry
    }

    /// Decides what follows the end of a run.
    mutating func answer(_ ending: HelperEnding) -> Answer {
        blindRuns = ending.watched ? 0 : blindRuns + 1
        if ending.held >= Self.goodRun { failures = 0 }
        switch ending.cause {
        case .limit, .unusable:
            failures = 0
            return .poll(for: retry)
        case .stale where ending.watched && ending.held >= .seconds(1):
            // Nothing is wrong with it: folders are renamed now and then.
            failures = 0
            return .again(after: .zero)
        case .stale where ending.watched: return pause(Self.longestIfStale, ending.held)
        case .stale, .died:
            if blindRuns >= Self.patience { return .poll(for: min(Self.longest, retry)) }
            return pause(Self.longest, ending.held)
        }
    }

    /// A pause so that one start follows another after a second, then after twice as long each time.
    private mutating func pause(_ longest: Duration, _ held: Duration) -> Answer {
        failures += 1
        let spacing = min(longest, .seconds(1 << min(failures - 1, 10)))
        return .again(after: max(.zero, spacing - held))
    }
}
