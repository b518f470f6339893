import HTTPTransfer
import Testing

@testable import OpenAIChat

/// What a schema bounds, and servers that do not take that.
struct SchemaBoundsTests {
    private static let schema = JSONSchema.object([
        .init(
            "picks",
            .array(
                of: .object([
                    .init("number", .oneOf(numbers: [1, 2, 3])), .init("title", .string(most: 60)),
                    .init("score", .integer(0...100)),
                ]),
                count: 1...3
            )
        )
    ])

    private struct Answer: Decodable {
        let picks: [Pick]
    }

    private static let answer = #"{"picks":[{"number":1,"title":"One","score":5}]}"#

    @Test func allBoundsStandInIt() {
        for words in [
            #""minItems":1,"maxItems":3"#, #""type":"integer","enum":[1,2,3]"#, #""maxLength":60"#,
            #""minimum":0,"maximum":100"#,
        ] { #expect(Self.schema.text.contains(words)) }
        let bare = Self.schema.node([]).text
        for word in ["minItems", "maxItems", "enum", "maxLength", "minimum", "maximum"] {
            #expect(!bare.contains(word))
        }
        #expect(Self.schema.words.contains(#""number" (whole number from 1 to 3)"#))
        #expect(!Self.schema.words.contains("60"))
    }

    @Test(arguments: [
        (
            "Invalid schema for response_format 'answer': In context=('properties', 'title'), 'maxLength' is not permitted.",
            ["maxLength"]
        ),
        (
            "Invalid schema for response_format 'answer': In context=('properties', 'picks'), 'minItems' is not permitted.",
            ["minItems", "maxItems"]
        ),
        ("Invalid schema for response_format 'answer': 'minimum' is not permitted.", ["minimum", "maximum"]),
        ("Grammar error: Unsupported JSON schema keywords: maxLength", ["maxLength"]),
        (
            "failed to parse grammar: number of repetitions exceeds sane defaults, please reduce the number of repetitions",
            ["maxLength"]
        ),
    ])
    func aKeywordThatIsRefusedIsLeftOut(words: String, keywords: [String]) async throws {
        let server = StandIn { (request, _) in
            keywords.contains { request.text.contains("\"\($0)\":") }
                ? .error(400, words, param: "response_format") : .says(Self.answer)
        }
        let chat = OpenAIChat.with(server)
        for _ in 0..<2 { _ = try await chat.structured(Pick.request, as: Answer.self, schema: Self.schema) }
        // Once, and then it is known. The form stays the strictest, and so do the other bounds.
        #expect(server.requests.count == 3)
        let last = try #require(server.requests.last?.text)
        #expect(
            last.contains("json_schema") && last.contains(keywords == ["minimum", "maximum"] ? "minItems" : "minimum")
        )
        #expect(chat.traits.models["m"]?.responseFormat == .jsonSchema)
    }

    /// One that says only that it cannot use the schema is spared the lengths first, then all bounds, then the schema.
    @Test func whoCannotSayWhatItDoesNotTakeIsAskedForLess() async throws {
        let server = StandIn { (request, _) in
            request.text.contains("json_schema") ? .error(400, "failed to parse grammar") : .says(Self.answer)
        }
        let answer = try await OpenAIChat.with(server).structured(Pick.request, as: Answer.self, schema: Self.schema)
        #expect(answer.value.picks.count == 1)
        let asked = server.requests.map(\.text)
        #expect(asked.map { $0.contains("maxLength") } == [true, false, false, false])
        #expect(asked.map { $0.contains("minItems") } == [true, true, false, false])
        #expect(asked.last?.contains("json_object") == true)
    }

    @Test(arguments: [
        ("https://api.openai.com/v1", true), ("https://mine.openai.azure.com/openai/v1", true),
        ("https://api.openai.com.example/v1", false), ("http://127.0.0.1:8080/v1", false),
    ])
    func whatOpenAITakesIsKnown(base: String, isOpenAI: Bool) {
        #expect(ChatServer(base: base, model: "m").isOpenAI == isOpenAI)
        let request = ChatRequest([ChatMessage(.user, "x")], maxTokens: 5, format: .json(Self.schema))
        let body = Dialect(request, nil, isOpenAI: isOpenAI).body(request, model: "m").text
        #expect(body.contains("maxLength") != isOpenAI)
        #expect(body.contains("minItems"))
    }
}
