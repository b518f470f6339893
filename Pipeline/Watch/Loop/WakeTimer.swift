import Concurrency
import Dispatch

/// A one-shot timer that wakes the loop. Setting it again replaces the time, and it costs nothing while it waits.
final class WakeTimer {
    private let source: any DispatchSourceTimer
    private var time: ContinuousClock.Instant?

    init(_ wake: @escaping @Sendable () -> Void) {
        source = DispatchSource.makeTimerSource(queue: .global())
        source.setEventHandler(handler: wake)
        source.activate()
    }

    /// Sets the time at which it fires, or none.
    func set(to time: ContinuousClock.Instant?) {
        guard time != self.time else { return }
        self.time = time
        guard let time else { return source.schedule(deadline: .distantFuture) }
        // Dispatch's clock stands still while the machine sleeps, and ContinuousClock does not: so it fires at least once a
        // minute, and the loop compares the times itself.
        let delay = min(60, max(0, ContinuousClock.now.duration(to: time).inSeconds))
        source.schedule(deadline: .now() + delay, leeway: .milliseconds(10))
    }

    /// Forgets the time after the timer has fired, so that the same time can be set again.
    func clear() { time = nil }

    deinit { source.cancel() }
}
