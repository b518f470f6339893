import CCurl
import Glibc
import Synchronization

/// Hands requests to a thread that drives them all, and starts that thread when it is first needed.
final class Driver: Sendable {
    private let options: HTTPTransfer.Options
    private let state = Mutex(State())

    private struct State {
        var letters: [Letter] = []
        /// Where the thread can be woken, while it runs.
        var multi: MultiHandle?
        var isClosed = false
        var lastID: UInt64 = 0
    }

    init(_ options: HTTPTransfer.Options) { self.options = options }

    /// Has a request sent and gives its answer, once nothing uses its files any more.
    func run(
        _ order: Order,
        _ progress: (@Sendable (TransferProgress) -> Void)?
    ) async throws(HTTPError) -> Answer {
        let flag = CancelFlag()
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { finish in
                let ticket = Ticket(id: id, order: order, flag: flag, progress: progress, finish: finish)
                do throws(CurlCode) {
                    try post(.start(ticket))
                } catch {
                    let message = "no thread for transfers: \(error)"
                    let host = order.endpoint.description
                    finish.resume(
                        returning: .failure(HTTPError(kind: .other, host: host, message: message, reach: .notSent))
                    )
                }
            }
        } onCancel: {
            flag.raise()
            state.withLock { state in
                guard let multi = state.multi else { return }
                state.letters.append(.cancel(id))
                multi.wake()
            }
        }
        return try result.get()
    }

    /// The thread ends after its last transfer.
    func close() {
        state.withLock { state in
            state.isClosed = true
            state.multi?.wake()
        }
    }

    private func post(_ letter: Letter) throws(CurlCode) {
        try CurlLibrary.start()
        try state.withLock { (state) throws(CurlCode) in
            if state.multi == nil {
                let multi = try MultiHandle()
                let loop = DriverLoop(self, multi, options)
                guard DriverThread.start({ loop.run() }) else {
                    multi.free()
                    throw CurlCode(CURLE_FAILED_INIT)
                }
                state.multi = multi
            }
            state.letters.append(letter)
            state.multi?.wake()
        }
    }

    /// What came in; nil where the thread is to end, which is told once.
    func take(isIdle: Bool) -> [Letter]? {
        state.withLock { state in
            if isIdle, state.isClosed, state.letters.isEmpty {
                state.multi = nil
                return nil
            }
            let letters = state.letters
            state.letters = []
            return letters
        }
    }

    /// The thread cannot go on; what came in meanwhile. The next request starts another.
    func abandon() -> [Letter] {
        state.withLock { state in
            let letters = state.letters
            state.letters = []
            state.multi = nil
            return letters
        }
    }
}

/// What is sent to the driver's thread.
enum Letter: Sendable {
    case start(Ticket)
    case cancel(Ticket.ID)
}

/// A request that waits for its answer.
struct Ticket: Sendable, Identifiable {
    let id: UInt64
    let order: Order
    let flag: CancelFlag
    let progress: (@Sendable (TransferProgress) -> Void)?
    let finish: CheckedContinuation<Result<Answer, HTTPError>, Never>
}

/// Whether a caller has given up: it may do so before its request came to the driver's thread.
final class CancelFlag: Sendable {
    private let up = Atomic(false)

    func raise() { up.store(true, ordering: .releasing) }

    var isUp: Bool { up.load(ordering: .acquiring) }
}

/// A request that was found to be one, and where it goes.
struct Order: Sendable {
    let request: HTTPRequest
    let endpoint: Endpoint
    /// Over a new connection only. See `Transfer.begin`.
    var fresh: Bool

    init(_ request: HTTPRequest, _ endpoint: Endpoint) {
        self.request = request
        self.endpoint = endpoint
        fresh = !request.isIdempotent
    }
}

/// What one transfer gave.
struct Answer: Sendable {
    var response: HTTPResponse
    /// Where a redirect leads, whole.
    var location: String?
}
