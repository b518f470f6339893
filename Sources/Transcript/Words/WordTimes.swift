/// Shares the time of a cue among its words: by the length of their letters, and by the timestamps inside the text
/// where there are some.
struct WordTimes {
    private let start: Double
    private let end: Double
    private let stamps: [Double]

    /// `end` is where the cue's speech ends, which may be before the cue does.
    init(_ cue: RawCue, until end: Double) {
        start = cue.start
        self.end = end
        // A time out of order or out of the cue counts as the one before.
        var latest = cue.start
        stamps = cue.stamps.map { stamp in
            if stamp >= latest, stamp <= end { latest = stamp }
            return latest
        }
    }

    /// The longest time that a word with a timestamp of its own is taken to last: 0.25 s and 0.09 s a letter. It
    /// lets a pause before the next timestamp be seen; speech has 12 to 16 letters a second.
    private static func longest(_ weight: Int) -> Double { 0.25 + 0.09 * Double(weight) }

    /// The times of the words, in order.
    func times(of words: [RawWord]) -> [(start: Double, end: Double)] {
        var times: [(start: Double, end: Double)] = []
        times.reserveCapacity(words.count)
        var index = 0
        while index < words.count {
            let segment = words[index].stamps
            var stop = index
            var total = 0
            while stop < words.count, words[stop].stamps == segment {
                total += words[stop].weight
                stop += 1
            }
            let from = segment == 0 ? start : stamps[segment - 1]
            // A timestamp behind the last word tells its end.
            let last = segment < stamps.count ? stamps[segment] : end
            let to = max(from, stop < words.count ? stamps[words[stop].stamps - 1] : last)
            var sum = 0
            for word in words[index..<stop] {
                let begin = from + (to - from) * Double(sum) / Double(total)
                sum += word.weight
                var finish = sum == total ? to : from + (to - from) * Double(sum) / Double(total)
                if !stamps.isEmpty { finish = min(finish, begin + Self.longest(word.weight)) }
                times.append((begin, max(begin, finish)))
            }
            index = stop
        }
        return times
    }
}
