import CCurl

/// Where a URL leads, as libcurl itself reads it: another reader could see another host.
struct Endpoint: Sendable, Equatable {
    let isSecure: Bool
    /// An IPv6 address is in brackets.
    let host: String
    let port: Int

    /// "api.mux.com:443".
    var description: String { "\(host):\(port)" }

    init(_ address: HTTPRequest.Address) throws(HTTPError) {
        try self.init(address.text)
    }

    /// Throws `badURL` where the text is not a URL of http or https with a host, or holds a name or a password.
    init(_ text: String) throws(HTTPError) {
        guard !text.utf8.contains(0) else { throw Self.bad("", "a URL with a NUL byte") }
        // libcurl takes a slash too many for a slip of the pen, and the path's first word for the host.
        guard !text.prefix(9).contains(":///") else { throw Self.bad("", "a URL without a host") }
        guard let url = curl_url() else { throw Self.bad("", "no memory to read the URL") }
        defer { curl_url_cleanup(url) }
        let code = curl_url_set(url, CURLUPART_URL, text, 0)
        guard code == CURLUE_OK else {
            throw Self.bad("", "not a URL to ask: \(String(cString: curl_url_strerror(code)))")
        }
        guard let scheme = Self.part(url, CURLUPART_SCHEME), let host = Self.part(url, CURLUPART_HOST), !host.isEmpty,
            let port = Self.part(url, CURLUPART_PORT).flatMap({ Int($0) }), 1...65535 ~= port
        else { throw Self.bad("", "a URL without a host or with an impossible port") }
        self.host = host.lowercased()
        self.port = port
        switch scheme.lowercased() {
        case "https": isSecure = true
        case "http": isSecure = false
        default: throw Self.bad("\(self.host):\(port)", "a URL of neither http nor https")
        }
        guard Self.part(url, CURLUPART_USER) == nil, Self.part(url, CURLUPART_PASSWORD) == nil else {
            throw Self.bad(description, "a name or a password in a URL; give it as authorization")
        }
    }

    private static func part(_ url: OpaquePointer, _ what: CURLUPart) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(url, what, &text, UInt32(CURLU_DEFAULT_PORT)) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }

    private static func bad(_ host: String, _ message: String) -> HTTPError {
        HTTPError(kind: .badURL, host: host, message: message, reach: .notSent)
    }
}

extension HTTPRequest.Address {
    /// The URL itself, for libcurl.
    var text: String {
        switch self {
        case .plain(let text): text
        case .secret(let secret): secret.reveal
        }
    }
}
