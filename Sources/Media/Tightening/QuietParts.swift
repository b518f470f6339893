#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// Where a clip is quiet, measured against its own noise: from how loud it is in steps of 10 ms.
struct QuietParts: Sendable, Equatable {
    /// Seconds of a step.
    static let step = 0.01

    /// Below this it is quiet, in dBFS; nil where nothing is clearly quieter than the rest: music, applause, a noisy street.
    let threshold: Float?
    /// The quiet stretches in steps, in order.
    let runs: [Range<Int>]

    /// What is quieter counts as this, in dBFS: there is nothing to be heard.
    private static let silence: Float = -75
    /// Steps over which the noise is measured: a fifth of a second.
    private static let noiseSteps = 20
    /// How far below the loud parts a pause is at least, in dB. Music below a voice is louder than that.
    private static let contrast: Float = 20
    /// How far above the noise is quiet at most, in dB.
    private static let margin: Float = 10
    /// What is so far below the loud parts is not heard beside them, in dB.
    private static let inaudible: Float = 40

    /// Reads levels in dBFS. O(n log n).
    init(levels: [Float]) {
        let smooth = Self.smoothed(levels)
        guard let loud = Self.loud(smooth), let noise = Self.noise(smooth), loud - noise >= Self.contrast else {
            (threshold, runs) = (nil, [])
            return
        }
        let threshold = max(noise + min(Self.margin, (loud - noise) / 3), loud - Self.inaudible)
        var runs: [Range<Int>] = []
        var start: Int?
        for (index, level) in smooth.enumerated() {
            if level <= threshold {
                start = start ?? index
            } else if let first = start {
                runs.append(first..<index)
                start = nil
            }
        }
        if let first = start { runs.append(first..<smooth.count) }
        (self.threshold, self.runs) = (threshold, runs)
    }

    /// Each level as the mean power of three steps: noise wavers from step to step.
    private static func smoothed(_ levels: [Float]) -> [Float] {
        let powers = levels.map { pow(10, max($0, silence) / 10) }
        return powers.indices.map { index in
            let around = powers[max(0, index - 1)...min(powers.count - 1, index + 1)]
            return 10 * log10(around.reduce(0, +) / Float(around.count))
        }
    }

    /// How loud the loud parts are: a twentieth is louder. Nil where there is nothing to be heard.
    private static func loud(_ levels: [Float]) -> Float? {
        let sorted = levels.sorted()
        guard !sorted.isEmpty else { return nil }
        let loud = sorted[sorted.count - 1 - sorted.count / 20]
        return loud > silence + 10 ? loud : nil
    }

    /// How loud the quietest fifth of a second is, in decibels. Where there is nothing at all, as behind a title, says nothing of
    /// the noise of the room, unless there is no other quiet part.
    private static func noise(_ levels: [Float]) -> Float? {
        guard levels.count >= noiseSteps else { return nil }
        var sum: Float = 0
        var silent = 0
        var lowest: Float?
        var hasSilence = false
        for (index, level) in levels.enumerated() {
            sum += level
            if level <= silence + 0.5 { silent += 1 }
            if index >= noiseSteps {
                sum -= levels[index - noiseSteps]
                if levels[index - noiseSteps] <= silence + 0.5 { silent -= 1 }
            }
            guard index >= noiseSteps - 1 else { continue }
            if silent > 0 {
                hasSilence = hasSilence || silent == noiseSteps
                continue
            }
            let mean = sum / Float(noiseSteps)
            lowest = min(lowest ?? mean, mean)
        }
        guard let lowest, let loud = loud(levels), loud - lowest >= contrast else {
            return hasSilence ? silence : lowest
        }
        return lowest
    }
}
