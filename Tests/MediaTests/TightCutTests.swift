import Testing

@testable import Media

/// What is taken out of a clip, by how loud it is and what is said in it.
@Suite struct TightCutTests {
    private static let rate = Rational(whole: 30)

    /// Levels of a clip: speech at −20 dBFS and, in some stretches of seconds, a room at −60 dBFS.
    private static func levels(_ seconds: Double, quiet: [Range<Double>], room: Float = -60) -> [Float] {
        (0..<Int(seconds * 100)).map { step in
            let time = (Double(step) + 0.5) / 100
            return quiet.contains { $0.contains(time) } ? room + Float(step % 3) : -20 - Float(step % 7)
        }
    }

    private func cut(
        _ quiet: [Range<Double>],
        _ wish: Tightening,
        seconds: Double = 10,
        rate: Rational = Self.rate
    ) -> TightCut {
        TightCut(
            wish,
            quiet: QuietParts(levels: Self.levels(seconds, quiet: quiet)),
            frames: Int(seconds * rate.value),
            rate: rate
        )
    }

    @Test(
        arguments: [
            // The middle of the pause; both halves of what is left are of one length.
            ([3.0..<5.0], [98..<142]),
            // Not so long as asked for, or by less than a tenth of a second.
            ([3.0..<3.5], []), ([3.0..<3.58], []), ([3.0..<3.7], [97..<103]),
            // Not in the first and the last half second.
            ([0.0..<1.5], [15..<42]), ([8.5..<10.0], [258..<285]), ([0.0..<0.65], []),
            ([2.0..<4.0, 4.2..<6.0], [68..<112, 134..<172]),
        ] as [([Range<Double>], [Range<Int>])]
    )
    func pausesAreShortened(_ quiet: [Range<Double>], _ wanted: [Range<Int>]) {
        let cuts = cut(quiet, Tightening(longestPause: 0.5)).cuts
        #expect(cuts.count == wanted.count)
        for (cut, wanted) in zip(cuts, wanted) {
            #expect(
                abs(cut.lowerBound - wanted.lowerBound) <= 2 && abs(cut.upperBound - wanted.upperBound) <= 2,
                "\(cuts)"
            )
        }
    }

    @Test func nothingIsCutWhereSoundIsLoudOrNothingIsAskedFor() {
        #expect(cut([3.0..<5.0], Tightening(longestPause: nil)).cuts.isEmpty)
        // Music below the voice, applause, a noisy street.
        for room: Float in [-24, -30, -37] {
            let quiet = QuietParts(levels: Self.levels(10, quiet: [3..<5], room: room))
            #expect(quiet.threshold == nil && quiet.runs.isEmpty)
        }
        #expect(QuietParts(levels: []).threshold == nil)
        #expect(QuietParts(levels: Array(repeating: -120, count: 900)).threshold == nil)
    }

    @Test func silenceBehindATitleSaysNothingOfTheRoom() {
        var levels = Self.levels(10, quiet: [3..<5], room: -52)
        for step in 0..<100 { levels[step] = -120 }
        let quiet = QuietParts(levels: levels)
        #expect(quiet.runs.contains { $0.lowerBound >= 299 && $0.upperBound <= 501 && $0.count > 190 }, "\(quiet)")
        // Where nothing else is quiet, silence is.
        let gated = QuietParts(levels: Self.levels(10, quiet: [3..<5], room: -120))
        #expect(gated.runs.count == 1)
    }

    @Test func wordsAreNeverCutInto() {
        // Somebody whispers in the middle of the pause.
        let cuts = cut([3.0..<6.0], Tightening(longestPause: 0.5, kept: [4.3..<4.7])).seconds
        #expect(cuts.count == 2)
        #expect(cuts.allSatisfy { $0.upperBound <= 4.3 || $0.lowerBound >= 4.7 }, "\(cuts)")
        // A caption without times of its words does not vanish, one that reaches over the pause does not hold it.
        #expect(cut([3.0..<6.0], Tightening(longestPause: 0.5, captions: [3.1..<5.9])).cuts.isEmpty)
        #expect(cut([3.0..<6.0], Tightening(longestPause: 0.5, captions: [2.0..<5.9])).cuts.count == 1)
    }

    @Test func fillersGoWhereTheyStandAlone() {
        let quiet = [3.0..<3.4, 3.8..<4.4]
        let filler = Tightening(longestPause: nil, fillers: [3.45..<3.85])
        let cuts = cut(quiet, filler).seconds
        #expect(cuts.count == 1)
        // All of its sound, and of both pauses the longer one stays.
        #expect(cuts.allSatisfy { $0.lowerBound <= 3.4 && $0.upperBound >= 3.8 })
        let left = 1.4 - cuts.reduce(0) { $0 + $1.upperBound - $1.lowerBound }
        #expect(abs(left - 0.6) < 0.04, "\(left)")
        // With pauses too what is left is no longer than they may be.
        let both = cut(quiet, Tightening(longestPause: 0.3, fillers: filler.fillers)).seconds
        #expect(both.count == 1 && abs(1.4 - both[0].upperBound + both[0].lowerBound - 0.3) < 0.04)
        // Nothing falls silent beside it, or another word is heard there.
        #expect(cut([3.0..<3.4], filler).cuts.isEmpty)
        #expect(cut([3.0..<3.4, 3.8..<3.85], filler).cuts.isEmpty)
        #expect(cut(quiet, Tightening(longestPause: nil, fillers: filler.fillers, kept: [3.7..<4.0])).cuts.isEmpty)
        #expect(cut([3.0..<3.4, 4.2..<4.4], filler).cuts.isEmpty)
    }

    @Test(arguments: [(30, 1), (25, 1), (24000, 1001), (30000, 1001), (60000, 1001), (60, 1)])
    func lawsOfAnyCut(_ numerator: Int, _ denominator: Int) throws {
        let rate = try #require(Rational(numerator, denominator))
        var random = SplitMix(state: 5)
        for _ in 0..<100 {
            var quiet: [Range<Double>] = []
            var words: [Range<Double>] = []
            var fillers: [Range<Double>] = []
            var time = 0.0
            while time < 30 {
                let word = Double(random.next() % 1500 + 100) / 1000
                let pause = Double(random.next() % 2500) / 1000
                if random.next() % 4 == 0 {
                    fillers.append(time..<time + word)
                } else {
                    words.append(time..<time + word)
                }
                if pause > 0 { quiet.append(time + word..<time + word + pause) }
                time += word + pause
            }
            let wish = Tightening(
                longestPause: random.next() % 3 == 0 ? nil : Double(random.next() % 2000) / 1000,
                fillers: fillers,
                kept: words
            )
            let tight = cut(quiet, wish, seconds: 30, rate: rate)
            try #require(tight.stretches.allSatisfy { !$0.isEmpty } && tight.count > 0)
            try #require(tight.stretches.reduce(0) { $0 + $1.count } == tight.count)
            for cut in tight.seconds {
                try #require(cut.lowerBound >= 0.5 && cut.upperBound <= 29.5 && cut.upperBound - cut.lowerBound > 0.099)
                try #require(!words.contains { $0.overlaps(cut) })
            }
            // Sound and picture lose the same, and roundings do not add up.
            let samples = ClipSound.samples(for: tight.seconds(tight.count))
            let sound = tight.soundStretches(samples: samples)
            try #require(sound.reduce(0) { $0 + $1.count } == samples)
            for (sound, frames) in zip(sound, tight.stretches) {
                try #require(abs(Double(sound.lowerBound) - tight.seconds(frames.lowerBound) * 48000) <= 1)
            }
        }
    }
}
