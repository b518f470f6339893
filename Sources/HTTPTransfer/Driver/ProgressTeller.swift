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
