import HTTPTransfer

/// What to ask for next of a file that is fetched, from what came so far. Pure: times, answers and what was written are given to
/// it.
///
/// The first request is for a small part: its answer tells the file's length and version, which a connection that is cut later
/// does not. From then on the rest is asked for, if it is still the same version.
struct DownloadCourse: Sendable {
    enum Step: Equatable {
        /// The bytes from `offset` on, `length` of them or all that follow; `version` is for If-Range. What stands in the file
        /// from `offset` on is of no use.
        case fetch(offset: Int64, length: Int64?, version: String?)
        case wait(Duration)
        case finished(Int64)
    }

    /// Enough for most captions and thumbnails, and little to lose.
    static let firstPart: Int64 = 1 << 20
    private static let leastPart: Int64 = 64 << 10

    private(set) var next: Step
    private var part = firstPart
    /// Bytes that are there and right.
    private(set) var written: Int64 = 0
    private(set) var total: Int64?
    private var version: String?
    private var restarts = 0
    /// How many answers in a row were no part of the file.
    private var strangers = 0
    private let attempts: Int
    private var backoff = Backoff()
    private var random: SplitMix

    /// `attempts` is how often the same is asked for where something else comes. `had` bytes of the `total` are there already.
    init(seed: UInt64, attempts: Int = RetryPolicy().attempts, had: Int64 = 0, of total: Int64? = nil) {
        self.attempts = attempts
        random = SplitMix(seed: seed)
        next = .fetch(offset: 0, length: part, version: nil)
        guard let total, 0 < had, had <= total else { return }
        self.total = total
        written = had
        more()
    }

    /// Why a fetch cannot go on.
    enum Failure: Error, Equatable {
        case bad(String)
        /// The time for tries is over; the answer or the error that it ended with is the one to tell.
        case exhausted
    }

    /// A success, with `received` bytes of it in the file.
    mutating func answered(_ response: HTTPResponse) throws(Failure) {
        guard case .fetch(let offset, let length, _) = next else { return }
        let received = response.received
        strangers = 0
        if response.status == 206 {
            guard let text = response.headers["content-range"], let range = ContentRange(text) else {
                throw .bad("206 without a Content-Range that can be read")
            }
            guard range.first == offset, range.last - range.first + 1 == received, received <= length ?? .max else {
                throw .bad("Content-Range \(ServiceWords.line(text)), asked from \(offset), came \(received) bytes")
            }
            if let known = total, let now = range.total, known != now { return try startAgain("its length changed") }
            if let known = version, let now = Self.version(response), known != now {
                return try startAgain("it changed")
            }
            total = total ?? range.total
            version = version ?? Self.version(response)
            went(to: offset + received)
            // A server that does not know the length is asked until it has no more.
            if let total, written >= total { next = .finished(total) } else { more() }
        } else if offset > 0 {
            // The whole file, from its beginning: it changed, or the server does not know ranges. What was written is misplaced.
            try startAgain("HTTP \(response.status) to a request for a part")
            next = .fetch(offset: 0, length: nil, version: nil)
        } else {
            if let text = response.headers["content-length"], let length = ByteCount.parse(text), length != received {
                throw .bad("\(received) bytes of \(length)")
            }
            next = .finished(received)
        }
    }

    /// 416: there is no byte at the offset. Right at the end of a file whose length nobody told, or of an empty one.
    mutating func unsatisfiable(_ contentRange: String?) throws(Failure) {
        if let contentRange, contentRange.hasPrefix("bytes */"), let length = ByteCount.parse(contentRange.dropFirst(8))
        {
            if length == written {
                next = .finished(written)
                return
            }
        } else if total == nil, written > 0 {
            next = .finished(written)
            return
        }
        try startAgain("HTTP 416 at byte \(written)")
    }

    /// No whole answer, but `expected` was said to come, and the file is `size` long now.
    mutating func cut(expected: Int64?, size: Int64, now: Duration) throws(Failure) {
        guard case .fetch(let offset, let length, _) = next else { return }
        if let total, offset > 0, expected == total - offset, size > offset, size <= total {
            // Only an answer of 206 is that long: the whole file would be longer. What came of it stands.
            went(to: size)
        }
        if length != nil { part = max(part / 2, Self.leastPart) }
        try trouble(retryAfter: nil, now: now)
    }

    /// An answer that may be another later.
    mutating func trouble(retryAfter: Double?, now: Duration) throws(Failure) {
        guard let wait = backoff.failed(at: now, retryAfter: retryAfter, using: &random) else { throw .exhausted }
        next = .wait(wait)
    }

    /// Something else than the file came, a page of a proxy say.
    mutating func somethingElse(now: Duration) throws(Failure) {
        strangers += 1
        guard strangers < attempts else { throw .exhausted }
        try trouble(retryAfter: nil, now: now)
    }

    mutating func waited() {
        more()
    }

    private mutating func more() {
        if let total, written >= total {
            next = .finished(total)
            return
        }
        // Without a version nothing tells whether a part belongs to the others, but its length.
        next = .fetch(offset: written, length: total == nil ? part : nil, version: written > 0 ? version : nil)
    }

    private mutating func went(to size: Int64) {
        if size > written { backoff.progressed() }
        written = size
    }

    private mutating func startAgain(_ why: String) throws(Failure) {
        restarts += 1
        if restarts > 3 { throw .bad("the file changes while it is fetched: \(why)") }
        written = 0
        total = nil
        version = nil
        next = .fetch(offset: 0, length: part, version: nil)
    }

    /// What If-Range takes: a strong ETag, else the date.
    private static func version(_ response: HTTPResponse) -> String? {
        if let tag = response.headers["etag"] { return tag.hasPrefix("W/") ? nil : tag }
        return response.headers["last-modified"]
    }
}
