/// Where in a sound somebody may be speaking, and where it pauses.
public struct SpeechMap: Sendable, Equatable {
    /// dBFS for each 20 ms, none beyond the end of the video.
    let levels: [Float]
    /// Below this it is a pause, in dBFS.
    public let threshold: Float
    /// Runs of sound in steps of the curve, in order; a pause that is shorter than between phrases is part of its run.
    let runs: [Range<Int>]

    /// Below this there is nothing to be heard, in dBFS: less than any room's noise.
    static let silence: Float = -60
    /// What is quieter counts as this, so that digital silence does not draw the threshold down.
    private static let floor: Float = -70
    /// How far pauses must lie below speech to be seen at all, in dB.
    static let contrast: Float = 6
    /// The shortest pause between phrases, in seconds.
    private static let shortestPause = 0.35

    /// Reads a curve up to the end of the video, in seconds. O(n log n).
    public init(_ curve: LevelCurve, until end: Double) {
        let count = min(Double(curve.values.count), (max(0, end) / LevelCurve.step).rounded(.up))
        levels = curve.values.prefix(Int(count)).map { max($0, Self.floor) }
        // Where there is nothing at all, as behind a title, says nothing of the noise of the room.
        let sorted = levels.filter { $0 > Self.silence }.sorted()
        let low = sorted.isEmpty ? Self.floor : sorted[sorted.count / 10]
        let high = sorted.isEmpty ? Self.floor : sorted[sorted.count - 1 - sorted.count / 20]
        // A third of the way up from the noise to the voice: above room noise, below the ends of soft words.
        let between = high - low >= Self.contrast ? low + (high - low) / 3 : Self.silence
        threshold = max(between, Self.silence)
        let gap = Int(Self.shortestPause / LevelCurve.step)
        var runs: [Range<Int>] = []
        for (index, level) in levels.enumerated() where level > threshold {
            if let last = runs.last, index - last.upperBound < gap {
                runs[runs.count - 1] = last.lowerBound..<(index + 1)
            } else {
                runs.append(index..<(index + 1))
            }
        }
        self.runs = runs
    }

    /// The same sound, where one who tells voices from other sound says in which stretches somebody speaks: seconds, in order.
    public func limited(to voices: [Range<Double>]) -> SpeechMap {
        SpeechMap(
            levels: levels,
            threshold: threshold,
            runs: voices.compactMap { voice in
                let first = max(0, Int((voice.lowerBound / LevelCurve.step).rounded(.down)))
                let end = min(levels.count, Int((voice.upperBound / LevelCurve.step).rounded(.up)))
                return first < end ? first..<end : nil
            }
        )
    }

    private init(levels: [Float], threshold: Float, runs: [Range<Int>]) {
        self.levels = levels
        self.threshold = threshold
        self.runs = runs
    }

    /// Where the sound ends, in seconds.
    public var end: Double { Double(levels.count) * LevelCurve.step }

    /// Runs of sound between pauses, cut off at `start` and `end`; seconds, in order, none empty.
    public func stretches(from start: Double, to end: Double) -> [Range<Double>] {
        var (low, high) = (0, runs.count)
        while low < high {
            let middle = (low + high) / 2
            if Double(runs[middle].upperBound) * LevelCurve.step <= start { low = middle + 1 } else { high = middle }
        }
        var stretches: [Range<Double>] = []
        for run in runs[low...] {
            let from = max(start, Double(run.lowerBound) * LevelCurve.step)
            let to = min(end, Double(run.upperBound) * LevelCurve.step)
            guard from < to else { break }
            stretches.append(from..<to)
        }
        return stretches
    }

    /// How long there is sound between two times, in seconds.
    public func seconds(from start: Double, to end: Double) -> Double {
        stretches(from: start, to: end).reduce(0) { $0 + $1.upperBound - $1.lowerBound }
    }
}

extension SpeechMap {
    /// Whether a part of the sound falls again and again as speech does between words and syllables: applause, steady noise and
    /// much music do not. A tenth of it lies clearly below its loud parts.
    public func hasPauses(in span: Range<Double>) -> Bool {
        let first = min(levels.count, max(0, Int(span.lowerBound / LevelCurve.step)))
        let end = min(levels.count, max(first, Int((span.upperBound / LevelCurve.step).rounded(.up))))
        let sorted = levels[first..<end].sorted()
        guard !sorted.isEmpty else { return false }
        return sorted[sorted.count - 1 - sorted.count / 20] - sorted[sorted.count / 10] >= Self.contrast
    }
}

