import FoundationEssentials
import HTTPTransfer

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

extension DecodingError {
    /// One line: the path of the field, and what is wrong with it.
    var whatAndWhere: String {
        switch self {
        case .typeMismatch(let type, let context): "\(Self.path(context)): not a \(type)"
        case .valueNotFound(_, let context): "\(Self.path(context)): null"
        case .keyNotFound(let key, let context): "\(Self.path(context)).\(key.stringValue): missing"
        case .dataCorrupted(let context):
            context.codingPath.isEmpty ? "not JSON" : "\(Self.path(context)): \(context.debugDescription)"
        @unknown default: "not as described"
        }
    }

    private static func path(_ context: Context) -> String {
        context.codingPath.reduce("answer") { path, key in
            key.intValue.map { "\(path)[\($0)]" } ?? "\(path).\(key.stringValue)"
        }
    }
}
