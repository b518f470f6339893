import Transcript

/// The smallest part of captions that stays on one line: a word, a character of what is written without spaces, or a
/// part of a word that is too long.
struct Piece: Sendable, Equatable {
    var text: String
    var spaceBefore: Bool
    /// In seconds on the clip's clock.
    var start: Double
    var end: Double
    /// Pieces of one group are marked together.
    var group: Int
    var hasOwnTime: Bool
    var turn: Int
    /// How bad it is to end a line before it; see ``BreakRules``.
    var penalty = 0.0
    /// Whether a line that ends before it shows a hyphen.
    var wantsHyphen = false
    /// How many characters of a line it counts for, and how wide it is in ems, without a blank before it.
    private(set) var characters = 0.0
    private(set) var ems = 0.0

    mutating func measure() {
        characters = TextWidth.characters(text)
        ems = TextWidth.ems(text)
    }

    /// What ends with it.
    var ending: Ending {
        let scalars = text.unicodeScalars.reversed().drop {
            $0.properties.generalCategory == .closePunctuation || $0.properties.generalCategory == .finalPunctuation
                || $0 == "\"" || $0 == "'"
        }
        guard let last = scalars.first else { return .none }
        if Self.stops.contains(last) {
            // An initial or an abbreviation of a letter or two, such as "Mr.", ends nothing.
            let isShort = last == "." && scalars.count <= 3 && text.unicodeScalars.first?.properties.isUppercase == true
            return isShort ? .none : .sentence
        }
        return Self.clauses.contains(last) ? .clause : .none
    }

    enum Ending: Sendable {
        case none, clause, sentence
    }

    private static let stops = Set(".!?…。！？．؟۔։।॥።፧၊။។៕‼⁇⁈⁉".unicodeScalars)
    private static let clauses = Set(",;:—–、，；：،؛·፣፤".unicodeScalars)
}

/// Makes pieces of the words of captions.
struct PieceReader {
    private(set) var pieces: [Piece] = []
    /// How many pictographs were left out.
    private(set) var pictographs = 0

    /// Reads the words that are spoken within 0 and `duration` seconds. No piece is wider than `widest` ems, unless
    /// shrinking it to three quarters helps.
    init(_ captions: Captions, duration: Double, widest: Double) {
        var last: (cue: Int, spaceBefore: Bool) = (-1, true)
        let words = captions.timedWords()
        let hasLetters = Set(words.filter { !DrawnText($0.text).text.isEmpty }.map(\.cue))
        for word in words where word.start < duration && word.end >= 0 {
            let drawn = DrawnText(word.text, keepsPictographs: !hasLetters.contains(word.cue))
            pictographs += drawn.pictographs
            var spaceBefore = word.spaceBefore || word.cue != last.cue
            // Where a pictograph stood alone, its blank is the next word's.
            if drawn.text.isEmpty {
                last = (word.cue, spaceBefore || last.spaceBefore)
                continue
            }
            if last.cue == word.cue, last.spaceBefore { spaceBefore = true }
            last = (word.cue, false)
            add(word, drawn.text, spaceBefore: spaceBefore, duration: duration, widest: widest)
        }
        for index in pieces.indices { pieces[index].measure() }
    }

    private mutating func add(
        _ word: TimedWord,
        _ text: String,
        spaceBefore: Bool,
        duration: Double,
        widest: Double
    ) {
        let (start, end) = (max(0, word.start), min(duration, word.end))
        if !spaceBefore, let before = pieces.last, Self.isOneCluster(before.text, text) {
            pieces[pieces.count - 1].text += text
            pieces[pieces.count - 1].end = max(before.end, end)
            return
        }
        let shrunk = widest / Self.leastScale
        let parts = BreakRules.syllables(text).flatMap {
            TextWidth.ems($0) > shrunk ? BreakRules.parts(of: $0, widest: widest) : [$0]
        }
        let count = parts.reduce(0) { $0 + $1.count }
        var done = 0
        for (index, part) in parts.enumerated() {
            let from = start + (end - start) * Double(done) / Double(max(1, count))
            done += part.count
            let to = start + (end - start) * Double(done) / Double(max(1, count))
            var piece = Piece(
                text: part,
                spaceBefore: index == 0 && spaceBefore,
                start: from,
                end: index + 1 == parts.count ? end : to,
                group: word.group,
                hasOwnTime: word.hasOwnTime,
                turn: word.turn
            )
            if !piece.spaceBefore, let before = pieces.last {
                if index > 0 {
                    piece.penalty = 1.5
                    piece.wantsHyphen = BreakRules.wantsHyphen(after: before.text, before: part)
                } else {
                    piece.penalty = BreakRules.penalty(after: before.text, before: part)
                    // Characters that are told one time are one word.
                    if before.group == piece.group { piece.penalty = max(piece.penalty, 12) }
                }
            }
            pieces.append(piece)
        }
    }

    /// A word is not drawn smaller than this for being long.
    static let leastScale = 0.75

    private static func isOneCluster(_ before: String, _ text: String) -> Bool {
        (before.suffix(1) + text.prefix(1)).count == 1
    }
}
