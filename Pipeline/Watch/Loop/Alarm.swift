import Concurrency
import Dispatch

/// Rings a bell at a time that can be put off; costs nothing until then.
final class Alarm {
    private let source: any DispatchSourceTimer
    private var time: ContinuousClock.Instant?

    init(_ ring: @escaping @Sendable () -> Void) {
        source = DispatchSource.makeTimerSource(queue: .global())
        source.setEventHandler(handler: ring)
        source.activate()
    }

    /// Sets it to a time, or to none.
    func set(to time: ContinuousClock.Instant?) {
        guard time != self.time else { return }
        self.time = time
        guard let time else { return source.schedule(deadline: .distantFuture) }
        // Dispatch's clock stands still while the machine sleeps, and a due time does not: it is looked at in between.
        let delay = min(60, max(0, ContinuousClock.now.duration(to: time).inSeconds))
        source.schedule(deadline: .now() + delay, leeway: .milliseconds(10))
    }

    /// It went off; the same time may be set again.
    func clear() { time = nil }

    deinit { source.cancel() }
}
