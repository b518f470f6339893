import HTTPTransfer
import OpenAIChat
import Synchronization
import Testing

/// Answers that come as they are written.
struct StreamTests {
    private static func event(_ content: String, finish: String? = nil) -> String {
        let finish = finish.map { "\"\($0)\"" } ?? "null"
        let content = content.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return
            #"data: {"model":"m-1","choices":[{"index":0,"delta":{"content":"\#(content)"},"finish_reason":\#(finish)}]}"#
            + "\n\n"
    }

    private static let usage = #"data: {"choices":[],"usage":{"prompt_tokens":10,"completion_tokens":7}}"# + "\n\n"
    private static let done = "data: [DONE]\n\n"
    private static let words = event(#"{"number":1,"#) + event(#""title":"One"}"#)

    private static func stream(_ text: String) -> Result<HTTPResponse, HTTPError> {
        .json(200, text, ["Content-Type": "text/event-stream"])
    }

    private func pick(_ server: StandIn) async throws(ChatError) -> StructuredAnswer<Pick> {
        try await OpenAIChat.with(server).structured(Pick.request, as: Pick.self, schema: Pick.schema)
    }

    @Test(arguments: [
        words + event("", finish: "stop") + usage + done, words + event("", finish: "stop") + usage,
        ": ping\n\n" + words + ": ping\n\n" + event("", finish: "stop") + usage + done,
        (words + event("", finish: "stop") + usage + done).replacing("\n", with: "\r\n"), words + usage + done,
    ])
    func anAnswerIsPutTogether(text: String) async throws {
        let server = StandIn(Self.stream(text))
        let answer = try await pick(server)
        #expect(answer.value == Pick(number: 1, title: "One"))
        #expect(answer.answer.usage == Usage(prompt: 10, completion: 7))
        #expect(answer.answer.model == "m-1")
        #expect(answer.cost.requests == 1 && answer.cost.uncounted == 0)
        #expect(server.requests.first?.text.contains(#""stream":true,"stream_options":{"include_usage":true}"#) == true)
    }

    /// Nobody can tell whether there was more to come.
    @Test(arguments: [words, event(#"{"number":1,"#), ": ping\n\n" + event("")])
    func whatEndsBeforeItsEndIsALostAnswer(text: String) async throws {
        let server = StandIn(Self.stream(text), Self.stream(Self.words + Self.usage + Self.done))
        let answer = try await pick(server)
        #expect(answer.value.number == 1)
        #expect(answer.cost.requests == 2 && answer.cost.uncounted == 1)
        let dead = StandIn(Self.stream(text))
        let error = try await failure { () async throws(ChatError) in try await pick(dead).value.number }
        #expect(dead.requests.count == 3 && error.mayBeBilled && error.isTransient)
    }

    @Test(arguments: [
        (#"data: {"error":{"message":"boom","type":"server_error","code":500}}"#, 3),
        (#"data: {"error":{"message":"boom","type":"server_error","code":null}}"#, 3),
        (#"error: {"code":500,"message":"boom","type":"server_error"}"#, 3),
        ("event: error\n" + #"data: {"message":"boom","type":"server_error"}"#, 3),
        (#"data: {"object":"error","message":"boom","type":"BadRequestError","code":400}"#, 1),
        (#"data: {"error":{"message":"boom","type":"invalid_request_error","code":400}}"#, 1),
    ])
    func anErrorInMidStreamIsThatError(event: String, requests: Int) async throws {
        let server = StandIn(Self.stream(Self.words + event + "\n\n"))
        let error = try await failure { () async throws(ChatError) in try await pick(server).value.number }
        #expect(server.requests.count == requests)
        #expect(error.words == "boom")
        #expect(error.kind == (requests == 1 ? .invalid : .serverTrouble(status: 500)))
    }

    @Test func aServerThatDoesNotStreamAnswersInOnePiece() async throws {
        let answer = try await pick(StandIn(.says(Pick.one)))
        #expect(answer.value.number == 1 && answer.answer.usage == Usage(prompt: 10, completion: 7))
    }

    @Test(
        arguments: [
            ("Your organization must be verified to stream this model.", "stream", "unsupported_value", 2),
            ("Unknown parameter: 'stream_options'.", "stream_options", "unknown_parameter", 2),
            ("streaming is not supported by this backend", nil, nil, 2),
        ] as [(String, String?, String?, Int)]
    )
    func aServerThatRefusesToStreamIsAskedWithout(
        words: String,
        param: String?,
        code: String?,
        requests: Int
    ) async throws {
        let refused = param == "stream_options" ? "stream_options" : "\"stream\""
        let server = StandIn { (request, _) in
            request.text.contains(refused) ? .error(400, words, param: param, code: code) : .says(Pick.one)
        }
        let chat = OpenAIChat.with(server)
        let answer = try await chat.structured(Pick.request, as: Pick.self, schema: Pick.schema)
        #expect(answer.value.number == 1 && answer.cost.requests == requests)
        #expect(chat.traits.models["m"]?.stream == (param == "stream_options" ? .uncounted : ModelTraits.Stream.none))
        _ = try await chat.chat(Pick.request)
        #expect(server.requests.count == requests + 1)
    }

    /// "upstream" is another word.
    @Test func anErrorFromUpstreamIsNotAboutStreams() async throws {
        let server = StandIn(.success(.error(400, "upstream: unsupported country")))
        let error = try await failure { () async throws(ChatError) in try await pick(server).value.number }
        #expect(error.kind == .invalid && server.requests.count == 1)
    }

    /// A client that hands out the events of a model that repeats itself for as long as they are wanted.
    private final class Rambler: HTTPClient {
        let handed = Mutex(0)
        let requests = Mutex(0)
        private let head: String

        init(_ head: String) { self.head = head }

        func send(
            _ request: HTTPRequest,
            progress: (@Sendable (TransferProgress) -> Void)?
        ) async throws(HTTPError) -> HTTPResponse {
            requests.withLock { $0 += 1 }
            guard case .pieces(_, let take) = request.sink else { return .json(500, "not streamed") }
            for number in 0..<10_000 {
                let text = number == 0 ? head : " and so on and so on"
                handed.withLock { $0 = number }
                if !Array(StreamTests.event(text).utf8).withUnsafeBytes({ take($0) }) { break }
            }
            return .json(200, "")
        }
    }

    @Test func aModelThatRepeatsItselfIsStoppedAndNotAskedAgain() async throws {
        let server = Rambler(#"{"number":1,"title":"One"#)
        let chat = OpenAIChat.with(server)
        let error = try await failure { () async throws(ChatError) in
            try await chat.structured(Pick.request, as: Pick.self, schema: Pick.schema).value.number
        }
        #expect(error.kind == .truncated && error.words == "the model repeats itself")
        #expect(server.requests.withLock(\.self) == 1)
        #expect(server.handed.withLock(\.self) < 80)
        // Nobody counted what it wrote until then.
        #expect(error.cost.uncounted == 1 && error.mayBeBilled)
    }

    /// The bytes that came with the last one that was wanted are the beginning of an event.
    @Test func whatIsHalfThereAtTheEndIsNoEvent() async throws {
        let whole = Self.words + Self.event("", finish: "stop")
        for end in [#"data: {"choices":[],"usa"#, "data: [DO", "da"] {
            #expect(try await pick(StandIn(Self.stream(whole + end))).value.number == 1)
        }
        #expect(try await pick(StandIn(Self.stream(whole + "data: [DONE]"))).value.number == 1)
    }

    @Test func whatItWroteBeforeItRepeatedItselfIsUsed() async throws {
        let server = Rambler(#"{"picks":[{"number":1,"title":"One"},{"number":2,"title":"Two"#)
        let schema = JSONSchema.object([.init("picks", .array(of: Pick.schema, count: 1...3))])
        let answer = try await OpenAIChat.with(server)
            .structured(Pick.request, as: [String: [Pick]].self, schema: schema)
        #expect(answer.value == ["picks": [Pick(number: 1, title: "One")]])
        #expect(answer.isCut && answer.answer.finish == .repetition)
    }
}
