/// The cue text tokenizer (W3C WebVTT, section 6.4, "WebVTT cue text tokenizer").
struct CueTextTokenizer {
    enum Token: Equatable {
        case text(String)
        case start(name: String, classes: [String], annotation: String)
        case end(String)
        case timestamp(Double)
    }

    private var rest: Bytes

    init(_ payload: String) {
        rest = Array(payload.utf8)[...]
    }

    /// The next token, or nil at the end.
    mutating func next() -> Token? {
        while let first = rest.first {
            if first != 0x3C { return .text(text(until: 0x3C)) }
            rest.removeFirst()
            if let token = tag() { return token }
        }
        return nil
    }

    /// What stands before `end`, with references resolved.
    private mutating func text(until end: UInt8) -> String {
        let stop = rest.firstIndex(of: end) ?? rest.endIndex
        let raw = rest[..<stop]
        rest = rest[stop...]
        return CharacterReference.resolved(raw)
    }

    /// A tag after its `<`; nil for a time that cannot be read.
    private mutating func tag() -> Token? {
        let stop = rest.firstIndex(of: 0x3E) ?? rest.endIndex
        let inner = rest[..<stop]
        rest = stop < rest.endIndex ? rest[(stop + 1)...] : rest[stop...]
        guard let first = inner.first else { return .start(name: "", classes: [], annotation: "") }
        if first == 0x2F { return .end(inner.dropFirst().text) }
        if first.isDigit {
            var time = inner
            guard let seconds = ClockTime.takeWebVTT(&time), time.isEmpty else { return nil }
            return .timestamp(seconds)
        }
        let head = inner.prefix { !$0.isSpace }
        let names = head.split(separator: 0x2E, omittingEmptySubsequences: false)
        let classes = names.dropFirst().filter { !$0.isEmpty }.map(\.text)
        let annotation = CharacterReference.resolved(inner[head.endIndex...])
        let words = Array(annotation.utf8)[...].split(whereSeparator: \.isSpace)
        return .start(
            name: names.first?.text ?? "",
            classes: classes,
            annotation: words.map(\.text).joined(separator: " ")
        )
    }
}
