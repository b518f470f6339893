import HTTPTransfer

/// What an upload session says, in the terms of the resumable protocol.
/// https://cloud.google.com/storage/docs/performing-resumable-uploads
enum SessionAnswer: Equatable {
    /// The file is there.
    case finished
    /// It has the first so many bytes.
    case stored(Int64)
    /// It cannot tell now: ask again later.
    case trouble(status: Int, retryAfter: Double?)
    case failed(UploadError)

    init(_ response: HTTPResponse, session: Secret? = nil) {
        switch Self.status(response) {
        // A page of a proxy is no word of the session's.
        case 200..<300 where response.headers["content-type"]?.lowercased().hasPrefix("text/html") == true:
            self = .trouble(status: response.status, retryAfter: nil)
        case 200, 201, 202, 204: self = .finished
        case 308: self = Self.stored(response.headers["range"])
        case 404, 410, 499: self = .failed(.sessionLost(status: response.status))
        case 408, 425, 429, 500..<600:
            self = .trouble(
                status: response.status,
                retryAfter: RetryAfter.wait(response.headers).map { $0 / .seconds(1) }
            )
        case 400..<500:
            self = .failed(
                .refused(status: response.status, words: ErrorBody(response.body).messages.withholding(session))
            )
        default: self = .failed(.badAnswer("HTTP \(response.status)"))
        }
    }

    /// A proxy that does not let 308 through has it in a header.
    private static func status(_ response: HTTPResponse) -> Int {
        if response.status == 200, let other = response.headers["x-http-status-code-override"], let status = Int(other)
        {
            return status
        }
        return response.status
    }

    /// `bytes=0-N`: N + 1 bytes; no header: none.
    private static func stored(_ range: String?) -> SessionAnswer {
        guard let range else { return .stored(0) }
        let parts = range.split(separator: "=", omittingEmptySubsequences: false)
        if parts.count == 2, parts[0] == "bytes" {
            let ends = parts[1].split(separator: "-", omittingEmptySubsequences: false)
            if ends.count == 2, ends[0] == "0", let last = ByteCount.parse(ends[1]) { return .stored(last + 1) }
        }
        return .failed(.badAnswer("Range: \(ServiceWords.line(range))"))
    }
}
