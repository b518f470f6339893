import FoundationEssentials
import Testing

@testable import Manifest

/// Where a text that a person changed stops being JSON.
@Suite struct JSONSyntaxTests {
    @Test(arguments: [
        ("{\n  \"a\": 1,\n}", "line 3, column 1: } stands where a name in double quotes is expected"),
        ("{\n  \"a\": 1\n  \"b\": 2\n}", "line 3, column 3: \" stands where a comma or } is expected"),
        ("{\"a\": [1, 2}", "line 1, column 12: } stands where a comma or ] is expected"),
        ("{\"a\": [1, 2]", "line 1, column 13: the text ends where a comma or } is expected"),
        ("[1, 2,]", "line 1, column 7: ] stands where a value is expected"),
        ("{a: 1}", "line 1, column 2: a stands where a name in double quotes is expected"),
        ("{\"a\" 1}", "line 1, column 6: 1 stands where a colon is expected"),
        ("{\"a\": yes}", "line 1, column 7: y stands where a value is expected"),
        ("{\"a\": 01}", "line 1, column 8: 1 stands where no digit after a 0 at the beginning is expected"),
        ("{\"a\": 1.}", "line 1, column 9: } stands where a digit is expected"),
        ("{\"a\": \"x\ny\"}", "line 1, column 9: a line's end stands in a text in quotes"),
        (
            "{\"a\": \"\\x\"}",
            "line 1, column 9: x stands where one of \" \\ / b f n r t u after a backslash is expected"
        ),
        ("{\"a\": \"x", "line 1, column 9: the text ends where the closing quote is expected"),
        ("{\"ä\": 1 2}", "line 1, column 9: 2 stands where a comma or } is expected"),
        ("{} {}", "line 1, column 4: { stands where the end of the text is expected"),
        ("", "line 1, column 1: the text ends where a value is expected"),
    ])
    func theFirstFaultIsNamed(_ text: String, _ message: String) {
        let fault = JSONSyntax.fault(in: text.utf8)
        #expect(fault.map { "\(JSONPlace(offset: $0.offset, in: Array(text.utf8))): \($0.problem)" } == message)
    }

    @Test(arguments: [
        ("{\"a\": [1] \"b\": [2]}", "line 1, column 11: no JSON: \" stands where a comma or } is expected"),
        ("{\"a\": [1]\n", "line 2, column 1: no JSON: the text ends where a comma or } is expected"),
        ("once upon a time", "line 1, column 1: no JSON: o stands where a value is expected"),
    ])
    func whatCannotBeReadSaysWhere(_ text: String, _ message: String) {
        let error = #expect(throws: JSONTextError.self) {
            try JSONText.decode([String: [Int]].self, from: Data(text.utf8))
        }
        #expect(error?.description == message)
    }

    @Test(arguments: [
        "{}", "[]", " [1, -0, 2.5e-3, 1E+2, \"\\u00e4\\n\\\"\", true, false, null, {\"a\": [[]]}]\n", "\"x\"", "0",
        String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000),
    ])
    func whatIsJSONHasNone(_ text: String) {
        #expect(JSONSyntax.fault(in: text.utf8) == nil)
    }

    /// A text that is cut off anywhere ends too early, and what the encoder writes has no fault.
    @Test func aTextThatIsCutOffEndsTooEarly() throws {
        let value = ["a\n\"ä": [1.5, -2, 1e300], "b": [], "c": [0]]
        let bytes = Array(try JSONEncoder().encode(value))
        #expect(JSONSyntax.fault(in: bytes) == nil)
        for length in 0..<bytes.count {
            let fault = JSONSyntax.fault(in: bytes[..<length])
            #expect(fault.map { $0.offset <= length } == true, "\(length)")
        }
    }
}
