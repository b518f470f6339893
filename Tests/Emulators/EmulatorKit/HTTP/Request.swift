package import NIOHTTP1

/// A request as far as its head tells.
package struct Request: Sendable {
    package let method: String
    /// As sent, without the query.
    package let path: String
    /// The path's parts, decoded.
    package let segments: [String]
    package let query: [String: String]
    package let headers: HTTPHeaders
    package let isKeepAlive: Bool
    /// How far back a read looks because of a fault.
    package var lag: Duration = .zero

    package init(head: HTTPRequestHead) {
        method = head.method.rawValue
        let parts = head.uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = String(parts.first ?? "")
        segments = path.split(separator: "/").map { PercentEncoding.decode($0) }
        var query: [String: String] = [:]
        if parts.count > 1 {
            for pair in parts[1].split(separator: "&") {
                let sides = pair.split(separator: "=", maxSplits: 1)
                let value = sides.count > 1 ? PercentEncoding.decode(sides[1], isForm: true) : ""
                query[sides.first.map { PercentEncoding.decode($0, isForm: true) } ?? ""] = value
            }
        }
        self.query = query
        headers = head.headers
        isKeepAlive = head.isKeepAlive
    }

    /// Bytes of the body as announced; nil where they are not.
    package var contentLength: Int? { headers.first(name: "content-length").flatMap { Int($0) } }

    /// A header's first value.
    package func header(_ name: String) -> String? { headers.first(name: name) }
}

enum PercentEncoding {
    /// Replaces %XX, and in a form + as well. What is no escape stays.
    static func decode(_ text: Substring, isForm: Bool = false) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2, let value = UInt8(String(rest.prefix(2)) ?? "", radix: 16) {
                bytes.append(value)
                rest.removeFirst(2)
            } else {
                bytes.append(isForm && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
