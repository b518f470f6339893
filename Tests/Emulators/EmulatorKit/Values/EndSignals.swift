import Dispatch
import Glibc

/// SIGTERM and SIGINT, from the moment it is made.
package struct EndSignals {
    package let arrivals: AsyncStream<Void>
    private let sources: [any DispatchSourceSignal]

    package init() {
        let (stream, continuation) = AsyncStream<Void>.makeStream()
        arrivals = stream
        sources = [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler { continuation.yield() }
            source.resume()
            return source
        }
        // A client that goes away while it is written to is no reason to end.
        signal(SIGPIPE, SIG_IGN)
    }
}
