import HTTPTransfer

/// One call of the API.
struct MuxCall {
    var method: HTTPRequest.Method
    var path: String
    var query: [(name: String, value: String)] = []
    var body: HTTPRequest.Body = .none

    /// Parts of the path are ids: none of them can lead elsewhere.
    init(_ method: HTTPRequest.Method, _ parts: String...) {
        self.method = method
        path = "/video/v1/" + parts.map(PathPart.encoded).joined(separator: "/")
    }

    var name: String { "\(method.rawValue) \(path)" }

    /// A POST makes something; all others say how things shall be.
    var isRepeatable: Bool { method != .post }

    var target: String {
        if query.isEmpty { return path }
        return path + "?" + query.map { "\($0.name)=\(PathPart.encoded($0.value))" }.joined(separator: "&")
    }
}
