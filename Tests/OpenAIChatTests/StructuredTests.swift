import HTTPTransfer
import OpenAIChat
import Testing

struct StructuredTests {
    private func pick(_ server: StandIn) async throws(ChatError) -> StructuredAnswer<Pick> {
        try await OpenAIChat.with(server).structured(Pick.request, as: Pick.self, schema: Pick.schema) {
            (pick) throws(ValidationProblem) in
            if pick.number > 2 { throw ValidationProblem("there is no candidate \(pick.number)") }
        }
    }

    @Test(arguments: [
        Pick.one, "\u{FEFF}\(Pick.one)", "```json\n\(Pick.one)\n```",
        "Sure, {here} it is:\n\(Pick.one)\nAnything else?",
        "<think>{\"number\":2,\"title\":\"no\"}</think>\n\(Pick.one)", "[\(Pick.one)]", "a { b \(Pick.one)",
        #"{"title":"One","number":1,"more":{"a":["}"]}}"#,
    ])
    func whatStandsAroundTheObjectDoesNotMatter(content: String) async throws {
        let answer = try await pick(StandIn(.says(content)))
        #expect(answer.value == Pick(number: 1, title: "One"))
        #expect(answer.repaired.isEmpty)
    }

    @Test func bracesAndQuotesInATextAreNoEnds() async throws {
        let answer = try await pick(StandIn(.says(#"x {"number":1,"title":"a } \" { \\"} y"#)))
        #expect(answer.value.title == #"a } " { \"#)
    }

    @Test(arguments: [
        ("no object at all", "there is no whole JSON object in the answer"), ("", "the answer is empty"),
        (#"{"number":1}"#, "answer.title: missing"), (#"{"number":"x","title":""}"#, "answer.number: not a Int"),
        (#"{"number":1,"title":"cut"#, "there is no whole JSON object in the answer"),
        (#"{"number":7,"title":"x"}"#, "there is no candidate 7"), ("{number:1}", "not JSON"),
    ])
    func whatIsWrongIsReportedOnce(content: String, problem: String) async throws {
        let server = StandIn(.says(content), .says(Pick.one))
        let answer = try await pick(server)
        #expect(answer.value.number == 1)
        #expect(answer.repaired == [problem])
        #expect(answer.cost.usage == Usage(prompt: 20, completion: 14))
        #expect(answer.cost.requests == 2)
        let repair = try #require(server.asked.last?.messages)
        #expect(repair.last?.role == "user")
        #expect(repair.last?.content.contains(problem) == true)
        #expect(repair.contains { $0.role == "assistant" && $0.content == content } == !content.isEmpty)
    }

    @Test func afterOneRepairItIsOver() async throws {
        let server = StandIn(.says("nothing"), .says(#"{"number":9,"title":"x"}"#), .says(Pick.one))
        let error = try await failure { () async throws(ChatError) in try await pick(server).value.number }
        #expect(error.kind == .unusable(["there is no whole JSON object in the answer", "there is no candidate 9"]))
        #expect(error.cost.usage == Usage(prompt: 20, completion: 14))
        #expect(error.mayBeBilled)
        #expect(!error.isTransient)
        #expect(server.requests.count == 2)
    }

    private static func reply(_ content: String, _ refusal: String, _ finish: String) -> Result<HTTPResponse, HTTPError>
    {
        .json(
            200,
            #"{"choices":[{"message":{"content":\#(content),"refusal":\#(refusal)},"finish_reason":"\#(finish)"}]}"#
        )
    }

    private static let valid = #""{\"number\":1,\"title\":\"One\"}""#

    @Test func theOrderOfJudgement() async throws {
        // Each has all the faults of those below it; a valid content saves none but one that was cut off behind its end.
        let cases: [(Result<HTTPResponse, HTTPError>, ChatError.Kind)] = [
            (Self.reply(#""{\"number\":1""#, #""No.""#, "length"), .truncated),
            (Self.reply(Self.valid, #""No.""#, "content_filter"), .filtered),
            (Self.reply(Self.valid, #""No.""#, "stop"), .refused),
        ]
        for (reply, kind) in cases {
            let error = try await failure { () async throws(ChatError) in try await pick(StandIn(reply)).value.number }
            #expect(error.kind == kind)
            #expect(error.words == (kind == .refused ? "No." : ""))
        }
        // The content may be null, and an empty refusal is none.
        let answer = try await pick(StandIn(Self.reply("null", #""""#, "stop"), .says(Pick.one)))
        #expect(answer.repaired == ["the answer is empty"])
    }

    @Test func aCapOfOursIsDoubledOnce() async throws {
        let server = StandIn(.says("{\"number\":", finish: "length", tokens: 100), .says(Pick.one))
        let answer = try await pick(server)
        #expect(answer.value.number == 1)
        #expect(server.asked.map(\.max_completion_tokens) == [100, 200])
        #expect(answer.cost.usage?.completion == 107)

        let hopeless = StandIn { (request, _) in
            .says("{", finish: "length", tokens: request.asked.max_completion_tokens ?? 0)
        }
        let error = try await failure { () async throws(ChatError) in try await pick(hopeless).value.number }
        #expect(error.kind == .truncated)
        #expect(hopeless.requests.count == 2)
    }

    @Test func aDoubledCapThatIsTooLargeIsTheOldTruncation() async throws {
        let words = "max_tokens is too large: 200. This model supports at most 150 completion tokens"
        let server = StandIn(
            .says("{", finish: "length", tokens: 100),
            .success(.error(400, words, param: "max_tokens"))
        )
        let error = try await failure { () async throws(ChatError) in try await pick(server).value.number }
        #expect(error.kind == .truncated)
        #expect(error.words == words)
        #expect(error.cost.requests == 2)
    }

    @Test func aLimitOfTheServersIsNotOurCap() async throws {
        let server = StandIn(.says("{", finish: "length", tokens: 60))
        let error = try await failure { () async throws(ChatError) in try await pick(server).value.number }
        #expect(error.kind == .truncated)
        #expect(server.requests.count == 1)
    }

    @Test func whatWasBilledBeforeAFailureIsReported() async throws {
        let server = StandIn(.says("nothing"), .success(.error(401, "no")))
        let error = try await failure { () async throws(ChatError) in try await pick(server).value.number }
        #expect(error.kind == .badKey)
        #expect(error.mayBeBilled)
        #expect(error.cost.usage?.prompt == 10)
    }

    /// Cuts, doubles and garbles an answer's bytes: whatever comes is a value or an error.
    @Test(arguments: 0..<20)
    func noAnswerIsAFault(seed: UInt64) async throws {
        var random = RandomNumbers(seed: seed)
        let whole = HTTPResponse.says("Text {\"number\":1,\"title\":\"\\\"}\"} \u{1F600} more", tokens: 3)
        for _ in 0..<25 {
            var reply = whole
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let place = Int.random(in: 0..<max(reply.body.count, 1), using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: reply.body.removeSubrange(min(place, reply.body.count)...)
                case 1: reply.body.insert(contentsOf: reply.body.prefix(place), at: place)
                case 2: reply.body.insert(contentsOf: Array("{\"[\\".utf8), at: min(place, reply.body.count))
                default:
                    if place < reply.body.count { reply.body[place] = UInt8.random(in: 0...255, using: &random) }
                }
            }
            if Int.random(in: 0..<4, using: &random) == 0 { reply.status = Int.random(in: 200...599, using: &random) }
            let server = StandIn(.success(reply))
            do throws(ChatError) {
                _ = try await pick(server)
            } catch {
                #expect(!error.description.utf8.contains { $0 < 0x20 || $0 == 0x7F })
            }
            #expect(server.requests.count <= 12)
        }
    }

    @Test func manyBracesTakeNoTime() async throws {
        let content = String(repeating: "{", count: 200_000)
        let error = try await failure { () async throws(ChatError) in
            try await pick(StandIn(.says(content))).value.number
        }
        #expect(error.cost.requests == 2)
    }

    @Test(arguments: [#"{"a":"#, "[", #"{"error":"#, #"{"detail":["#])
    func nestingWithoutEndIsABadAnswer(opening: String) async throws {
        let closing = opening.reversed().compactMap { $0 == "{" ? "}" : $0 == "[" ? "]" : nil }.joined()
        for depth in [400, 100_000] {
            let nest = String(repeating: opening, count: depth) + "1" + String(repeating: closing, count: depth)
            for status in [200, 400] {
                let chat = OpenAIChat.with(StandIn(.json(status, nest)))
                let error = try await failure { () async throws(ChatError) in try await chat.chat(Pick.request) }
                #expect(error.cost.requests >= 1)
            }
            let told = try await failure { () async throws(ChatError) in
                try await pick(StandIn(.says(#"{"title":"# + nest + "}"))).value.number
            }
            guard case .unusable = told.kind else { throw NoError() }
        }
    }

    @Test(arguments: [
        (ChatRequest([]), "no message"), (ChatRequest([ChatMessage(.user, "x")], maxTokens: 0), "a cap of 0 tokens"),
        (ChatRequest([ChatMessage(.user, "x")], temperature: .nan), "temperature"),
        (ChatRequest([ChatMessage(.user, "x")], format: .json(.string())), "root"),
        (ChatRequest([ChatMessage(.user, "x")], model: ""), "no model"),
    ])
    func whatCannotBeAskedIsNotSent(request: ChatRequest, words: String) async throws {
        let server = StandIn(.says("x"))
        let error = try await failure { () async throws(ChatError) in try await OpenAIChat.with(server).chat(request) }
        #expect(error.kind == .invalid)
        #expect(error.words.contains(words))
        #expect(server.requests.isEmpty)
        #expect(!error.mayBeBilled)
    }
}
