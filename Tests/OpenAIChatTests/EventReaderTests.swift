import Testing

@testable import OpenAIChat

struct EventReaderTests {
    private static func events(_ text: String, splitAt place: Int = 0) -> [String] {
        let bytes = Array(text.utf8)
        var reader = EventReader()
        var events: [EventReader.Event] = []
        for part in [bytes[..<place], bytes[place...]] { events += part.withUnsafeBytes { reader.take($0) } }
        if let last = reader.end() { events.append(last) }
        return events.map { ($0.name.map { "\($0)=" } ?? "") + String(decoding: $0.data, as: UTF8.self) }
    }

    @Test(arguments: [
        ("data: one\n\ndata: two\n\n", ["one", "two"]), ("data: one\r\n\r\ndata: two\r\n\r\n", ["one", "two"]),
        ("data: one\r\rdata: two\r\r", ["one", "two"]), ("\u{FEFF}data: one\n\n", ["one"]),
        (": ping\n\ndata: one\n: ping\n\n:\n\n", ["one"]), ("data:one\n\ndata:  two\n\n", ["one", " two"]),
        ("data: one\ndata: two\n\n", ["one\ntwo"]), ("event: error\ndata: one\n\n", ["error=one"]),
        ("error: one\n\n", ["error=one"]), ("id: 7\nretry: 5\ndata: one\nnonsense\n\n", ["one"]),
        ("data: one\n\n\n\ndata: ä😀\n\n", ["one", "ä😀"]), ("event: ping\n\ndata: one\n\n", ["one"]),
        // Without the last blank line, or the last line's end.
        ("data: one\n\ndata: two\n", ["one", "two"]), ("data: one\n\ndata: two", ["one", "two"]),
        ("data\n\n", [""]), ("", []), ("\n\n", []),
    ])
    func eventsAreReadWhereverTheyAreSplit(text: String, expected: [String]) {
        for place in 0...text.utf8.count { #expect(Self.events(text, splitAt: place) == expected, "at \(place)") }
    }
}