extension SpeechMap {
    /// Half a second is left before and after what can be heard.
    private static let margin = steps(0.5)
    /// A longer silence is not part of a piece: recognisers hear words in it that nobody says.
    private static let longestSilence = steps(30)
    /// Servers refuse what is much shorter; beyond the sound it is silent.
    private static let shortest = steps(1)
    /// More of a pause makes it no better to cut in.
    private static let longPause = steps(0.5)
    /// What is shorter is no pause: a consonant.
    private static let shortestGap = steps(0.04)

    private static func steps(_ seconds: Double) -> Int { Int((seconds / LevelCurve.step).rounded()) }

    /// The next piece to listen to after a time; nil where nothing can be heard any more.
    ///
    /// It has at most `seconds`, which are 3 or more. Where it must be cut, that is in the middle of the best pause of its last
    /// third: the longest, and of those of half a second or more the quietest; without any pause where it is quietest. What is
    /// silent before and after it is left out. The same sound gives the same pieces.
    public func piece(after time: Double, atMost seconds: Double) -> SoundPiece? {
        let from = min(levels.count, max(0, Int((time / LevelCurve.step).rounded(.up))))
        guard let sound = levels[from...].firstIndex(where: { $0 > Self.silence }) else { return nil }
        let first = max(from, sound - Self.margin)
        let limit = min(levels.count, first + max(Self.shortest, Self.steps(seconds)))
        var last = sound
        for index in sound..<limit where levels[index] > Self.silence {
            if index - last > Self.longestSilence { break }
            last = index
        }
        let isCutOff = limit - last <= Self.longestSilence && levels[limit...].contains { $0 > Self.silence }
        var end = last + 1 + Self.margin
        if isCutOff {
            let cut = quietest(in: (first + (limit - first) * 2 / 3)..<limit)
            let heard = levels[sound..<max(sound + 1, cut)].lastIndex { $0 > Self.silence } ?? sound
            end = min(cut, heard + 1 + Self.margin)
        }
        return piece(min(end, limit), from: first)
    }

    /// A stretch as a piece of its own, with half a second before and after it.
    public func piece(around stretch: Range<Double>) -> SoundPiece {
        let first = max(0, Int(stretch.lowerBound / LevelCurve.step) - Self.margin)
        let end = Int((stretch.upperBound / LevelCurve.step).rounded(.up)) + Self.margin
        return piece(min(levels.count, end), from: first)
    }

    private func piece(_ end: Int, from first: Int) -> SoundPiece {
        let samples = Int(Double(SoundPiece.rate) * LevelCurve.step)
        return SoundPiece(firstSample: first * samples, samples: max(Self.shortest, end - first) * samples)
    }

    /// The step to cut before.
    private func quietest(in window: Range<Int>) -> Int {
        // Where somebody hardly pauses, the little that is quiet here tells more than all of the sound.
        let sorted = levels[window].sorted()
        var pause = threshold
        if let low = sorted.first { pause = max(pause, low + (sorted[sorted.count * 9 / 10] - low) / 3) }
        var best: (length: Int, level: Float, middle: Int)?
        var start: Int?
        for index in window.lowerBound...window.upperBound {
            if index < window.upperBound, levels[index] <= pause {
                start = start ?? index
                continue
            }
            guard let from = start else { continue }
            start = nil
            guard index - from >= Self.shortestGap else { continue }
            let length = min(index - from, Self.longPause)
            let level = levels[from..<index].reduce(0, +) / Float(index - from)
            if best.map({ length > $0.length || (length == $0.length && level <= $0.level) }) ?? true {
                best = (length, level, (from + index) / 2)
            }
        }
        if let best { return best.middle }
        // No pause: the quietest tenth of a second, the last of equals.
        var place = window.upperBound
        var lowest = Float.infinity
        for index in window where index + 2 < window.upperBound && index - 2 >= window.lowerBound {
            let level = levels[(index - 2)...(index + 2)].reduce(0, +)
            if level <= lowest { (lowest, place) = (level, index) }
        }
        return place
    }
}
