import Glibc
import HTTPTransfer
import Synchronization
import SystemPackage

/// Fetches a file into an open one, going on where a connection was cut.
struct RangedDownload {
    let client: RetryingClient
    let watch: RetryClock
    let file: FileDescriptor
    let call: String
    /// How much of the file stands in the open one already, and how long it is in all.
    var had: (bytes: Int64, total: Int64)?
    let progress: @Sendable (_ received: Int64, _ total: Int64?) -> Void

    /// The bytes of the file, which is cut to them; `address` is made anew for each request, since a token ages.
    func fetch(_ address: () throws(MuxError) -> HTTPRequest.Address) async throws(MuxError) -> Int64 {
        var course = DownloadCourse(
            seed: .random(in: 0...UInt64.max),
            attempts: client.policy.attempts,
            had: had?.bytes ?? 0,
            of: had?.total
        )
        while true {
            switch course.next {
            case .finished(let bytes):
                try truncate(to: bytes)
                return bytes
            case .wait(let time):
                do { try await watch.sleep(for: time) } catch { throw cancelled }
                course.waited()
            case .fetch(let offset, let length, let version):
                try truncate(to: offset)
                let request = request(try address(), offset, length, version)
                try await exchange(request, from: offset, in: &course)
            }
        }
    }

    private func request(
        _ address: HTTPRequest.Address,
        _ offset: Int64,
        _ length: Int64?,
        _ version: String?
    ) -> HTTPRequest {
        // A whole file may come where a part was asked for: the limit is that of a file, not of the part.
        var request = HTTPRequest(.get, address, sink: .file(file, offset: offset, limit: 1 << 40))
        if let length {
            request.headers.add("Range", "bytes=\(offset)-\(offset + length - 1)")
        } else if offset > 0 {
            request.headers.add("Range", "bytes=\(offset)-")
        }
        if let version { request.headers.add("If-Range", version) }
        return request
    }

    private func exchange(
        _ request: HTTPRequest,
        from offset: Int64,
        in course: inout DownloadCourse
    ) async throws(MuxError) {
        let announced = Announced()
        let total = course.total
        let response: HTTPResponse
        do {
            // Sent once: what came of a cut answer is kept here, which a plain repetition would fetch again.
            response = try await client.send(request, repeatable: false) { [progress] moved in
                announced.bytes.withLock { $0 = moved.expected }
                progress(offset + moved.received, total)
            }
        } catch {
            let failure = MuxError(error, call: call)
            // Of a host that is down it is known already that waiting for it is no use.
            guard error.isTransient, error.kind != .hostIsDown else { throw failure }
            let (expected, size) = (announced.bytes.withLock(\.self), try size())
            return try go(or: failure) { () throws(DownloadCourse.Failure) in
                try course.cut(expected: expected, size: size, now: watch.now())
            }
        }
        if response.status == 416 {
            return try go(or: MuxError(response, call: call).withholding(request.url.secret)) {
                () throws(DownloadCourse.Failure) in
                try course.unsatisfiable(response.headers["content-range"])
            }
        }
        guard response.isSuccess else {
            let failure = MuxError(response, call: call).withholding(request.url.secret)
            guard failure.isTransient else { throw failure }
            let retryAfter = RetryAfter.wait(response.headers).map { $0 / .seconds(1) }
            return try go(or: failure) { () throws(DownloadCourse.Failure) in
                try course.trouble(retryAfter: retryAfter, now: watch.now())
            }
        }
        if try isText(response, from: offset) {
            let failure = MuxError(badAnswer: "a text in place of a file", response, call: call)
            return try go(or: failure) { () throws(DownloadCourse.Failure) in
                try course.somethingElse(now: watch.now())
            }
        }
        try go(or: MuxError(badAnswer: "", response, call: call)) { () throws(DownloadCourse.Failure) in
            try course.answered(response)
        }
    }

    /// Takes a step of the course; where it cannot go on, what it says or what led there is the error.
    private func go(
        or last: MuxError,
        _ step: () throws(DownloadCourse.Failure) -> Void
    ) throws(MuxError) {
        do {
            try step()
        } catch {
            switch error {
            case .exhausted: throw last
            case .bad(let what):
                throw MuxError(kind: .badAnswer(what), call: call, requestID: last.requestID, reach: .answered)
            }
        }
    }

    /// Whether a page, or an error in JSON, came with the status of a file. A rendition begins with the size of its first box,
    /// whose first byte is 0; a page in its middle is recognised by its type alone.
    private func isText(_ response: HTTPResponse, from offset: Int64) throws(MuxError) -> Bool {
        if response.headers["content-type"]?.lowercased().hasPrefix("text/html") == true { return true }
        guard offset == 0, response.received > 0 else { return false }
        var head = [UInt8](repeating: 0, count: 64)
        let count = head.withUnsafeMutableBytes { pread(file.rawValue, $0.baseAddress, $0.count, 0) }
        if count < 0 { throw sinkError(errno) }
        let first = head.prefix(count).first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        return first == UInt8(ascii: "<") || first == UInt8(ascii: "{")
    }

    private func truncate(to length: Int64) throws(MuxError) {
        if ftruncate(file.rawValue, Int(length)) != 0 { throw sinkError(errno) }
    }

    private func size() throws(MuxError) -> Int64 {
        var facts = stat()
        if fstat(file.rawValue, &facts) != 0 { throw sinkError(errno) }
        return Int64(facts.st_size)
    }

    private func sinkError(_ number: Int32) -> MuxError {
        let error = HTTPError(
            kind: .sink(errno: number),
            host: "file",
            message: "\(Errno(rawValue: number))",
            reach: .unknown
        )
        return MuxError(error, call: call)
    }

    private var cancelled: MuxError {
        MuxError(HTTPError(kind: .cancelled, host: "download", message: "cancelled", reach: .unknown), call: call)
    }

    /// How much the answer under way said that it is.
    private final class Announced: Sendable {
        let bytes = Mutex<Int64?>(nil)
    }
}

/// Which part of a file an answer holds: `bytes FIRST-LAST/TOTAL`.
struct ContentRange: Equatable {
    var first: Int64
    var last: Int64
    /// Absent where the server does not know.
    var total: Int64?

    init?(_ text: String) {
        guard text.hasPrefix("bytes ") else { return nil }
        let halves = text.dropFirst(6).split(separator: "/", omittingEmptySubsequences: false)
        guard halves.count == 2 else { return nil }
        let ends = halves[0].split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, let first = ByteCount.parse(ends[0]), let last = ByteCount.parse(ends[1]), first <= last
        else { return nil }
        if halves[1] != "*" {
            guard let total = ByteCount.parse(halves[1]), last < total else { return nil }
            self.total = total
        }
        self.first = first
        self.last = last
    }
}
