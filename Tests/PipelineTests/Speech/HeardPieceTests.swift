import Media
import OpenAIChat
import Testing

@testable import Pipeline
@testable import Recognisers

/// An answer joined to the video's clock.
struct HeardPieceTests {
    private typealias Segment = Transcription.Segment
    private typealias Word = Transcription.Word

    /// From 100 to 160 s; somebody speaks in the first half minute.
    private let piece = SoundPiece(firstSample: 1_600_000, samples: 960_000)
    private let speech: SpeechMap = {
        var values = [Float](repeating: -80, count: 10000)
        for index in 5000..<6500 { values[index] = -20 }
        return SpeechMap(LevelCurve(values: values), until: 200)
    }()

    private func heard(_ segments: [Segment], _ words: [Word] = [], text: String = "") -> HeardPiece {
        HeardPiece(Transcription(text: text, segments: segments, words: words), of: piece, speech: speech)
    }

    @Test func wordsGetTheSignsOfTheText() {
        let piece = heard(
            [
                Segment(start: 1, end: 3, text: " Well, \"hello\" there! "),
                Segment(start: 3.5, end: 5, text: "It's 3.5% more."),
            ],
            [
                Word(text: "well", start: 1, end: 1.4), Word(text: "hello", start: 1.6, end: 2),
                Word(text: "there", start: 2.1, end: 2.5), Word(text: "it's", start: 3.5, end: 3.8),
                Word(text: "3", start: 4, end: 4.1), Word(text: "5", start: 4.2, end: 4.3),
                Word(text: "more", start: 4.4, end: 5),
            ]
        )
        #expect(piece.parts.map(\.text) == [" Well,", " \"hello\"", " there!", " It's", " 3.", "5%", " more."])
        #expect(piece.parts.map(\.start) == [101, 101.6, 102.1, 103.5, 104, 104.2, 104.4])
        #expect(piece.parts.allSatisfy { $0.timing == .word })
    }

    @Test func scriptsWithoutBlanksAreParted() {
        let piece = heard(
            [Segment(start: 0, end: 3, text: "今日は、いい天気。")],
            [
                Word(text: "今日", start: 0, end: 0.5), Word(text: "は", start: 0.5, end: 1),
                Word(text: "いい天気", start: 1, end: 3),
            ]
        )
        #expect(piece.parts.map(\.text) == [" 今日", "は、", "いい天気。"])
    }

    @Test func wordsThatAreNotTheTextsAreMatched() {
        let piece = heard(
            [Segment(start: 0, end: 4, text: "We paid $5 to Smith & Co. today")],
            [
                Word(text: "we", start: 0, end: 0.2), Word(text: "paid", start: 0.3, end: 0.6),
                Word(text: "five", start: 0.8, end: 1), Word(text: "dollars", start: 1, end: 1.5),
                Word(text: "to", start: 2, end: 2.1), Word(text: "smith", start: 2.2, end: 2.6),
                Word(text: "and", start: 2.6, end: 2.8), Word(text: "co", start: 2.9, end: 3.1),
                Word(text: "today", start: 3.4, end: 4),
            ]
        )
        #expect(piece.parts.map(\.text) == [" We", " paid", " $5", " to", " Smith &", " Co.", " today"])
        #expect(piece.parts.map(\.start) == [100, 100.3, 100.8, 102, 102.2, 102.9, 103.4])
        #expect(piece.parts[2].end == 101.5)
    }

    @Test func scriptsWithoutBlanksAreMatchedToo() {
        let piece = heard(
            [Segment(start: 0, end: 4, text: "今日は3人、いい天気。")],
            [
                Word(text: "今日", start: 0, end: 1), Word(text: "は", start: 1, end: 1.5),
                Word(text: "三人", start: 1.5, end: 2),
                Word(text: "いい天気", start: 2, end: 4),
            ]
        )
        #expect(piece.parts.map(\.text).joined() == " 今日は3人、いい天気。")
        #expect(piece.parts.map(\.start) == [100, 100.5, 101, 101.5, 101.75, 102, 102.5, 103, 103.5])
    }

