import CCurl

/// One request on its way: what libcurl calls for while it runs. Belongs to the driver's thread.
final class Transfer {
    let order: Order
    let easy: EasyHandle
    private let headerLines: HeaderList
    private var source: BodySource
    private var sink: BodySink
    private var watch: StallWatch
    private var progress: ProgressTeller
    /// How often libcurl began to send the request: more than once where it found an old connection dead.
    private var begun = 0
    private var headerBytes: Int64 = 0
    private var failure: Failure?

    /// Why it was broken off from here.
    enum Failure {
        case source(String)
        case sink(BodySink.Failure)
        case headers
        case again
        case stalled
        case cancelled
    }

    /// Throws only where memory is short or libcurl too old.
    init(_ order: Order, _ options: HTTPTransfer.Options, _ tell: (@Sendable (TransferProgress) -> Void)?)
        throws(CurlCode)
    {
        self.order = order
        source = BodySource(order.request.body)
        sink = BodySink(order.request.sink)
        watch = StallWatch(order.request.limits, since: .now)
        progress = ProgressTeller(tell)
        easy = try EasyHandle()
        headerLines = try HeaderList(order.request.curlHeaders)
        try easy.prepare(order, options)
        try CurlCode.check(smartclip_set_headers(easy.pointer, headerLines.first))
        try connectCallbacks()
    }

    /// What the server can know of the request. Bytes that libcurl counts may also be those of a proxy's CONNECT.
    var reach: HTTPError.Reach {
        begun == 0 || easy.number(CURLINFO_REQUEST_SIZE) == 0 ? .notSent : .unknown
    }

    /// When it will have stalled, if nothing comes until then; nil while it still connects, which has a limit of its own.
    var deadline: SuspendingClock.Instant? { begun == 0 ? nil : watch.deadline }

    /// Breaks it off, for a reason from outside; returns what its caller is told.
    func stop(_ reason: Failure) -> Result<Answer, HTTPError> {
        failure = reason
        return end(CurlCode(CURLE_ABORTED_BY_CALLBACK))
    }

    /// What its caller is told, when libcurl is done with it.
    func end(_ code: CurlCode?) -> Result<Answer, HTTPError> {
        progress.end()
        if case .sink(.enough) = failure { return .success(answer) }
        guard let code else { return .success(answer) }
        return .failure(FailureReading(self, code, failure).error)
    }

    private var answer: Answer {
        let response = HTTPResponse(
            status: easy.number(CURLINFO_RESPONSE_CODE),
            headers: easy.headers,
            body: sink.bytes,
            received: sink.received,
            version: easy.httpVersion,
            reused: easy.number(CURLINFO_NUM_CONNECTS) == 0
        )
        return Answer(response: response, location: easy.text(CURLINFO_REDIRECT_URL))
    }

    // What libcurl calls.

    /// The connection stands and the request is about to be sent. False where it must not be.
    ///
    /// Where an old connection closes without an answer, libcurl takes a new one and sends the request again, although the
    /// server may have acted on it. That is right only for what may be done twice.
    func begin() -> Bool {
        if begun > 0, !order.request.isIdempotent, easy.number(CURLINFO_REQUEST_SIZE) > 0 {
            failure = .again
            return false
        }
        begun += 1
        watch = StallWatch(order.request.limits, since: .now)
        return true
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int? {
        guard let count = source.read(into: buffer) else {
            failure = .source(source.failure ?? "the file cannot be read")
            return nil
        }
        return count
    }

    func seek(to place: Int64) -> Bool { source.seek(to: place) }

    func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
        if sink.received == 0 { watch.noteBody(at: .now) }
        let expected = easy.size(CURLINFO_CONTENT_LENGTH_DOWNLOAD_T)
        if sink.take(bytes, status: easy.number(CURLINFO_RESPONSE_CODE), expected: expected) { return true }
        failure = sink.failure.map { .sink($0) }
        return false
    }

    /// A line of a header. False where they have no end.
    func takeHeader(_ count: Int) -> Bool {
        headerBytes += Int64(count)
        guard headerBytes <= 256 << 10 else {
            failure = .headers
            return false
        }
        return true
    }

    func note(sent: Int64, received: Int64, expected: Int64) {
        let now = SuspendingClock.now
        watch.note(sent + received + headerBytes, at: now)
        progress.note(
            TransferProgress(sent: sent, received: received, expected: expected > 0 ? expected : nil),
            at: now
        )
    }
}
