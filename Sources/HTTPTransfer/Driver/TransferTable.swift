import CCurl
import Glibc

/// The transfers that run. Belongs to the driver's thread.
struct TransferTable {
    private let multi: MultiHandle
    private let options: HTTPTransfer.Options
    private var running: [Ticket.ID: (transfer: Transfer, ticket: Ticket)] = [:]
    private var ids: [UnsafeMutableRawPointer: Ticket.ID] = [:]
    /// Before this time no transfer can have stalled.
    private var nextLook: SuspendingClock.Instant?

    init(_ multi: MultiHandle, _ options: HTTPTransfer.Options) {
        self.multi = multi
        self.options = options
    }

    var isEmpty: Bool { running.isEmpty }

    mutating func take(_ letter: Letter) {
        switch letter {
        case .start(let ticket): start(ticket)
        case .cancel(let id):
            // One that is done already, or not there yet, whose flag is up.
            guard let transfer = running[id]?.transfer else { return }
            finish(id, transfer.stop(.cancelled))
        }
    }

    private mutating func start(_ ticket: Ticket) {
        guard !ticket.flag.isUp else { return refuse(ticket, "cancelled", .cancelled) }
        let transfer: Transfer
        do throws(CurlCode) {
            transfer = try Transfer(ticket.order, options, ticket.progress)
        } catch {
            return refuse(ticket, "libcurl: \(error)")
        }
        guard multi.add(transfer.easy.pointer) else { return refuse(ticket, "libcurl takes no more transfers") }
        running[ticket.id] = (transfer, ticket)
        ids[transfer.easy.pointer] = ticket.id
        lookNoLater(than: .now + ticket.order.request.limits.shortest)
    }

    /// Nothing was sent.
    func refuse(_ ticket: Ticket, _ message: String, _ kind: HTTPError.Kind = .other) {
        let host = ticket.order.endpoint.description
        ticket.finish.resume(returning: .failure(HTTPError(kind: kind, host: host, message: message, reach: .notSent)))
    }

    /// libcurl is done with a transfer.
    mutating func end(_ easy: UnsafeMutableRawPointer, _ failure: CurlCode?) {
        guard let id = ids[easy], let transfer = running[id]?.transfer else { return }
        finish(id, transfer.end(failure))
    }

    mutating func endAll() {
        for (id, entry) in running { finish(id, entry.transfer.end(CurlCode(CURLE_OUT_OF_MEMORY))) }
    }

    /// For how many milliseconds nothing is to be done unless something happens. Ends what has stalled.
    mutating func pause() -> Int32 {
        guard !running.isEmpty else {
            nextLook = nil
            return .max
        }
        let now = SuspendingClock.now
        if let nextLook, now < nextLook { return milliseconds(nextLook - now) }
        nextLook = nil
        for (id, entry) in running {
            guard let deadline = entry.transfer.deadline else {
                // Still connecting: it cannot stall sooner than if it began to send now.
                lookNoLater(than: now + entry.ticket.order.request.limits.shortest)
                continue
            }
            if deadline <= now {
                finish(id, entry.transfer.stop(.stalled))
            } else {
                // Once its answer begins it may stall sooner than it could until then.
                lookNoLater(than: min(deadline, now + entry.ticket.order.request.limits.shortest))
            }
        }
        return nextLook.map { milliseconds($0 - now) } ?? .max
    }

    private mutating func lookNoLater(than time: SuspendingClock.Instant) {
        nextLook = min(nextLook ?? time, time)
    }

    private func milliseconds(_ time: Duration) -> Int32 { Int32(clamping: time.wholeMilliseconds) }

    /// The caller goes on when the files it gave are no longer used.
    private mutating func finish(_ id: Ticket.ID, _ result: Result<Answer, HTTPError>) {
        guard let (transfer, ticket) = running.removeValue(forKey: id) else { return }
        ids[transfer.easy.pointer] = nil
        multi.remove(transfer.easy.pointer)
        ticket.finish.resume(returning: result)
    }
}

extension HTTPRequest.Limits {
    /// Within less than this nothing stalls.
    fileprivate var shortest: Duration { min(stall, silence ?? stall) }
}
