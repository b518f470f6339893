import Media
import OpenAIChat
import Roles
import Testing

@testable import Pipeline
@testable import Recognisers

/// Answers whose times are nonsense, in part or all of them.
@Suite(.timeLimit(.minutes(2)))
struct HostileAnswerTests {
    private typealias Segment = Transcription.Segment
    private typealias Word = Transcription.Word

    /// From 100 to 160 s; somebody speaks from 110 to 150.
    private let piece = SoundPiece(firstSample: 1_600_000, samples: 960_000)
    private let speech: SpeechMap = {
        var values = [Float](repeating: -80, count: 10000)
        for index in 5500..<7500 { values[index] = -20 }
        return SpeechMap(LevelCurve(values: values), until: 200)
    }()

    private func heard(_ segments: [Segment], _ words: [Word] = [], text: String = "") -> HeardPiece {
        HeardPiece(Transcription(text: text, segments: segments, words: words), of: piece, speech: speech)
    }

    private func words(_ times: [Double]) -> [Word] {
        times.enumerated().map { Word(text: "w\($0)", start: $1, end: $1 + 0.5) }
    }

    private func isInOrder(_ parts: [HeardPart]) -> Bool {
        zip(parts, parts.dropFirst()).allSatisfy { $0.start <= $1.start && $0.end <= $1.start }
            && parts.allSatisfy { $0.start >= piece.start && $0.start <= $0.end && $0.end <= piece.end }
    }

    @Test(arguments: [1e300, 1e9, 59])
    func aWordThatIsFarAheadDoesNotMoveThoseAfterIt(time: Double) {
        let times = [11, 12, time, 14, 15, 16]
        let text = times.indices.map { "w\($0)" }.joined(separator: " ")
        let piece = heard([Segment(start: 10, end: 20, text: text)], words(times))
        #expect(piece.parts.map(\.text.spoken) == ["w0", "w1", "w2", "w3", "w4", "w5"])
        #expect(isInOrder(piece.parts))
        #expect(piece.parts.map(\.start)[3...] == [114, 115, 116], "\(piece.parts.map(\.start))")
        #expect((112...114).contains(piece.parts[2].start), "\(piece.parts[2].start)")
    }

    @Test func aSegmentThatIsFarAheadDoesNotMoveThoseAfterIt() {
        let piece = heard([
            Segment(start: 11, end: 13, text: "One."), Segment(start: 1e12, end: 1e13, text: "Two."),
            Segment(start: 16, end: 18, text: "Three."),
        ])
        #expect(piece.parts.map(\.text.spoken) == ["one", "two", "three"])
        #expect(isInOrder(piece.parts))
        #expect(piece.parts.last?.start == 116, "\(piece.parts)")
    }

    @Test(arguments: [0..<0, 0..<60, 0..<60e9])
    func oneSegmentForAllIsAnAnswerWithoutTimes(span: Range<Double>) {
        let text = (0..<80).map { "word\($0)" }.joined(separator: " ")
        let piece = heard([Segment(start: span.lowerBound, end: span.upperBound, text: text)], text: text)
        #expect(piece.offersTimes == false)
        #expect(piece.parts.count == 80)
        #expect(piece.parts.allSatisfy { $0.timing == .estimate })
        #expect(piece.parts.first.map { $0.start >= 110 } == true, "\(piece.parts.first?.start ?? 0)")
        #expect(piece.parts.last.map { $0.end > 149 && $0.end < 151 } == true, "\(piece.parts.last?.end ?? 0)")
    }

    @Test func wordsAreHeardThoughTheSegmentsHaveNoText() {
        let piece = heard([Segment(start: 10, end: 20, text: "")], words([11, 12]), text: "W0 w1.")
        #expect(piece.parts.map(\.text) == [" W0", " w1."])
    }

    @Test func moreThanCanBeSaidIsLeftOut() {
        let count = 40_000
        let text = (0..<count).map { "t\($0)" }.joined(separator: " ")
        let words = (0..<count).map { Word(text: "h\($0)", start: Double($0) / 1000, end: Double($0) / 1000) }
        let piece = heard([Segment(start: 0, end: 60, text: text)], words)
        #expect(piece.parts.isEmpty)
        #expect(piece.invented == 1 && piece.offersTimes == nil)
    }

    @Test func wordsInOtherUnitsAreNoTimes() {
        let words = (11..<20).map { Word(text: "w\($0)", start: Double($0) * 1e9, end: Double($0) * 1e9) }
        let text = words.map(\.text).joined(separator: " ")
        #expect(heard([], words, text: text).offersTimes == false)
        let piece = heard([Segment(start: 11, end: 20, text: text)], words, text: text)
        #expect(piece.parts == [HeardPart(text: " " + text, start: 111, end: 120, timing: .phrase)])
    }
}
