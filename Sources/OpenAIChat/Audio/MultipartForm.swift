import HTTPTransfer

/// A multipart/form-data body (RFC 7578).
struct MultipartForm {
    private let boundary: String
    private var bytes: [UInt8] = []

    /// The boundary must occur in none of the parts; a random one of 128 bits does not.
    init(boundary: String = Self.randomBoundary()) { self.boundary = boundary }

    mutating func add(_ name: String, _ value: String) {
        begin("name=\"\(Self.quoted(name))\"")
        bytes += Array("\r\n\(value)\r\n".utf8)
    }

    mutating func add(_ name: String, file: [UInt8], called fileName: String) {
        begin("name=\"\(Self.quoted(name))\"; filename=\"\(Self.quoted(fileName))\"")
        bytes += Array("Content-Type: application/octet-stream\r\n\r\n".utf8)
        bytes += file
        bytes += Array("\r\n".utf8)
    }

    var body: HTTPRequest.Body {
        .bytes(bytes + Array("--\(boundary)--\r\n".utf8), type: "multipart/form-data; boundary=\(boundary)")
    }

    private mutating func begin(_ disposition: String) {
        bytes += Array("--\(boundary)\r\nContent-Disposition: form-data; \(disposition)\r\n".utf8)
    }

    /// As browsers do it (WHATWG, "multipart/form-data encoding algorithm"): what would end the name is percent-encoded.
    private static func quoted(_ name: String) -> String {
        var result = ""
        for scalar in name.unicodeScalars {
            switch scalar {
            case "\"": result += "%22"
            case "\r": result += "%0D"
            case "\n": result += "%0A"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F: result += "_"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func randomBoundary() -> String {
        "form-" + String(UInt64.random(in: 0...(.max)), radix: 36) + String(UInt64.random(in: 0...(.max)), radix: 36)
    }
}
