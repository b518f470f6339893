import Testing

@testable import Media

/// Where a sound is cut.
struct SpeechMapTests {
    /// A curve of sound at −20 dBFS where a span says so, else of a room's noise.
    private func map(_ spans: [Range<Double>], seconds: Double, noise: Float = -55) -> SpeechMap {
        let count = Int((seconds / LevelCurve.step).rounded())
        var values = [Float](repeating: noise, count: count)
        for span in spans {
            let first = Int((span.lowerBound / LevelCurve.step).rounded())
            let end = min(count, Int((span.upperBound / LevelCurve.step).rounded()))
            for index in first..<end { values[index] = -20 }
        }
        return SpeechMap(LevelCurve(values: values), until: seconds)
    }

    private func pieces(_ map: SpeechMap, atMost seconds: Double) -> [SoundPiece] {
        var pieces: [SoundPiece] = []
        while let piece = map.piece(after: pieces.last?.end ?? 0, atMost: seconds) { pieces.append(piece) }
        return pieces
    }

    /// Speech falls between its words; applause and steady noise do not, however loud they are.
    @Test func onlySpeechHasPauses() {
        let words = (0..<30).map { Double($0) * 0.4..<Double($0) * 0.4 + 0.3 }
        let talk = map(words + [20..<30], seconds: 40)
        #expect(talk.hasPauses(in: 2..<6))
        #expect(!talk.hasPauses(in: 22..<28))
        #expect(!talk.hasPauses(in: 50..<60) && !talk.hasPauses(in: 3..<3))
        let applause = SpeechMap(LevelCurve(values: (0..<2000).map { -20 - Float($0 * 7 % 5) }), until: 40)
        #expect(!applause.hasPauses(in: 10..<14))
    }

    @Test func cutsInTheMiddleOfTheBestPause() {
        // Phrases with pauses of 0.1 s, and one of 0.6 s at 50.0 s.
        var spans: [Range<Double>] = []
        for second in 0..<100 {
            let start = Double(second)
            spans.append((second == 50 ? start + 0.3 : start + 0.1)..<(second == 49 ? start + 0.7 : start + 1))
        }
        let found = pieces(map(spans, seconds: 100), atMost: 60)
        #expect(found.map(\.start) == [0, 50])
        #expect(abs(found[0].end - 50) < 0.011)
    }

    @Test func ofTwoLongPausesTheQuieterIsTaken() {
        var values = [Float](repeating: -20, count: 5000)
        for index in 2200..<2240 { values[index] = -55 }
        for index in 2400..<2440 { values[index] = -50 }
        for index in 2600..<2640 { values[index] = -53 }
        let map = SpeechMap(LevelCurve(values: values), until: 100)
        #expect(map.piece(after: 0, atMost: 60)?.end == 2220 * LevelCurve.step)
    }

    @Test func withoutAPauseItIsCutWhereItIsQuietest() throws {
        var values = [Float](repeating: -20, count: 5000)
        for index in 2490..<2500 { values[index] = -22 }
        let map = SpeechMap(LevelCurve(values: values), until: 100)
        let piece = try #require(map.piece(after: 0, atMost: 60))
        #expect((2490..<2500).contains(piece.firstSample / 320 + piece.samples / 320))
    }

    @Test func silenceIsNotSent() {
        #expect(pieces(map([], seconds: 300, noise: -70), atMost: 60).isEmpty)
        #expect(SpeechMap(LevelCurve(values: []), until: 10).piece(after: 0, atMost: 60) == nil)
        let found = pieces(map([100.0..<104, 200.0..<205], seconds: 300, noise: -80), atMost: 60)
        #expect(found.map(\.start) == [99.5, 199.5])
        #expect(found.map(\.end) == [104.5, 205.5])
    }

    @Test func aSoundAtTheVeryEndIsLongEnoughToBeTaken() {
        let found = pieces(map([9.9..<10], seconds: 10, noise: -80), atMost: 60)
        #expect(found == [SoundPiece(firstSample: Int(9.4 * 16000), samples: 16000)])
    }

    @Test func noiseIsNoSpeech() {
        let map = map([10.0..<12, 12.2..<14, 20.0..<21], seconds: 60)
        #expect(map.stretches(from: 0, to: 60) == [10.0..<14, 20.0..<21])
        #expect(map.stretches(from: 13, to: 20.5) == [13.0..<14, 20.0..<20.5])
        #expect(abs(map.seconds(from: 0, to: 60) - 5) < 0.001)
    }

    @Test func whatLiesBehindTheVideoIsNotHeard() {
        let curve = LevelCurve(values: [Float](repeating: -20, count: 1000))
        #expect(pieces(SpeechMap(curve, until: 10), atMost: 60).map(\.end) == [10])
    }

    /// Talks at random, cut at random lengths.
    @Test(arguments: 0..<40)
    func piecesHoldAllSoundOnce(seed: Int) {
        var random = SeededNumbers(seed: UInt64(seed))
        var spans: [Range<Double>] = []
        var time = 0.0
        while time < 900 {
            let start = time + Double.random(in: 0.1...0.6, using: &random)
            time = start + Double.random(in: 0.2...3, using: &random)
            spans.append(start..<time)
            if Int.random(in: 0..<30, using: &random) == 0 { time += Double.random(in: 0...90, using: &random) }
        }
        let noise: Float = seed % 2 == 0 ? -55 : -90
        let map = map(spans, seconds: time + 5, noise: noise)
        let longest = [30.0, 45, 60, 600][seed % 4]
        let found = pieces(map, atMost: longest)
        #expect(found == pieces(map, atMost: longest))
        for (piece, next) in zip(found, found.dropFirst()) { #expect(piece.end <= next.start) }
        for piece in found { #expect(piece.seconds <= longest + 1e-9 && piece.seconds >= 1) }
        // No cut lies in a span, for there are pauses everywhere.
        for span in spans {
            let holders = found.filter { $0.start < span.upperBound - 0.02 && $0.end > span.lowerBound + 0.02 }
            #expect(holders.count == 1, "\(span)")
            #expect(holders.allSatisfy { $0.start <= span.lowerBound + 0.02 && $0.end >= span.upperBound - 0.02 })
        }
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014).
private struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
