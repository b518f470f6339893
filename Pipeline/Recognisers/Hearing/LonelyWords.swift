import Media
import StateFiles

/// Words that were heard only when a stretch was asked for again, with no others within two seconds of them.
///
/// There are such in any talk, a question from the hall. But in applause, music and noise recognisers write down words that
/// nobody says, and there they stand alone too. So these need better evidence than others.
struct LonelyWords: Sendable, Equatable {
    /// In order of time; not empty.
    let parts: [HeardPart]

    /// No words of others are nearer, in seconds.
    static let distance = 2.0
    /// A second hearing is of at most so many seconds.
    private static let longestHearing = 30.0
    /// People who speak say so many words in a second, pauses included.
    private static let rates = 1.0...5.0
    /// The part of the words that a second hearing gives too: with less they are others, with more they are the same.
    private static let (others, same) = (0.5, 0.8)

    /// From the first word to the last, in seconds.
    var span: Range<Double> {
        let end = parts.map(\.end).max() ?? 0
        let start = parts.first?.start ?? end
        return start..<max(start, end)
    }

    /// As it is shown to people: short, in one line.
    var text: String {
        let text = parts.map(\.text).joined().split(whereSeparator: \.isWhitespace).joined(separator: " ").oneLine
        return text.count > 60 ? "\(text.prefix(59))…" : text
    }

    /// Those among new words that stand alone, in order. Both are in order of time, and the others may be none.
    static func all(in new: [HeardPart], among others: [HeardPart]) -> [LonelyWords] {
        var groups: [[HeardPart]] = []
        for part in new {
            if let last = groups.last?.last, part.start - last.end < distance {
                groups[groups.count - 1].append(part)
            } else {
                groups.append([part])
            }
        }
        return groups.map(LonelyWords.init).filter { words in
            let span = words.span
            return !others.contains {
                $0.likelyEnd > span.lowerBound - distance && $0.start < span.upperBound + distance
            }
        }
    }

    /// What speaks against them; nil where nothing does.
    func objection(_ speech: SpeechMap) -> String? {
        let tokens = SpokenToken.tokens(of: parts.map(\.text).joined())
        if InventedPhrases.contain(tokens.map(\.letters)) { return "a phrase that recognisers invent" }
        if 2 * parts.count(where: \.isDoubted) > parts.count { return "who heard it doubts it" }
        let length = span.upperBound - span.lowerBound
        // Where words have no blanks between them the tokens are characters, of which more are said in a second.
        let isSpaced = parts.map(\.text).joined().contains { $0.isWhitespace } || tokens.count == 1
        let rate = Double(tokens.count) / max(length, 0.01)
        if rate < Self.rates.lowerBound || (isSpaced && rate > Self.rates.upperBound) {
            return "nobody speaks at that rate"
        }
        return speech.hasPauses(in: span) ? nil : "the sound has no pauses as speech has"
    }

    /// What to listen to for a second opinion: other bytes than were sent before, or the answer would be the same one. Nil where
    /// the sound is too short for another piece.
    func piece(in speech: SpeechMap, otherThan sent: [SoundPiece]) -> SoundPiece? {
        let end = min(span.upperBound, span.lowerBound + Self.longestHearing)
        return [0, 0.5, 1].lazy.map { more in
            speech.piece(around: max(0, span.lowerBound - more)..<(end + more))
        }.first { !sent.contains($0) }
    }

    /// What a second hearing of a piece says of them.
    enum Opinion: Sendable, Equatable {
        case same, doubtful, others
    }

    /// Compares them with what was heard the second time, as far as that piece reaches.
    func opinion(_ second: HeardPiece) -> Opinion {
        let end = min(span.upperBound, span.lowerBound + Self.longestHearing)
        let first = Self.letters(parts.filter { $0.start < end })
        let again = Self.letters(second.parts.filter { $0.start < end + 1 })
        let agreement = Double(Self.common(first, again)) / Double(max(first.count, again.count, 1))
        if agreement < Self.others { return .others }
        return agreement < Self.same ? .doubtful : .same
    }

    private static func letters(_ parts: [HeardPart]) -> [String] {
        SpokenToken.tokens(of: parts.map(\.text).joined(separator: " ")).map(\.letters)
    }

    /// How many words two rows have in common in the same order.
    private static func common(_ one: [String], _ other: [String]) -> Int {
        var row = [Int](repeating: 0, count: other.count + 1)
        for word in one {
            var diagonal = 0
            for (index, second) in other.enumerated() {
                let above = row[index + 1]
                row[index + 1] = word == second ? diagonal + 1 : max(above, row[index])
                diagonal = above
            }
        }
        return row[other.count]
    }
}
