extension HTTPRequest {
    /// Throws where the request cannot be written down as one: a line break in a header would begin another header, or another
    /// request.
    func check(_ endpoint: Endpoint) throws(HTTPError) {
        for line in headers.lines {
            guard Self.isName(line.name) else { throw Self.bad(endpoint, "a header's name is not one") }
            guard Self.isValue(line.value) else {
                throw Self.bad(endpoint, "a control character in header \(line.name)")
            }
            guard !Self.own.contains(line.name.lowercased()) else {
                throw Self.bad(endpoint, "header \(line.name) follows from the body and cannot be set")
            }
        }
        if let type = body.type, !Self.isValue(type) {
            throw Self.bad(endpoint, "a control character in the body's type")
        }
        switch authorization {
        case .bearer(let token):
            guard Self.isValue(token.reveal) else {
                throw Self.bad(endpoint, "a control character in the bearer token")
            }
        case .basic(let user, let password):
            guard !user.reveal.utf8.contains(0), !password.reveal.utf8.contains(0) else {
                throw Self.bad(endpoint, "a NUL byte in the name or the password")
            }
            // The server would split the pair at the wrong place.
            guard !user.reveal.utf8.contains(UInt8(ascii: ":")) else {
                throw Self.bad(endpoint, "a colon in the user's name")
            }
        case nil: break
        }
        switch (method, body) {
        case (_, .none): break
        case (.get, _), (.head, _): throw Self.bad(endpoint, "\(method.rawValue) has no body")
        case (_, .file(_, let offset, let length, _)) where offset < 0 || length < 0:
            throw Self.bad(endpoint, "a negative part of a file")
        default: break
        }
        if case .file(_, let offset, let limit) = sink, offset < 0 || limit < 0 {
            throw Self.bad(endpoint, "a negative place in a file")
        }
    }

    /// A method that may be sent twice with the effect of once (RFC 9110, 9.2.2).
    var isIdempotent: Bool {
        switch method {
        case .get, .head, .put, .delete: true
        case .post, .patch: false
        }
    }

    /// What frames the body.
    private static let own: Set<String> = ["content-length", "transfer-encoding", "expect"]

    /// A token (RFC 9110, 5.6.2).
    private static func isName(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
                case UInt8(ascii: "0")...UInt8(ascii: "9"): true
                default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
                }
            }
    }

    /// No control character but the tab (RFC 9110, 5.5).
    private static func isValue(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 == 9 || ($0 >= 32 && $0 != 127) }
    }

    private static func bad(_ endpoint: Endpoint, _ message: String) -> HTTPError {
        HTTPError(kind: .other, host: endpoint.description, message: message, reach: .notSent)
    }
}

extension HTTPRequest.Body {
    /// Its Content-Type.
    var type: String? {
        switch self {
        case .none: nil
        case .bytes(_, let type): type
        case .file(_, _, _, let type): type
        }
    }

    /// Its Content-Length.
    var length: Int64 {
        switch self {
        case .none: 0
        case .bytes(let bytes, _): Int64(bytes.count)
        case .file(_, _, let length, _): length
        }
    }
}
