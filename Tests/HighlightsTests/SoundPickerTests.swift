import Highlights
import Testing

@Suite struct SoundPickerTests {
    /// Speech of three to eight seconds between pauses, in steps of a tenth of a second.
    static func speech(seconds: Double, seed: Int, floor: Double = -70) -> Sound {
        var generator = SeededGenerator(seed: seed)
        var loudness: [Double] = []
        while Double(loudness.count) * 0.1 < seconds {
            let level = Double.random(in: -30 ... -16, using: &generator)
            for _ in 0..<Int.random(in: 30...80, using: &generator) {
                loudness.append(level + Double.random(in: -3...3, using: &generator))
            }
            for _ in 0..<Int.random(in: 3...15, using: &generator) { loudness.append(floor) }
        }
        return Sound(step: 0.1, loudness: loudness, duration: seconds)
    }

    @Test(arguments: 0..<30)
    func momentsKeepTheRules(seed: Int) {
        let rules = Rules(length: MomentPickerTests.lengths[seed % 4])
        let sound = Self.speech(seconds: Double(seed * 61), seed: seed, floor: seed % 2 == 0 ? -.infinity : -48)
        let choice = SoundPicker(sound: sound, rules: rules).choose()
        for moment in choice.moments where moment.boundary != .whole {
            #expect(moment.boundary == .pause)
            #expect(rules.length.contains(moment.end - moment.start))
            #expect(moment.start >= 0 && moment.end <= sound.duration)
            #expect(moment.title.hasPrefix("Moment at "))
            #expect(moment.quote.isEmpty && moment.description.isEmpty)
        }
        #expect(zip(choice.moments, choice.moments.dropFirst()).allSatisfy { $0.end <= $1.start })
        #expect(choice.curve.allSatisfy { (0...1).contains($0) })
        #expect(choice.moments.count >= 3 || !choice.notes.isEmpty)
        #expect(choice == SoundPicker(sound: sound, rules: rules).choose())
    }

    @Test func theLoudLivelyPartWins() {
        var sound = Self.speech(seconds: 900, seed: 5)
        for index in 4000..<4400 where sound.loudness[index] > -60 {
            sound.loudness[index] = index % 20 < 10 ? -8 : -16
        }
        let choice = SoundPicker(sound: sound, rules: Rules()).choose()
        let best = choice.moments.first { $0.score == 1 }
        #expect(best.map { $0.start < 440 && $0.end > 400 } == true)
        #expect(best?.reason.contains("louder than the rest") == true)
    }

    @Test func endsLieOnPauses() {
        let sound = Self.speech(seconds: 600, seed: 9)
        let choice = SoundPicker(sound: sound, rules: Rules()).choose()
        #expect(choice.moments.count == 3)
        for moment in choice.moments {
            #expect(sound.loudness[Int(moment.start * 10)] == -70)
            #expect(sound.loudness[Int(moment.end * 10) - 1] == -70)
        }
    }

    @Test func aSteadySoundIsStillCut() {
        let sound = Sound(step: 0.1, loudness: Array(repeating: -20, count: 6000), duration: 600)
        let choice = SoundPicker(sound: sound, rules: Rules()).choose()
        #expect(!choice.moments.isEmpty)
    }

    @Test(arguments: [
        (Sound(step: 0.1, loudness: Array(repeating: -.infinity, count: 900), duration: 90), "nothing can be heard"),
        (Sound(step: 0.1, loudness: [], duration: 90), "nothing can be heard"),
        (Sound(step: 0, loudness: [-20], duration: 90), "nothing can be heard"),
        (Sound(step: 0.1, loudness: [-20], duration: .nan), "no length"),
        (Sound(step: 0.1, loudness: Array(repeating: -20, count: 100), duration: 90), "no stretch of sound"),
    ])
    func nothingToChooseFromIsSaid(sound: Sound, note: String) {
        let choice = SoundPicker(sound: sound, rules: Rules()).choose()
        #expect(choice.moments.isEmpty)
        #expect(choice.notes.first?.contains(note) == true)
    }

    @Test func aShortSourceIsOneMoment() {
        let choice = SoundPicker(sound: Self.speech(seconds: 20, seed: 1), rules: Rules()).choose()
        #expect(choice.moments.map(\.boundary) == [.whole])
        #expect(choice.moments.map(\.end) == [20])
    }
}
