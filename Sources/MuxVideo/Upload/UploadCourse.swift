import HTTPTransfer

/// What to do next with an upload session, from what it said so far. Pure: the time and the answers are given to it.
struct UploadCourse: Sendable {
    enum Step: Equatable {
        /// How much is there? `bytes */TOTAL`.
        case ask
        case send(offset: Int64, length: Int64)
        /// An empty file: the whole of it in one request, which has no range.
        case sendNothing
        case wait(Duration)
        case finished
    }

    let total: Int64
    private(set) var next = Step.ask
    private(set) var chunk = ChunkSize()
    /// What the session is known to have; nothing is known at the start, after a restart say.
    private(set) var stored: Int64 = 0
    /// The most that the session can have: all, until it has told once, since another run may have sent it.
    private var most: Int64
    private var hasTold = false
    private var backoff = Backoff()
    private var random: SplitMix

    init(total: Int64, seed: UInt64) {
        self.total = total
        most = total
        random = SplitMix(seed: seed)
    }

    /// The answer to the step, which took `time` and ended `now`.
    mutating func answered(_ answer: SessionAnswer, in time: Duration, now: Duration) throws(UploadError) {
        if case .send(let offset, let length) = next { most = max(most, offset + length) }
        switch answer {
        case .failed(let error): throw error
        case .finished: finished()
        case .trouble(let status, let retryAfter):
            try doubt("HTTP \(status)", now: now, retryAfter: retryAfter)
        case .stored(let bytes): try told(bytes, in: time, now: now)
        }
    }

    /// No answer: what was sent may be there or not.
    mutating func unanswered(_ error: HTTPError, now: Duration) throws(UploadError) {
        switch error.kind {
        case .cancelled: throw .cancelled
        case .sourceChanged: throw .sourceChanged
        // It has been tried for as long as is of use, by all uploads together.
        case .hostIsDown: throw .transfer(error)
        default: break
        }
        guard error.isTransient else { throw .transfer(error) }
        if case .send(let offset, let length) = next { most = max(most, offset + length) }
        try doubt("\(error)", now: now)
    }

    /// The wait is over.
    mutating func waited() {
        next = .ask
    }

    private mutating func finished() {
        switch next {
        // A session that is done before its last byte was sent: ask whether that is so.
        case .send(let offset, let length) where offset + length < total: next = .ask
        default: next = .finished
        }
    }

    private mutating func told(_ bytes: Int64, in time: Duration, now: Duration) throws(UploadError) {
        let possible = stored...(hasTold ? max(stored, most) : total)
        guard possible.contains(bytes) else { throw .wrongOffset(stored: bytes, expected: possible) }
        let isProgress = bytes > stored
        let sent = next
        stored = bytes
        if !hasTold {
            hasTold = true
            most = bytes
        }
        if isProgress { backoff.progressed() }
        if case .send(let offset, let length) = sent {
            if bytes == offset + length, length == chunk.bytes { chunk.went(in: time) }
            // Nothing of a chunk was kept: that is trouble, though politely said.
            if !isProgress { return try doubt("nothing of the last \(length) bytes was kept", now: now) }
        }
        if bytes < total {
            next = .send(offset: bytes, length: min(chunk.bytes, total - bytes))
        } else if total == 0, sent == .ask {
            next = .sendNothing
        } else {
            // All is there, but the session does not say that it is done: it ends by being asked.
            try doubt("all bytes are there, yet the session is not finished", now: now, isFault: false)
        }
    }

    private mutating func doubt(
        _ what: String,
        now: Duration,
        retryAfter: Double? = nil,
        isFault: Bool = true
    ) throws(UploadError) {
        if isFault, case .send = next { chunk.shrink() }
        guard let wait = backoff.failed(at: now, retryAfter: retryAfter, using: &random) else {
            throw .noProgress(what)
        }
        next = .wait(wait)
    }
}
