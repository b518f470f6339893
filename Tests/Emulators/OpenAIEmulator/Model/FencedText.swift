/// A question taken apart: what its author wrote, and what stands between fences and is only talked about.
struct FencedText {
    enum Part {
        case line(String)
        /// The lines between `<kind-XXXXXXXX>` and its own end.
        case fence(kind: String, lines: [String])
    }

    var parts: [Part] = []

    /// A fence that does not end, or whose end bears another number, is none: its lines are lines.
    init(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
        var index = 0
        while index < lines.count {
            if let kind = Self.kind(ofFence: lines[index]),
                let end = lines[index...].firstIndex(of: "</" + lines[index].dropFirst())
            {
                parts.append(.fence(kind: kind, lines: Array(lines[(index + 1)..<end])))
                index = end + 1
            } else {
                parts.append(.line(lines[index]))
                index += 1
            }
        }
    }

    /// "said" of `<said-0a1b2c3d>`.
    private static func kind(ofFence line: String) -> String? {
        guard line.hasPrefix("<"), line.hasSuffix(">"), let dash = line.firstIndex(of: "-") else { return nil }
        let kind = line[line.index(after: line.startIndex)..<dash]
        let number = line[line.index(after: dash)...].dropLast()
        let isNumber = number.utf8.count == 8 && number.allSatisfy { $0.isHexDigit && $0.isASCII }
        guard isNumber, !kind.isEmpty, kind.allSatisfy({ $0.isASCII && $0.isLetter }) else { return nil }
        return String(kind)
    }

    /// What the author wrote.
    var lines: [String] {
        parts.compactMap { part in
            if case .line(let line) = part { line } else { nil }
        }
    }

    /// The sentences of one fence.
    static func sentences(_ lines: [String]) -> [Sentence] { lines.compactMap { Sentence($0) } }

    /// The sentences of all fences of a talk.
    var sentences: [Sentence] {
        parts.flatMap { part in
            if case .fence("said", let lines) = part { Self.sentences(lines) } else { [Sentence]() }
        }
    }
}

/// A sentence as it stands in a fence: `[N] words…`.
struct Sentence {
    var number: Int
    var words: String

    init?(_ line: String) {
        guard line.hasPrefix("["), let end = line.firstIndex(of: "]"),
            let number = Int(line[line.index(after: line.startIndex)..<end])
        else { return nil }
        self.number = number
        words = String(line[line.index(after: end)...].drop { $0 == " " })
    }
}
