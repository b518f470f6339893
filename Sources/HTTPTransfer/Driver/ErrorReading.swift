import CCurl
import Glibc
import SystemPackage

/// What a failed transfer means to its caller.
struct FailureReading {
    let error: HTTPError

    init(_ transfer: borrowing Transfer, _ code: CurlCode, _ failure: Transfer.Failure?) {
        let reach = transfer.reach
        let words = ErrorText(transfer.order.request).clean(transfer.easy.lastWords)
        let (kind, message): (HTTPError.Kind, String)
        switch failure {
        case .source(let reason): (kind, message) = (.sourceChanged, reason)
        case .sink(.tooLarge(let limit)):
            (kind, message) = (.tooLarge(limit: limit), "the answer has more than \(limit) bytes")
        case .sink(.file(let errno)):
            (kind, message) = (.sink(errno: errno.rawValue), "the answer cannot be written: \(errno)")
        case .headers: (kind, message) = (.notHTTP, "the answer's headers have no end")
        case .again: (kind, message) = (.cut, "closed without an answer; not sent again")
        case .stalled:
            let limits = transfer.order.request.limits
            (kind, message) = (.stalled, "less than \(limits.slowRate) B/s for \(limits.stall)")
        case .cancelled: (kind, message) = (.cancelled, "cancelled")
        case nil, .sink(.enough):
            kind = Self.kind(code, transfer)
            message = words.isEmpty ? code.description : words
        }
        error = HTTPError(kind: kind, host: transfer.order.endpoint.description, message: message, reach: reach)
    }

    private static func kind(_ code: CurlCode, _ transfer: borrowing Transfer) -> HTTPError.Kind {
        let begun = transfer.deadline != nil
        switch CURLcode(rawValue: code.rawValue) {
        case CURLE_URL_MALFORMAT: return .badURL
        // An answer that is not HTTP is an "unsupported protocol" too.
        case CURLE_UNSUPPORTED_PROTOCOL: return begun ? .notHTTP : .badURL
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: return .nameNotFound
        case CURLE_COULDNT_CONNECT: return .refused
        case CURLE_OPERATION_TIMEDOUT: return begun ? .stalled : .connectTimeout
        case CURLE_SSL_CONNECT_ERROR: return closedInHandshake(transfer) ? .cut : .tls
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
            CURLE_SSL_ISSUER_ERROR, CURLE_SSL_CRL_BADFILE, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_PINNEDPUBKEYNOTMATCH,
            CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED, CURLE_SSL_ENGINE_INITFAILED, CURLE_USE_SSL_FAILED:
            return .tls
        case CURLE_RECV_ERROR where !begun && transfer.easy.number(CURLINFO_HTTP_CONNECTCODE) >= 300:
            // A proxy that will not let us through; if the fault is further on, that may pass.
            return transfer.easy.number(CURLINFO_HTTP_CONNECTCODE) >= 500 ? .refused : .other
        case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_HTTP2, CURLE_HTTP2_STREAM,
            CURLE_SSL_SHUTDOWN_FAILED:
            return .cut
        case CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING, CURLE_HTTP_RETURNED_ERROR: return .notHTTP
        default: return .other
        }
    }

    /// Whether the other side went away in the midst of a handshake, which says nothing about trust.
    private static func closedInHandshake(_ transfer: borrowing Transfer) -> Bool {
        let errno = Int32(truncatingIfNeeded: transfer.easy.number(CURLINFO_OS_ERRNO))
        let words = transfer.easy.lastWords
        return errno == ECONNRESET || errno == EPIPE || words.contains("SSL_ERROR_SYSCALL")
            || words.contains("unexpected eof") || words.contains("Connection reset")
    }
}

/// Makes what libcurl said fit for logs: its words may quote the URL, or a proxy's with its password.
struct ErrorText {
    private let secrets: [String]

    init(_ request: HTTPRequest) {
        var secrets = [request.url.text]
        // The part behind the host, too: it is what libcurl names when it has taken the URL apart.
        if let start = request.url.text.firstRange(of: "://")?.upperBound,
            let slash = request.url.text[start...].firstIndex(where: { "/?#".contains($0) })
        {
            let rest = String(request.url.text[slash...])
            // A lone slash is no secret and in many words.
            if rest.utf8.count > 1 { secrets.append(rest) }
        }
        switch request.authorization {
        case .basic(let user, let password): secrets += [user.reveal, password.reveal]
        case .bearer(let token): secrets.append(token.reveal)
        case nil: break
        }
        self.secrets = secrets.filter { !$0.isEmpty }.sorted { $0.utf8.count > $1.utf8.count }
    }

    /// One line of printable text, without secrets and URLs, at most 300 characters long.
    func clean(_ words: String) -> String {
        var text = words
        for secret in secrets { text = text.replacing(secret, with: "…") }
        let parts = text.unicodeScalars
            .split { $0.properties.isWhitespace || $0.properties.generalCategory == .control }
            .map { String($0) }
            .map { $0.contains("://") || $0.contains("@") ? "…" : $0 }
        return String(parts.joined(separator: " ").prefix(300))
    }
}
