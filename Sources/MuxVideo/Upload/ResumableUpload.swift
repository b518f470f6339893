public import HTTPTransfer
public import SystemPackage

/// Sends a file to an upload session, in chunks that suit the link. It begins with asking how much is there already, so the same
/// call goes on after a cut, a kill or a reboot.
public struct ResumableUpload: Sendable {
    private let client: any HTTPClient
    private let watch: RetryClock
    private let seed: UInt64

    /// `client` sends each request once, as `RetryingClient.sparing` does: the tries are counted here. The default clock stands still while the machine sleeps.
    public init(client: any HTTPClient, clock: some Clock<Duration> = SuspendingClock(), seed: UInt64? = nil) {
        self.client = client
        watch = RetryClock(clock)
        self.seed = seed ?? .random(in: 0...UInt64.max)
    }

    /// Sends `length` bytes of an open file to a session.
    ///
    /// - `progress` hears how many bytes are there or on their way; less than before where some were lost.
    /// - `unchanged` is called before each chunk and at the end; what it throws is `UploadError.sourceChanged`.
    ///
    /// After any doubt it waits and asks. It gives up after ten minutes without progress, or where its host is known to be down. Cancelling ends it at once; the
    /// session stays.
    public func send(
        file: FileDescriptor,
        length: Int64,
        to session: Secret,
        progress: @escaping @Sendable (_ sent: Int64) -> Void,
        unchanged: () throws -> Void
    ) async throws(UploadError) {
        var course = UploadCourse(total: length, seed: seed)
        while true {
            switch course.next {
            case .finished:
                try Self.check(unchanged)
                progress(length)
                return
            case .wait(let time):
                do { try await watch.sleep(for: time) } catch { throw .cancelled }
                course.waited()
            case .ask:
                try await exchange(Self.ask(session, total: length), in: &course, progress: nil)
            case .sendNothing:
                try Self.check(unchanged)
                try await exchange(Self.request(session), in: &course, progress: nil)
            case .send(let offset, let count):
                try Self.check(unchanged)
                progress(offset)
                var request = Self.request(session)
                request.headers.add("Content-Range", "bytes \(offset)-\(offset + count - 1)/\(length)")
                request.body = .file(file, offset: offset, length: count, type: nil)
                try await exchange(request, in: &course) { progress(offset + min($0.sent, count)) }
            }
        }
    }

    private func exchange(
        _ request: HTTPRequest,
        in course: inout UploadCourse,
        progress: (@Sendable (TransferProgress) -> Void)?
    ) async throws(UploadError) {
        let start = watch.now()
        let response: HTTPResponse
        do {
            response = try await client.send(request, progress: progress)
        } catch {
            return try course.unanswered(error, now: watch.now())
        }
        let now = watch.now()
        try course.answered(SessionAnswer(response, session: request.url.secret), in: now - start, now: now)
    }

    private static func ask(_ session: Secret, total: Int64) -> HTTPRequest {
        var request = request(session)
        request.headers.add("Content-Range", "bytes */\(total)")
        return request
    }

    /// An empty PUT, without authorization: the session's URL is its own. 308 is no redirect here, and there is none to follow.
    private static func request(_ session: Secret) -> HTTPRequest {
        var request = HTTPRequest(.put, .secret(session), sink: .memory(limit: 1 << 20))
        request.limits.redirects = 0
        return request
    }

    private static func check(_ unchanged: () throws -> Void) throws(UploadError) {
        do { try unchanged() } catch { throw .sourceChanged }
    }
}

/// How much goes in one request: multiples of 262144 bytes, as the session wants; more on a link that is quick, less on one that
/// fails.
struct ChunkSize: Sendable, Equatable {
    static let unit: Int64 = 262_144
    static let largest: Int64 = 256 << 20
    private(set) var bytes: Int64 = 8 << 20

    /// A whole chunk of this size went through.
    mutating func went(in time: Duration) {
        if time < .seconds(5) { bytes = min(bytes * 2, Self.largest) }
        if time > .seconds(30) { shrink() }
    }

    mutating func shrink() {
        bytes = max(bytes / 2, Self.unit)
    }
}
