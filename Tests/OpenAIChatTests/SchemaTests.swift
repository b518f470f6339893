import FoundationEssentials
import Testing

@testable import OpenAIChat

struct SchemaTests {
    private static let moments = JSONSchema.object([
        .init(
            "moments",
            .array(
                of: .object([
                    .init("reason", .string(about: "why")), .init("kind", .oneOf(["peak", "a \"quote\""])),
                    .init("score", .number(0...1)), .init("note", .nullable(.string())), .init("end", .integer()),
                ]),
                count: 3...5
            )
        ),
        .init("done", .boolean()),
    ])

    @Test func everyObjectIsStrictAndKeepsItsOrder() {
        #expect(
            Self.moments.text
                == #"{"type":"object","properties":{"moments":{"type":"array","items":{"type":"object","properties":{"#
                + #""reason":{"type":"string","description":"why"},"kind":{"type":"string","enum":["peak","a \"quote\""]},"#
                + #""score":{"type":"number","minimum":0.0,"maximum":1.0},"note":{"anyOf":[{"type":"string"},{"type":"null"}]},"end":{"type":"integer"}},"#
                + #""required":["reason","kind","score","note","end"],"additionalProperties":false},"minItems":3,"maxItems":5},"#
                + #""done":{"type":"boolean"}},"required":["moments","done"],"additionalProperties":false}"#
        )
        #expect(Self.moments.problems.isEmpty)
    }

    @Test func theWordsSayWhatTheSchemaSays() {
        #expect(
            Self.moments.words == """
                Answer with one JSON object and nothing else: no text before or after it, no code fence.
                It has exactly these fields, all of them required:
                - "moments" (list of 3 to 5 elements, each: object with these fields)
                  - "reason" (text): why
                  - "kind" (one of "peak", "a \\"quote\\"")
                  - "score" (number from 0.0 to 1.0)
                  - "note" (text, or null)
                  - "end" (whole number)
                - "done" (true or false)
                """
        )
    }

    private static func deep(_ levels: Int) -> JSONSchema {
        (1..<levels).reduce(.object([])) { schema, _ in .object([.init("x", schema)]) }
    }

    private static func choice(_ count: Int, _ length: Int) -> JSONSchema {
        .oneOf(
            (0..<count).map { number in
                let digits = "\(number)"
                return String(repeating: "x", count: length - digits.count) + digits
            }
        )
    }

    @Test(arguments: [
        (JSONSchema.string(), "its root is not an object"), (.nullable(.object([])), "its root is not an object"),
        (.object([.init("a", .string()), .init("a", .boolean())]), "a name twice in one object"),
        (.object([.init("a", .oneOf([]))]), "a choice of nothing"),
        (.object([.init("a", .oneOf(["x", "x"]))]), "a value twice in one choice"),
        (.object([.init("a", choice(1001, 5))]), "1001 values to choose from, more than 1000"),
        (.object([.init("a", choice(251, 60))]), "a choice of 15060 characters, more than 15000"),
        (.object([.init(String(repeating: "n", count: 120_001), .string())]), "characters of names and values"),
        (.object((0...5000).map { .init("p\($0)", .string()) }), "5001 properties, more than 5000"),
        (deep(11), "more than 10 levels"),
    ])
    func limitsOfTheStrictMode(schema: JSONSchema, problem: String) {
        #expect(schema.problems.contains { $0.contains(problem) })
    }

    @Test func theLimitsThemselvesAreAllowed() {
        #expect(Self.deep(10).problems.isEmpty)
        #expect(JSONSchema.object([.init("a", Self.choice(250, 70))]).problems.isEmpty)
        #expect(JSONSchema.object((0..<5000).map { .init("p\($0)", .string()) }).problems.isEmpty)
    }

    @Test(arguments: [
        ("moments", "moments"), ("a b/c", "a_b_c"), ("", "answer"),
        (String(repeating: "x", count: 90), String(repeating: "x", count: 64)),
        ("é²-_9", "__-_9"),
    ])
    func aNameIsMadeFit(name: String, fit: String) {
        #expect(Dialect.schemaName(name) == fit)
    }

    @Test(arguments: 0..<10)
    func whatIsWrittenIsReadBackTheSame(seed: UInt64) throws {
        var random = RandomNumbers(seed: seed)
        var text = ""
        for _ in 0..<300 {
            let bound: UInt32 = Bool.random(using: &random) ? 0x100 : 0x11_0000
            guard let scalar = Unicode.Scalar(UInt32.random(in: 0..<bound, using: &random)) else { continue }
            text.unicodeScalars.append(scalar)
        }
        let node = JSONNode.object([("t", .array([.string(text), .string("\"\\/\u{0}")]))])
        let back = try JSONDecoder().decode([String: [String]].self, from: Data(node.text.utf8))
        #expect(back["t"]?.first.map { Array($0.unicodeScalars) } == Array(text.unicodeScalars))
        #expect(back["t"]?.last == "\"\\/\u{0}")
    }
}
