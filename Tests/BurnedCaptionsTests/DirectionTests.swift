import BurnedCaptions
import Testing
import Transcript

@Suite struct DirectionTests {
    private func marked(_ text: String, language: String?) throws -> String {
        let script = try draw(plain(text, seconds: 4), language: language, on: .wide)
        let line = try #require(script.ass.split(separator: "\n").last { $0.hasPrefix("Dialogue") })
        var out = ""
        var isOverride = false
        for character in line.split(separator: ",", maxSplits: 9, omittingEmptySubsequences: false)[9] {
            if character == "{" { isOverride = true }
            if !isOverride { out.append(character) }
            if character == "}" { isOverride = false }
        }
        return out.unicodeScalars.map { scalar in
            switch scalar.value {
            case 0x200E: "<L>"
            case 0x200F: "<R>"
            case 0x2066: "["
            case 0x2067: "]"
            case 0x2069: "|"
            default: String(scalar)
            }
        }.joined()
    }

    @Test(
        "Lines have their language's direction, and what runs against it is isolated with its numbers and signs",
        arguments: [
            ("plain text", "en", "plain text"),
            ("نعم، في كل مرة!", "ar", "<R>نعم، في كل مرة!"),
            ("لغة C++ أو Swift 6.2.", "ar", "<R>لغة [C++| أو [Swift 6.2|."),
            ("قال Swift", "ar", "<R>قال [Swift|"),
            ("Swift قال", "ar", "<R>[Swift| قال"),
            ("مع .NET و #tag", "ar", "<R>مع [.NET| و [#tag|"),
            ("We say مرحبا, twice", "en", "<L>We say ]مرحبا|, twice"),
            ("We say مرحبا بالعالم نعم", nil, "<R>[We say| مرحبا بالعالم نعم"),
        ] as [(String, String?, String)]
    )
    func directions(text: String, language: String?, wanted: String) throws {
        #expect(try marked(text, language: language) == wanted)
    }
}