    @Test func segmentsWithoutWordsKeepTheirTimes() {
        let piece = heard(
            [Segment(start: 0, end: 2, text: "one two"), Segment(start: 5, end: 8, text: "Quite another.")],
            [Word(text: "one", start: 0, end: 1), Word(text: "two", start: 1, end: 2)]
        )
        #expect(piece.parts.map(\.timing) == [.word, .word, .phrase])
        #expect(piece.parts.last == HeardPart(text: " Quite another.", start: 105, end: 108, timing: .phrase))
        #expect(heard([Segment(start: 1, end: 2, text: "Hi.")]).parts.map(\.start) == [101])
    }

    @Test func aTextWithWordsAndNoSegmentsIsOne() {
        let piece = heard(
            [],
            [Word(text: "so", start: 1, end: 2), Word(text: "there", start: 2, end: 3)],
            text: "So, there."
        )
        #expect(piece.parts.map(\.text) == [" So,", " there."])
        #expect(piece.offersTimes == true)
    }

    @Test func nothingLiesOutsideThePieceOrBackwards() {
        let piece = heard(
            [Segment(start: 0, end: 99, text: "a b c d")],
            [
                Word(text: "a", start: 2, end: 3), Word(text: "b", start: 1, end: 1.5),
                Word(text: "c", start: 59, end: 80),
                Word(text: "d", start: 70, end: 90),
            ]
        )
        #expect(piece.parts.map(\.start) == [102, 102, 159, 160])
        #expect(piece.parts.map(\.end) == [102, 102, 160, 160])
    }

    @Test func inventedSegmentsAreLeftOut() {
        func segment(_ start: Double, _ text: String, noSpeech: Double = 0.1, log: Double = -0.3, ratio: Double = 1)
            -> Segment
        {
            Segment(
                start: start,
                end: start + 4,
                text: text,
                noSpeech: noSpeech,
                logProbability: log,
                compressionRatio: ratio
            )
        }
        let piece = heard([
            segment(0, "True."),
            // Sure to be nothing, but there is sound.
            segment(5, "Mumbled.", noSpeech: 0.9, log: -1.5),
            segment(10, "And so on.", ratio: 2), segment(14, "And so on.", ratio: 2.5), segment(18, "Said twice."),
            segment(22, "Said twice."),
            // Silence from here on.
            segment(35, "Thank you.", noSpeech: 0.9, log: -1.5), segment(40, "Sure.", noSpeech: 0.9, log: -0.5),
        ])
        #expect(
            piece.parts.map(\.text) == [" True.", " Mumbled.", " And so on.", " Said twice.", " Said twice.", " Sure."]
        )
        #expect(piece.invented == 2)
    }

    @Test func wordsOfInventedSegmentsGoWithThem() {
        let piece = heard(
            [
                Segment(start: 1, end: 2, text: "Yes."),
                Segment(start: 40, end: 44, text: "Thank you.", noSpeech: 0.9, logProbability: -2),
            ],
            [
                Word(text: "yes", start: 1, end: 2), Word(text: "thank", start: 40, end: 41),
                Word(text: "you", start: 41, end: 44),
            ]
        )
        #expect(piece.parts.map(\.text) == [" Yes."])
    }

    @Test func aTextWithoutTimesIsSpreadOverTheSpeech() {
        let piece = heard([], text: "aaaa bbbb cccc")
        #expect(piece.offersTimes == false)
        #expect(piece.parts.map(\.text) == ["aaaa", " bbbb", " cccc"])
        #expect(zip(piece.parts.map(\.start), [100.0, 110, 120]).allSatisfy { abs($0 - $1) < 1e-6 })
        #expect(abs((piece.parts.last?.end ?? 0) - 130) < 1e-6)
    }

    @Test(arguments: [("english", "en"), ("en", "en"), ("German", "de"), ("haw", "haw"), ("klingon", nil), ("", nil)])
    func languagesAreTags(_ said: String, _ tag: String?) {
        let answer = Transcription(text: "x", language: said)
        #expect(HeardPiece(answer, of: piece, speech: speech).language == tag)
    }

    @Test func anEmptyAnswerSaysNothingOfTheServer() {
        #expect(heard([], text: " \n").offersTimes == nil)
        #expect(heard([], text: "...").parts.isEmpty)
    }
}
