/// A pause in the sound near the place where a moment is to begin or end.
///
/// Captions tell when words are said only roughly: they appear early, stay long, and touch each other. The pause tells it.
public struct EdgePause: Sendable, Equatable {
    /// When the sound before it has died away, in seconds.
    public let start: Double
    /// When the next sound begins, in seconds.
    public let end: Double
    /// Near which it was looked for, in seconds.
    private let time: Double

    /// What is shorter is a consonant: the lips are closed for up to a tenth of a second.
    private static let shortest = 0.14
    /// A longer pause is no better to cut in.
    private static let long = 0.5
    /// A pause further away belongs to other words, in seconds.
    public static let reach = 0.7
    /// Seconds of sound on either side that tell speech from pauses.
    public static let surroundings = 3.0
    /// How far pauses must lie below speech to be seen at all, in dB.
    private static let contrast = 6.0
    /// What is quieter counts as this: digital silence would draw the border down. In dBFS.
    private static let floor = -70.0

    /// Finds the pause that a cut near a time belongs in: of those within reach the longest, less the way to it.
    ///
    /// - Parameters:
    ///   - levels: How loud the sound is around that time, in dBFS, evenly spaced.
    ///   - step: Seconds from one value to the next.
    ///   - first: When the first value begins, in seconds.
    ///   - time: Where the cut would be laid without the sound, in seconds.
    /// - Returns: Nil where there is no pause, or none that can be told from what is said.
    public init?(levels: [Double], step: Double, first: Double, near time: Double) {
        let levels = levels.map { $0.isFinite ? max($0, Self.floor) : Self.floor }
        let sorted = levels.sorted()
        guard step > 0, let loudest = sorted.last, loudest > Self.floor else { return nil }
        // The quietest that lasts as long as a pause, and the loudest that are not single knocks.
        let (low, high) = (
            sorted[min(Int(Self.shortest / step), sorted.count - 1)], sorted[sorted.count - 1 - sorted.count / 20]
        )
        guard high - low >= Self.contrast else { return nil }
        // A third of the way up from the noise to the voice: above room noise, below the ends of soft words.
        let border = low + (high - low) / 3
        var best: (pause: Range<Double>, worth: Double)?
        var index = 0
        while index < levels.count {
            let begin = index
            while index < levels.count, levels[index] <= border { index += 1 }
            let pause = (first + Double(begin) * step)..<(first + Double(index) * step)
            index += 1
            let length = pause.upperBound - pause.lowerBound
            let away = max(0, pause.lowerBound - time, time - pause.upperBound)
            guard length >= Self.shortest, away <= Self.reach else { continue }
            let worth = min(length, Self.long) - away
            if best.map({ worth > $0.worth }) ?? true { best = (pause, worth) }
        }
        guard let best else { return nil }
        (start, end) = (best.pause.lowerBound, best.pause.upperBound)
        self.time = time
    }

    private var middle: Double { (start + end) / 2 }

    /// Where a moment begins whose first word comes after the pause, in seconds: led by what `Rules` say, or half of the pause.
    ///
    /// Not more than `reach` after the place that was asked for: a word may be too soft to be seen.
    public var momentStart: Double { min(max(end - Rules.lead, middle), time + Self.reach) }

    /// Where a moment ends whose last word comes before the pause, in seconds; as little before the place that was asked for.
    public var momentEnd: Double { max(min(start + Rules.tail, middle), time - Self.reach) }
}

extension Choice {
    /// Where moments begin and end, chosen and passed over, each place once, in seconds. Not of a moment that is all of the video.
    public var edges: [Double] {
        let all = moments + rejected.map(\.moment)
        return Set(all.filter { $0.boundary != .whole }.flatMap { [$0.start, $0.end] }).sorted()
    }

    /// The same choice with its moments laid in pauses of the sound.
    ///
    /// A moment stays as it is where its length would leave what is allowed, and two chosen ones that would overlap stay both as they
    /// are.
    ///
    /// - Parameters:
    ///   - pauses: By place, the pause that it belongs in.
    ///   - rules: Whose lengths are kept.
    public func laid(in pauses: [Double: EdgePause], rules: Rules) -> Choice {
        func laid(_ moment: Moment) -> Moment {
            guard moment.boundary != .whole else { return moment }
            var laid = moment
            laid.start = pauses[moment.start]?.momentStart ?? moment.start
            laid.end = pauses[moment.end]?.momentEnd ?? moment.end
            // Longer than asked for only where it was so before.
            let longest = max(rules.bounds.upperBound, moment.end - moment.start)
            let length = laid.end - laid.start
            return rules.bounds.lowerBound <= length && length <= longest ? laid : moment
        }
        var choice = self
        choice.moments = moments.map(laid)
        // What is put back may touch the one before it, so several rounds; each puts one more back.
        for _ in moments.indices {
            let touching = choice.moments.indices.dropFirst().first {
                choice.moments[$0 - 1].end > choice.moments[$0].start
            }
            guard let index = touching else { break }
            (choice.moments[index - 1], choice.moments[index]) = (moments[index - 1], moments[index])
        }
        let starts = Dictionary(zip(moments.map(\.start), choice.moments.map(\.start))) { first, _ in first }
        choice.rejected = rejected.map { Rejected(laid($0.moment), $0.cause.moved(starts)) }
        return choice
    }
}

extension Rejected.Cause {
    /// The same with the start that the other moment has now.
    ///
    /// - Parameter starts: The new start by the old one, in seconds.
    fileprivate func moved(_ starts: [Double: Double]) -> Rejected.Cause {
        switch self {
        case .overlap(let start): .overlap(start: starts[start] ?? start)
        case .echo(let start): .echo(start: starts[start] ?? start)
        case .told: self
        }
    }
}
