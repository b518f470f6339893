import Media
import OpenAIChat
import Testing

@testable import Pipeline
@testable import Recognisers

/// Words that stand alone where a stretch was asked for again.
@Suite struct LonelyWordsTests {
    private static func parts(_ text: String, from start: Double, each: Double = 0.3, isDoubted: Bool = false)
        -> [HeardPart]
    {
        text.split(separator: " ").enumerated().map { index, word in
            let time = start + Double(index) * each
            return HeardPart(
                text: index == 0 ? String(word) : " \(word)",
                start: time,
                end: time + each,
                timing: .word,
                isDoubted: isDoubted
            )
        }
    }

    /// A sound of a minute: steady, or with a pause of 100 ms in each 300.
    private static func sound(isSteady: Bool) -> SpeechMap {
        let values = (0..<3000).map { index -> Float in isSteady || index % 15 < 10 ? -20 - Float(index % 3) : -45 }
        return SpeechMap(LevelCurve(values: values), until: 60)
    }

    @Test func onlyWhatIsTwoSecondsFromAllOthersStandsAlone() {
        let before = Self.parts("said before", from: 0)
        let new = Self.parts("close by", from: 2) + Self.parts("alone one two", from: 10) + Self.parts("two", from: 20)
        let after = Self.parts("said after", from: 22)
        let found = LonelyWords.all(in: new, among: before + after)
        #expect(found.map(\.text) == ["alone one two"])
        #expect(LonelyWords.all(in: new, among: []).map(\.text) == ["close by", "alone one two", "two"])
        #expect(LonelyWords.all(in: [], among: before).isEmpty)
    }

    /// A recogniser stretches the last word before what it leaves out: that is no company for what is there.
    @Test func aStretchedWordIsNotNear() {
        let stretched = HeardPart(text: "end", start: 0, end: 19, timing: .word)
        #expect(LonelyWords.all(in: Self.parts("alone again", from: 20), among: [stretched]).count == 1)
    }

    @Test(
        arguments: [
            ("I am not sure about that", 0.3, false, true, nil),
            ("I am not sure about that", 0.3, true, true, "the sound has no pauses as speech has"),
            ("I am not sure about that", 0.3, false, false, "who heard it doubts it"),
            ("I am not sure about that", 0.15, false, true, "nobody speaks at that rate"),
            ("I am not sure about that", 1.5, false, true, "nobody speaks at that rate"),
            ("Thank you.", 0.3, false, true, "a phrase that recognisers invent"),
            ("Thanks for watching!", 0.3, false, true, "a phrase that recognisers invent"),
            ("Bye. Bye. Bye.", 0.3, false, true, "a phrase that recognisers invent"),
            ("Untertitelung des ZDF, 2020", 0.3, false, true, "a phrase that recognisers invent"),
            ("♪", 0.3, false, true, "a phrase that recognisers invent"),
            ("Thank you for the question", 0.3, false, true, nil),
            ("ここ に は 人 が い ま す", 0.15, false, true, "nobody speaks at that rate"),
            ("ここには人がいます", 2, false, true, nil),
        ] as [(String, Double, Bool, Bool, String?)]
    )
    func whatSpeaksAgainstThem(_ text: String, _ each: Double, _ isSteady: Bool, _ isSure: Bool, _ why: String?) {
        let words = LonelyWords(parts: Self.parts(text, from: 10, each: each, isDoubted: !isSure))
        #expect(words.objection(Self.sound(isSteady: isSteady)) == why)
    }

    @Test(arguments: [
        ("I am not sure about that", LonelyWords.Opinion.same), ("i'm not sure about that.", .doubtful),
        ("It was not about him", .others), ("", .others), ("I am not sure", .doubtful),
    ])
    func aSecondHearingDecides(_ again: String, _ opinion: LonelyWords.Opinion) {
        let speech = Self.sound(isSteady: false)
        let words = LonelyWords(parts: Self.parts("I am not sure about that", from: 10))
        let piece = speech.piece(around: 9..<13)
        let answer = Transcription(
            text: again,
            segments: again.isEmpty ? [] : [.init(start: 1, end: 3, text: again)]
        )
        #expect(words.opinion(HeardPiece(answer, of: piece, speech: speech)) == opinion)
    }

    /// The same bytes would be answered by what was kept of them.
    @Test func aSecondHearingIsOfOtherBytes() throws {
        let speech = Self.sound(isSteady: false)
        let words = LonelyWords(parts: Self.parts("I am not sure about that", from: 10))
        let first = speech.piece(around: words.span)
        let second = try #require(words.piece(in: speech, otherThan: [first]))
        #expect(second != first && second.start <= words.span.lowerBound && second.end >= words.span.upperBound)
        let short = SpeechMap(LevelCurve(values: [Float](repeating: -20, count: 60)), until: 1.2)
        let all = LonelyWords(parts: Self.parts("no more", from: 0.1))
        #expect(all.piece(in: short, otherThan: [short.piece(around: 0..<1.2)]) == nil)
    }

    @Test func aLongTextIsShownShort() {
        let words = LonelyWords(parts: Self.parts(Array(repeating: "word", count: 40).joined(separator: " "), from: 0))
        #expect(words.text.count == 60 && words.text.hasSuffix("…"))
    }
}
