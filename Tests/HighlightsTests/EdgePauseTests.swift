import Highlights
import Testing

/// A cut is laid in a real pause near it, or left where it is.
struct EdgePauseTests {
    /// Six seconds of speech at −20 dBFS with pauses in it.
    private func levels(_ pauses: [Range<Double>], noise: Double = -60) -> [Double] {
        (0..<300).map { index in
            let time = (Double(index) + 0.5) * 0.02
            return pauses.contains { $0.contains(time) } ? noise : -20 - Double(index % 3)
        }
    }

    private func pause(_ pauses: [Range<Double>], near time: Double, first: Double = 100, noise: Double = -60)
        -> EdgePause?
    {
        EdgePause(levels: levels(pauses, noise: noise), step: 0.02, first: first, near: first + time)
    }

    @Test func aPauseIsFoundWhereItIs() throws {
        let found = try #require(pause([2.8..<3.4], near: 3.5))
        #expect(abs(found.start - 102.8) < 0.03 && abs(found.end - 103.4) < 0.03)
        // The first word is led in, the last one rings out, neither beyond the middle.
        #expect(abs(found.momentStart - 103.1) < 0.03)
        #expect(abs(found.momentEnd - 103.1) < 0.03)
        let long = try #require(pause([2.0..<4.0], near: 3))
        #expect(abs(long.momentStart - 103.7) < 0.03 && abs(long.momentEnd - 102.45) < 0.03)
    }

    @Test(
        arguments: [
            // Of two within reach the longer one, unless it is too far away for its length.
            ([2.0..<2.5, 3.1..<3.25], 2.7, 2.0), ([2.0..<2.5, 3.0..<3.25], 3.0, 3.0),
            // Length beyond half a second counts no more.
            ([1.0..<2.5, 2.95..<3.5], 2.9, 2.95),
        ] as [([Range<Double>], Double, Double)]
    )
    func theBestOfSeveral(_ pauses: [Range<Double>], _ near: Double, _ start: Double) throws {
        let found = try #require(pause(pauses, near: near))
        #expect(abs(found.start - 100 - start) < 0.03)
    }

    @Test(
        arguments: [
            ([], 3), ([2.95..<3.05], 3),  // No pause, a consonant.
            ([0.5..<1.5], 3), ([4.5..<5.5], 3),  // Too far away.
        ] as [([Range<Double>], Double)]
    )
    func whereThereIsNoneNothingIsFound(_ pauses: [Range<Double>], _ near: Double) {
        #expect(pause(pauses, near: near) == nil)
    }

    @Test func underMusicNothingIsFound() {
        #expect(pause([2.8..<3.4], near: 3, noise: -23) == nil)
        #expect(EdgePause(levels: [], step: 0.02, first: 0, near: 0) == nil)
        #expect(EdgePause(levels: .init(repeating: -.infinity, count: 300), step: 0.02, first: 0, near: 3) == nil)
        #expect(EdgePause(levels: .init(repeating: .nan, count: 300), step: 0.02, first: 0, near: 3) == nil)
    }

    @Test func aStartMayMoveWithinItsPause() throws {
        let found = try #require(pause([2.0..<4.0], near: 3))
        func room(_ start: Double, _ words: [Range<Double>] = [], lengths: ClosedRange<Double> = 5...60) -> [Double]? {
            found.room(from: 100 + start, to: 130, lengths: lengths, words: words).map {
                [$0.lowerBound - 100, $0.upperBound - 100].map { ($0 * 100).rounded() / 100 }
            }
        }
        #expect(room(3) == [2.04, 3.9])
        // Close to its word already: no closer.
        #expect(room(3.95) == [2.04, 3.95])
        // Outside the pause, and within a word that a transcript has there.
        #expect(room(1.9) == nil && room(4.1) == nil && room(3, [102.5..<103.1]) == nil)
        #expect(room(3, [101..<102.4, 103.2..<105]) == [2.4, 3.2])
        #expect(room(3, [100..<103, 103..<105]) == [3, 3])
        // It stays as long, and as short, as clips may be; one that is longer already is not held to that.
        #expect(room(3, lengths: 5...27.5) == [2.5, 3.9] && room(3, lengths: 26.8...60) == [2.04, 3.2])
        #expect(room(3, lengths: 5...20) == [2.04, 3.9])
    }

    private func moment(_ start: Double, _ end: Double, _ boundary: Moment.Boundary = .thought) -> Moment {
        Moment(
            start: start,
            end: end,
            title: "",
            description: "",
            reason: "",
            quote: "",
            score: 0,
            scoreParts: [:],
            boundary: boundary
        )
    }

    private func choice(_ moments: [Moment], rejected: [Moment] = []) -> Choice {
        Choice(moments: moments, rejected: rejected.map { Rejected($0, passedOver: "") }, notes: [], curve: [])
    }

    @Test func momentsMoveIntoTheirPauses() throws {
        let before = try #require(pause([2.8..<3.4], near: 3))
        let after = try #require(pause([2.0..<4.0], near: 3, first: 130))
        let given = choice([moment(103, 133)], rejected: [moment(103, 140)])
        #expect(given.edges == [103, 133, 140])
        let laid = given.laid(in: [103: before, 133: after], rules: Rules())
        #expect(laid.moments.first?.start == before.momentStart && laid.moments.first?.end == after.momentEnd)
        #expect(laid.rejected.first?.moment.start == before.momentStart && laid.rejected.first?.moment.end == 140)
    }

    @Test func whatWasPassedOverNamesTheMovedMoment() throws {
        let before = try #require(pause([2.8..<3.4], near: 3))
        var given = choice([moment(103, 133)])
        given.rejected = [
            Rejected(moment(110, 140), .overlap(start: 103)), Rejected(moment(160, 190), .echo(start: 103)),
            Rejected(moment(200, 230), passedOver: "Weaker than those chosen."),
        ]
        let laid = given.laid(in: [103: before], rules: Rules())
        #expect(
            laid.rejected.map(\.cause) == [
                .overlap(start: before.momentStart), .echo(start: before.momentStart),
                .told("Weaker than those chosen."),
            ]
        )
    }

    @Test func whatWouldBreakARuleStays() throws {
        let early = try #require(pause([2.0..<2.6], near: 2.7, first: 0))
        // Ten seconds are the least wanted here, and 8.5 would be left.
        let short = choice([moment(1, 11), moment(0, 30, .whole)])
        let rules = Rules(length: 10...60)
        let late = try #require(pause([2.0..<2.6], near: 2.7, first: 7))
        #expect(short.laid(in: [1: early, 11: late, 0: early], rules: rules) == short)
        // Two that would overlap stay as they are.
        let two = choice([moment(0, 30), moment(30.01, 60)])
        let later = try #require(pause([3.3..<3.9], near: 3, first: 27))
        let earlier = try #require(pause([2.4..<2.9], near: 3, first: 27.01))
        #expect(two.laid(in: [30: later, 30.01: earlier], rules: Rules()) == two)
    }
}
