import Transcript

/// The lines of a hook: at most three of about one length, which are drawn smaller where that is too few.
struct HookLines {
    private var maker: LineMaker
    private let lines: Int
    let pictographs: Int

    var choice: FontChoice { maker.choice }

    init(_ text: String, characters: Int, ems: Double, choice: FontChoice) {
        let drawn = DrawnText(Self.shortened(text))
        let cue = Cue(start: 0, end: 1, text: Self.payload(drawn.text))
        let reader = PieceReader(Captions(cues: [cue]), duration: 1, widest: ems)
        pictographs = drawn.pictographs
        maker = LineMaker(pieces: reader.pieces, choice: choice)
        let all = reader.pieces.reduce(0) { $0 + $1.characters + 1 }
        let width = reader.pieces.reduce(0) { $0 + $1.ems + PhraseCutter.blank }
        lines = min(3, max(Int((all / Double(characters)).rounded(.up)), Int((width / ems).rounded(.up))))
    }

    /// A text that three lines can hold: who is to read more than that in three seconds? The breaks are looked for among all.
    private static func shortened(_ text: String) -> String {
        let words = text.split(whereSeparator: \.isWhitespace)
        let short = words.prefix(mostWords).joined(separator: " ")
        guard words.count > mostWords || short.count > mostCharacters else { return text }
        return short.prefix(mostCharacters) + "…"
    }

    private static let (mostWords, mostCharacters) = (40, 240)

    /// A cue's text that reads as these letters.
    private static func payload(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    }

    mutating func drawn() throws(BurnedCaptionsError) -> [DrawnLine] {
        let count = maker.pieces.count
        guard count > 0 else { return [] }
        let all = 0..<count
        let system = maker.system(of: all)
        let hasBoth = maker.hasBothDirections(all)
        var drawn: [DrawnLine] = []
        for range in ranges() {
            drawn.append(try maker.line(range, among: system, hasBoth: hasBoth))
        }
        return drawn.filter { !$0.parts.isEmpty }
    }

    /// The breaks that make the longest line shortest.
    private func ranges() -> [Range<Int>] {
        let pieces = maker.pieces
        var best: (cost: Double, ranges: [Range<Int>])?
        func width(_ range: Range<Int>) -> Double {
            range.reduce(0) {
                $0 + pieces[$1].ems + (pieces[$1].spaceBefore && $1 > range.lowerBound ? PhraseCutter.blank : 0)
            }
        }
        func consider(_ cuts: [Int]) {
            let ends = [0] + cuts + [pieces.count]
            let ranges = zip(ends, ends.dropFirst()).map { $0..<$1 }
            let cost = (ranges.map(width).max() ?? 0) + cuts.reduce(0) { $0 + pieces[$1].penalty }
            if cost < best?.cost ?? .infinity { best = (cost, ranges) }
        }
        if lines < 2 || pieces.count < 2 { return [0..<pieces.count] }
        for first in 1..<pieces.count {
            if lines == 2 || pieces.count < 3 {
                consider([first])
            } else {
                for second in (first + 1)..<max(first + 2, pieces.count) where second < pieces.count {
                    consider([first, second])
                }
            }
        }
        return best?.ranges ?? [0..<pieces.count]
    }
}
