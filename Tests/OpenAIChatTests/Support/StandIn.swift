import FoundationEssentials
import HTTPTransfer
import OpenAIChat
import Synchronization

/// A server without a network: a closure answers, and every request is kept.
final class StandIn: HTTPClient {
    private let answer: @Sendable (HTTPRequest, Int) throws(HTTPError) -> HTTPResponse
    private let kept = Mutex<[HTTPRequest]>([])

    /// The closure is given the request and how many came before it.
    init(_ answer: @escaping @Sendable (HTTPRequest, Int) throws(HTTPError) -> HTTPResponse) {
        self.answer = answer
    }

    /// Gives these, in their order; the last again and again.
    convenience init(_ answers: Result<HTTPResponse, HTTPError>...) {
        self.init { (_, number) throws(HTTPError) in try answers[min(number, answers.count - 1)].get() }
    }

    var requests: [HTTPRequest] { kept.withLock(\.self) }

    /// The bodies, as far as tests look at them.
    var asked: [Asked] { requests.map(\.asked) }

    func send(
        _ request: HTTPRequest,
        progress: (@Sendable (TransferProgress) -> Void)?
    ) async throws(HTTPError) -> HTTPResponse {
        let number = kept.withLock {
            $0.append(request)
            return $0.count - 1
        }
        return try answer(request, number)
    }
}

/// A body of /chat/completions, read with the eyes of a server.
struct Asked: Decodable {
    var model: String
    var messages: [Message]
    var max_tokens: Int?
    var max_completion_tokens: Int?
    var temperature: Double?
    var stream: Bool?
    var response_format: Format?

    struct Message: Decodable {
        var role: String
        var content: String
    }

    struct Format: Decodable {
        var type: String
        var json_schema: Schema?
    }

    struct Schema: Decodable {
        var name: String
        var strict: Bool
    }

    static let none = Asked(model: "", messages: [])
}

extension HTTPRequest {
    var text: String {
        if case .bytes(let bytes, _) = body { String(decoding: bytes, as: UTF8.self) } else { "" }
    }

    var asked: Asked {
        guard case .bytes(let bytes, _) = body else { return .none }
        return (try? JSONDecoder().decode(Asked.self, from: Data(bytes))) ?? .none
    }

    var address: String {
        if case .plain(let text) = url { text } else { "" }
    }
}

extension Result<HTTPResponse, HTTPError> {
    static func json(_ status: Int, _ text: String, _ headers: HTTPHeaders = [:]) -> Self {
        .success(.json(status, text, headers))
    }

    static func says(_ content: String, finish: String = "stop", tokens: Int = 7) -> Self {
        .success(.says(content, finish: finish, tokens: tokens))
    }

    static func fault(_ kind: HTTPError.Kind, _ reach: HTTPError.Reach = .unknown) -> Self {
        .failure(HTTPError(kind: kind, host: "test:443", message: "a fault of the test", reach: reach))
    }
}

extension HTTPResponse {
    static func json(_ status: Int, _ text: String, _ headers: HTTPHeaders = [:]) -> HTTPResponse {
        HTTPResponse(status: status, headers: headers, body: Array(text.utf8), received: Int64(text.utf8.count))
    }

    static func says(_ content: String, finish: String = "stop", tokens: Int = 7) -> HTTPResponse {
        let encoded = (try? JSONEncoder().encode(content)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
        return .json(
            200,
            """
            {"id":"c1","object":"chat.completion","model":"m-1","choices":[{"index":0,
            "message":{"role":"assistant","content":\(encoded),"refusal":null},"finish_reason":"\(finish)"}],
            "usage":{"prompt_tokens":10,"completion_tokens":\(tokens),"total_tokens":0}}
            """
        )
    }

    static func error(_ status: Int, _ message: String, param: String? = nil, code: String? = nil) -> HTTPResponse {
        let param = param.map { "\"\($0)\"" } ?? "null"
        let code = code.map { "\"\($0)\"" } ?? "null"
        return .json(
            status,
            #"{"error":{"message":"\#(message)","type":"invalid_request_error","param":\#(param),"code":\#(code)}}"#
        )
    }
}
