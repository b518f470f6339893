import FoundationEssentials
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

extension MuxClient {
    /// Sends a call and reads the `data` of its answer.
    func call<Answer: Decodable>(_ call: MuxCall, as: Answer.Type) async throws(MuxError) -> Answer {
        let response = try await send(call)
        return try Self.read(Envelope<Answer>.self, response, call.name).data
    }

    /// Sends a call; an answer that is no success is an error.
    func send(_ call: MuxCall) async throws(MuxError) -> HTTPResponse {
        let response: HTTPResponse
        do {
            response = try await client.send(
                HTTPRequest(
                    call.method,
                    .plain(hosts.api + call.target),
                    headers: ["Accept": "application/json"],
                    authorization: .basic(user: credentials.tokenID, password: credentials.tokenSecret),
                    body: call.body
                ),
                lane: call.isRepeatable ? reading : creating,
                repeatable: call.isRepeatable,
                policy: policy
            )
        } catch {
            throw MuxError(error, call: call.name)
        }
        guard response.isSuccess else { throw MuxError(response, call: call.name).withholding(credentials.tokenSecret) }
        return response
    }

    static func read<Answer: Decodable>(
        _ type: Answer.Type,
        _ response: HTTPResponse,
        _ call: String
    ) throws(MuxError) -> Answer {
        do {
            return try JSONDecoder().decode(type, from: Data(response.body))
        } catch let error as DecodingError {
            throw MuxError(badAnswer: error.whatAndWhere, response, call: call)
        } catch {
            throw MuxError(badAnswer: "not JSON", response, call: call)
        }
    }

    /// A body of JSON. What cannot be written (a time that is no number) is the caller's error: nothing is sent.
    static func body(_ value: some Encodable, of call: String) throws(MuxError) -> HTTPRequest.Body {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return .bytes(Array(try encoder.encode(value)), type: "application/json")
        } catch {
            throw MuxError(kind: .invalid, call: call, words: ["a number that JSON does not have"], reach: .notSent)
        }
    }

    struct Envelope<Content: Decodable>: Decodable {
        var data: Content
    }
}

/// What stands between two slashes of a path, or after a sign of equality in a query.
enum PathPart {
    /// Whether a text may be an id: the service's are letters and digits; the other unreserved characters of RFC 3986 do no harm.
    static func isIdentifier(_ text: String) -> Bool {
        let bytes = text.utf8
        return 1...255 ~= bytes.count && bytes.allSatisfy(isUnreserved) && !bytes.allSatisfy { $0 == UInt8(ascii: ".") }
    }

    /// All but the unreserved characters of RFC 3986 as %XX.
    static func encoded(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            if isUnreserved(byte) {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let hex = String(byte, radix: 16, uppercase: true)
                result += "%" + (hex.count == 1 ? "0" : "") + hex
            }
        }
        return result
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): true
        default: false
        }
    }
}
