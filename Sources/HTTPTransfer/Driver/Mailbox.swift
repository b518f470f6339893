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
