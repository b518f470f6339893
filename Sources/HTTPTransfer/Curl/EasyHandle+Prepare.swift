import CCurl
import SystemPackage

extension EasyHandle {
    /// Sets all that follows from a request, but the headers and the callbacks.
    func prepare(_ order: Order, _ options: HTTPTransfer.Options) throws(CurlCode) {
        let request = order.request
        try set(CURLOPT_URL, request.url.text)
        // The path of a signed URL is what was signed.
        try set(CURLOPT_PATH_AS_IS, 1)
        try set(CURLOPT_PROTOCOLS_STR, "http,https")
        // Followed by `Redirect`, which knows more than libcurl does.
        try set(CURLOPT_FOLLOWLOCATION, 0)
        // No signal for time-outs: there are other threads.
        try set(CURLOPT_NOSIGNAL, 1)
        // Whoever stops while a name is looked up does not wait until it is found; nor do all others.
        try set(CURLOPT_QUICK_EXIT, 1)
        try set(CURLOPT_NOPROGRESS, 0)
        try set(CURLOPT_TCP_KEEPALIVE, 1)
        try set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        try set(CURLOPT_CONNECTTIMEOUT_MS, request.limits.connect.wholeMilliseconds)
        try set(CURLOPT_FRESH_CONNECT, order.fresh ? 1 : 0)
        try set(CURLOPT_HTTP_VERSION, request.hasFile ? CURL_HTTP_VERSION_1_1 : CURL_HTTP_VERSION_2TLS)
        try set(CURLOPT_USERAGENT, options.userAgent)
        if let file = options.caFile { try set(CURLOPT_CAINFO, file.string) }
        if let folder = options.caDirectory { try set(CURLOPT_CAPATH, folder.string) }
        try CurlCode.check(smartclip_set_close_on_exec(pointer))
        try prepareAuthorization(request)
        try prepareBody(request)
        switch request.sink {
        // Whatever this libcurl can decode. A file is to hold what the server has.
        case .memory: try set(CURLOPT_ACCEPT_ENCODING, "")
        // Unpacking would hold pieces back.
        case .pieces: break
        // Larger ones leave the processor's cache: 512 KiB made a download over loopback a third slower.
        case .file: try set(CURLOPT_BUFFERSIZE, 128 << 10)
        }
    }

    private func prepareAuthorization(_ request: HTTPRequest) throws(CurlCode) {
        switch request.authorization {
        case .basic(let user, let password):
            try set(CURLOPT_HTTPAUTH, Int(1 << 0))
            try set(CURLOPT_USERNAME, user.reveal)
            try set(CURLOPT_PASSWORD, password.reveal)
        case .bearer(let token):
            try set(CURLOPT_HTTPAUTH, Int(1 << 6))
            try set(CURLOPT_XOAUTH2_BEARER, token.reveal)
        case nil: break
        }
    }

    private func prepareBody(_ request: HTTPRequest) throws(CurlCode) {
        switch (request.method, request.body) {
        case (.get, _): try set(CURLOPT_HTTPGET, 1)
        case (.head, _): try set(CURLOPT_NOBODY, 1)
        case (.delete, .none): try set(CURLOPT_CUSTOMREQUEST, request.method.rawValue)
        case (_, let body):
            // One way for all that sends: libcurl's upload, under the method's own name. Without a body it says that by a
            // Content-Length of 0.
            try set(CURLOPT_UPLOAD, 1)
            try set(CURLOPT_CUSTOMREQUEST, request.method.rawValue)
            try set(CURLOPT_INFILESIZE_LARGE, size: body.length)
            let buffer = min(max(body.length, 16 << 10), 1 << 20)
            try set(CURLOPT_UPLOAD_BUFFERSIZE, Int(buffer))
        }
    }

    /// "1.1", "2".
    var httpVersion: String {
        switch number(CURLINFO_HTTP_VERSION) {
        case CURL_HTTP_VERSION_1_0: "1.0"
        case CURL_HTTP_VERSION_2_0: "2"
        case CURL_HTTP_VERSION_3: "3"
        default: "1.1"
        }
    }
}

extension HTTPRequest {
    /// Its lines as libcurl takes them.
    var curlHeaders: [String] {
        // An empty value is told from "leave this header away" by the semicolon. Nothing waits for a 100 Continue: the servers
        // that matter do not send it, and it would cost a second.
        var lines = headers.lines.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" } + ["Expect:"]
        if let type = body.type, headers["Content-Type"] == nil { lines.append("Content-Type: \(type)") }
        return lines
    }

    fileprivate var hasFile: Bool {
        if case .file = body { return true }
        if case .file = sink { return true }
        return false
    }
}

extension Duration {
    /// In milliseconds, upwards, for libcurl, to which 0 would mean its own default.
    var wholeMilliseconds: Int {
        let (seconds, attoseconds) = components
        let fraction = (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
        return Int(min(max(seconds * 1000 + fraction, 1), Int64(Int32.max)))
    }
}
