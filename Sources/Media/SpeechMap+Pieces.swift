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
