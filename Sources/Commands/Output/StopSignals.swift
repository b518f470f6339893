import Dispatch
import Glibc
import Synchronization

/// Turns SIGINT and SIGTERM into a call, once. A second one ends the process at once, and so does work that has not stopped
/// some time after the first: it may hang in a file system that does not answer, which no call ends.
struct StopSignals {
    private let first: Received
    // Read by nobody: a source delivers for as long as it lives.
    private let sources: [any DispatchSourceSignal]

    private final class Received: Sendable {
        let number = Atomic<Int32>(0)
    }

    /// The signal that was received, if any.
    var received: Int32? {
        let number = first.number.load(ordering: .acquiring)
        return number == 0 ? nil : number
    }

    /// How long the work may take to stop: longer than children are given to end.
    private static let patience = DispatchTimeInterval.seconds(20)

    init(stop: @escaping @Sendable () -> Void) {
        let first = Received()
        self.first = first
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                let (isFirst, _) = first.number.compareExchange(
                    expected: 0,
                    desired: number,
                    ordering: .acquiringAndReleasing
                )
                if !isFirst { _exit(128 + number) }
                DispatchQueue.global().asyncAfter(deadline: .now() + Self.patience) { _exit(128 + number) }
                stop()
            }
            source.resume()
            return source
        }
    }
}
