import FoundationEssentials
import Testing

@testable import Manifest

@Suite struct JSONPlaceTests {
    private static let text = """
        {
          "notes": ["a \\"[{", {"moments": 1}], "é": 1, "moments": [
            {"start_time": 1, "title": "ü"},
            {"title": "}]", "start_time": "x"}
          ]
        }
        """

    private func place(_ steps: JSONPlace.Step..., in text: String = text) -> String {
        "\(JSONPlace(of: steps, in: text.utf8))"
    }

    @Test func aValueIsFound() {
        #expect(place() == "line 1, column 1")
        #expect(place(.name("moments")) == "line 2, column 59")
        #expect(place(.name("notes"), .index(1), .name("moments")) == "line 2, column 35")
        #expect(place(.name("moments"), .index(0), .name("title")) == "line 3, column 32")
        #expect(place(.name("moments"), .index(1), .name("start_time")) == "line 4, column 35")
    }

    @Test func whatIsMissingIsAtWhatLacksIt() {
        #expect(place(.name("moments"), .index(1), .name("end_time")) == "line 4, column 5")
        #expect(place(.name("moments"), .index(7)) == "line 2, column 59")
        #expect(place(.name("moments"), .name("x")) == "line 2, column 59")
    }

    @Test(arguments: ["", " ", "{", "[", "\"", "\"\\", "{\"a\"", "{\"a\":", "{\"a\":[1,", "]", "{1:2}", "[[[", "nul"])
    func whatIsNoJSONHasAPlaceToo(_ text: String) {
        _ = place(.name("a"), .index(1), in: text)
        _ = place(.index(1), in: text)
    }

    @Test func depthIsNoTrouble() {
        let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
        #expect(place(.name("a"), in: "{\"b\":\(deep),\n\"a\":1}") == "line 2, column 5")
    }

    struct Timed: Decodable {
        let time: Double
    }

    @Test(arguments: [
        ("{\n \"time\": \"x\"}", "line 2, column 10: time: "), ("{\n}", "line 1, column 1: lacks \"time\""),
        ("{\n \"time\": null}", "line 2, column 10: time: "), ("[\n", "line "),
    ])
    func anErrorSaysWhereItIs(_ text: String, _ start: String) throws {
        let error = #expect(throws: JSONTextError.self) { try JSONText.decode(Timed.self, from: Data(text.utf8)) }
        let told = try #require(error).description
        #expect(told.hasPrefix(start) || (start == "line " && told.contains("column ")), "\(told)")
    }
}
