import Transcript

/// Cues of two seconds each, one after the other, from their texts.
func captions(_ texts: String..., language: String? = nil, seconds: Double = 2, gap: Double = 0) -> Captions {
    let cues = texts.enumerated().map { index, text in
        Cue(
            start: Double(index) * (seconds + gap),
            end: Double(index) * (seconds + gap) + seconds,
            text: text
        )
    }
    return Captions(cues: cues, language: language)
}

extension Captions {
    /// The texts of the sentences.
    var texts: [String] { sentences().map(\.text) }
}

/// A small generator with a fixed seed (SplitMix64, Steele, Lea and Flood 2014), so that a failure comes again.
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
