import HTTPTransfer
import Testing

@testable import OpenAIChat

/// Answers that were cut off, that repeat themselves, and lists that must not be empty.
struct CutAnswerTests {
    private static let schema = JSONSchema.object([.init("picks", .array(of: Pick.schema, count: 1...3))])

    private func picks(_ server: StandIn) async throws(ChatError) -> StructuredAnswer<[String: [Pick]]> {
        try await OpenAIChat.with(server)
            .structured(Pick.request, as: [String: [Pick]].self, schema: Self.schema)
    }

    @Test(
        arguments: [
            (#"{"a":[1,2,3"#, #"{"a":[1,2]}"#), (#"{"a":[1,2,"#, #"{"a":[1,2]}"#),
            (#"{"a":[{"b":1},{"b":2"#, #"{"a":[{"b":1}]}"#),
            (#"{"a":["x","y"#, #"{"a":["x"]}"#), (#"{"a":["x","y""#, #"{"a":["x","y"]}"#),
            (#"Here: {"a":[{"b":"]},[{"},{"b":"#, #"{"a":[{"b":"]},[{"}]}"#),
            (#"{"a":[{"b":[1,2"#, #"{"a":[{"b":[1]}]}"#), (#"{"a":[{"b":"\"},{"#, nil), (#"{"a":1,"b":"x"#, nil),
            (#"{"a":["#, nil), ("", nil), ("{", nil), (#"{"a":[1]}"#, nil), (#"{"a":[1}"#, nil),
        ] as [(String, String?)]
    )
    func wholeElementsAreFound(text: String, whole: String?) {
        #expect(CutAnswer.wholeElements(of: text) == whole)
    }

    @Test func theWholeElementsOfACutAnswerAreUsedAndNothingIsAskedAgain() async throws {
        // The last one lacks its title.
        let text = #"{"picks":[{"number":1,"title":"One"},{"number":2,"title":"Two"},{"number":3"#
        let server = StandIn(.says(text, finish: "length", tokens: 100))
        let answer = try await picks(server)
        #expect(answer.value == ["picks": [Pick(number: 1, title: "One"), Pick(number: 2, title: "Two")]])
        #expect(answer.isCut && server.requests.count == 1)
    }

    @Test func anAnswerThatIsWholeWhenItsCapIsReachedIsNotCut() async throws {
        let server = StandIn(.says(#"{"picks":[{"number":1,"title":"One"}]}   "#, finish: "length", tokens: 100))
        let answer = try await picks(server)
        #expect(answer.value["picks"]?.count == 1 && server.requests.count == 1)
    }

    @Test func anAnswerThatRepeatsItselfIsNotAskedForLonger() async throws {
        let text = #"{"picks":[{"number":1,"title":""# + String(repeating: "the same words ", count: 40)
        let server = StandIn(.says(text, finish: "length", tokens: 100), .says(#"{"picks":[]}"#))
        let error = try await failure { () async throws(ChatError) in try await picks(server).value.count }
        #expect(error.kind == .truncated && error.words == "the model repeats itself")
        #expect(server.requests.count == 1)
    }

    @Test func anEmptyListIsABadAnswerWhereThereMustBeOne() async throws {
        let server = StandIn(.says(#"{"picks":[]}"#), .says(#"{"picks":[{"number":1,"title":"One"}]}"#))
        let answer = try await picks(server)
        #expect(answer.value["picks"]?.count == 1)
        #expect(answer.repaired == ["picks is an empty list; it must have 1 to 3 elements"])
        let hopeless = StandIn(.says(#"{"picks":[]}"#))
        let error = try await failure { () async throws(ChatError) in try await picks(hopeless).value.count }
        guard case .unusable = error.kind else { throw NoError() }
        #expect(hopeless.requests.count == 2)
    }

    private static let long = String((0..<60).map { Character(Unicode.Scalar(UInt8(65 + $0 % 57))) }) + "123 "
    private static let numbers = (0..<400).map { "\($0)" }.joined(separator: " ")
    private static let ended =
        String(repeating: "a stop is put to it ", count: 20) + "at last, since another thing ends it"

    @Test(
        arguments: [
            (String(repeating: "the same words ", count: 20), true), (String(repeating: " ", count: 200), true),
            (String(repeating: "\\n\\t", count: 100), true),
            ("A beginning. " + String(repeating: "ha ", count: 70) + "h", true),
            (String(repeating: long, count: 5), true),
            ("", false), ("short short short short", false), (String(repeating: " ", count: 100), false),
            (numbers, false), (ended, false),
        ] as [(String, Bool)]
    )
    func aTextThatRepeatsItselfIsKnown(text: String, isLoop: Bool) {
        #expect(Repetition.isLoop(text) == isLoop)
    }

    @Test func honestProseIsNoLoop() {
        let prose = """
            We choose to go to the moon in this decade and do the other things, not because they are easy, but because they are \
            hard, because that goal will serve to organize and measure the best of our energies and skills, because that challenge \
            is one that we are willing to accept, one we are unwilling to postpone, and one which we intend to win, and the others, too.
            """
        for end in prose.indices { #expect(!Repetition.isLoop(prose[..<end])) }
    }

    /// A model that thinks first has room for it once it is known to think, and from then on.
    @Test func roomToThinkIsGivenToWhomItIsOfUse() async throws {
        let thought =
            #"{"choices":[{"message":{"content":"","reasoning_content":"Hm."},"finish_reason":"length"}],"usage":{"prompt_tokens":10,"completion_tokens":100}}"#
        let server = StandIn { (_, number) in number == 0 ? .json(200, thought) : .says(Pick.one) }
        let chat = OpenAIChat.with(server)
        var request = Pick.request
        request.thinkingTokens = 1000
        _ = try await chat.structured(request, as: Pick.self, schema: Pick.schema)
        _ = try await chat.structured(request, as: Pick.self, schema: Pick.schema)
        #expect(server.asked.map(\.max_tokens) == [100, 1100, 1100])
        #expect(chat.traits.models["m"]?.thinks == true)
        let plain = StandIn(.says(Pick.one))
        _ = try await OpenAIChat.with(plain).structured(request, as: Pick.self, schema: Pick.schema)
        #expect(plain.asked.map(\.max_tokens) == [100])
    }
}
