import Media
import OpenAIChat
import Testing

@testable import Recognisers

/// What a recogniser says over and over, what it likes to invent, and what no word is.
struct WordLoopsTests {
    private func parts(_ text: String) -> [HeardPart] {
        text.split(separator: " ").enumerated().map { index, word in
            let start = Double(index) * 0.4
            return HeardPart(text: " \(word)", start: start, end: start + 0.3, timing: .word)
        }
    }

    private func text(_ parts: [HeardPart]) -> String {
        parts.map(\.text).joined().split(separator: " ").joined(separator: " ")
    }

    @Test(arguments: [
        ("so we go on so we go on so we go on so we go on so we go on and stop", "so we go on and stop", 1),
        ("no no no no no no no no no", "no", 1), ("no no no no no", "no no no no no", 0),
        ("a b a b a b a b c", "a b a b a b a b c", 0), ("one two three", "one two three", 0), ("", "", 0),
    ])
    func aLoopIsLeftOnce(_ said: String, _ rest: String, _ count: Int) {
        let loops = WordLoops(parts(said), longestPhrase: 12)
        #expect(text(loops.rest) == rest)
        #expect(loops.count == count)
    }

    @Test func ofACarefulHearingOnlyShortLoopsGo() {
        let sentence = Array(repeating: "it was the best of times", count: 8).joined(separator: " ")
        #expect(text(WordLoops(parts(sentence), longestPhrase: 3).rest) == sentence)
        #expect(WordLoops(parts(sentence), longestPhrase: 12).rest.count == 6)
    }

    @Test func aStockPhraseIsFoundAmongOtherWords() {
        let found = StockPhrase.all(in: parts("that is all. Thanks for watching. Good night."))
        #expect(found.map { text($0) } == ["Thanks for watching."])
        #expect(StockPhrase.all(in: parts("thank you all for coming here tonight")).isEmpty)
    }

    private func heard(_ text: String, seconds: Double, voices: [Range<Double>]) -> HeardPiece {
        let words = text.split(separator: " ").enumerated().map { index, word in
            let start = 1 + Double(index) * 0.3
            return Transcription.Word(text: " \(word)", start: start, end: start + 0.25)
        }
        let segment = Transcription.Segment(start: 1, end: words.last?.end ?? 1, text: text)
        let piece = SoundPiece(firstSample: 160_000, samples: Int(seconds) * SoundPiece.rate)
        let levels = LevelCurve(values: Array(repeating: -20, count: Int((20 + seconds) / LevelCurve.step)))
        return HeardPiece(
            ListenerAnswer(
                transcription: Transcription(text: text, segments: [segment], words: words),
                voices: voices
            ),
            of: piece,
            speech: SpeechMap(levels, until: 20 + seconds)
        )
    }

    @Test func wordsWhereNobodySpeaksAreLeftOut() {
        #expect(heard("you can see it here", seconds: 10, voices: [0.5..<4]).parts.count == 5)
        #expect(heard("you can see it here", seconds: 10, voices: [6..<9]).parts.isEmpty)
        #expect(heard("you can see it here", seconds: 10, voices: []).parts.isEmpty)
    }

    @Test func whatIsNoWordIsLeftOut() {
        let long = String(repeating: "gesei", count: 30)
        #expect(text(heard("a \(long) b \u{FFFD} c", seconds: 10, voices: [0..<9]).parts) == "a b c")
        let han = String(repeating: "字", count: 80)
        #expect(heard(han, seconds: 10, voices: [0..<9]).parts.count == 80)
    }
}
