/// The numbers that bound a choice of moments. Times are seconds.
public struct Rules: Sendable, Equatable {
    /// The shortest and longest moment wanted.
    public var length: ClosedRange<Double>
    /// The lengths that are best.
    public var ideal: ClosedRange<Double>
    /// The most moments to choose; nil for one per five minutes, 3 to 12.
    public var count: Int?

    /// No moment is ever shorter or longer than this, whatever is asked for.
    public static let hardLength: ClosedRange<Double> = 5...180
    /// A source shorter than this is one moment.
    public static let wholeBelow: Double = 30
    /// A start is led by this much, or half the gap before it where that is less.
    public static let lead: Double = 0.30
    /// An end is followed by this much, or half the gap after it where that is less.
    public static let tail: Double = 0.45
    /// Two moments whose word sets are alike (Jaccard) by this much are the same moment.
    public static let alike: Double = 0.6

    /// Makes rules; the defaults are the product's.
    public init(length: ClosedRange<Double> = 20...60, ideal: ClosedRange<Double> = 25...50, count: Int? = nil) {
        self.length = length
        self.ideal = ideal
        self.count = count
    }
}

extension Rules {
    /// The most that an end is moved beyond `length` to reach the end of a sentence, in seconds.
    static let reach: Double = 4

    /// What a user is told of a source too short to choose from.
    static let wholeNote = "The video is shorter than \(Int(wholeBelow)) s and is one moment as a whole."

    /// The lengths allowed: what was asked for, within the hard limits.
    var bounds: ClosedRange<Double> {
        length.clamped(to: Rules.hardLength)
    }

    /// The longest moment that an extension to a sentence's end may make.
    var extendedLimit: Double {
        min(bounds.upperBound + Rules.reach, Rules.hardLength.upperBound)
    }

    /// The best lengths, within those allowed.
    var best: ClosedRange<Double> {
        ideal.clamped(to: bounds)
    }

    /// The lengths allowed, for a reader.
    var lengths: String {
        "\(Int(bounds.lowerBound.rounded()))–\(Int(bounds.upperBound.rounded())) s"
    }

    /// No video has more moments, whatever is asked for.
    private static let most = 10_000

    /// How many moments are wanted of a video this long: one per five minutes, 3 to 12, unless a number was asked for.
    func wanted(of duration: Double) -> Int {
        if let count { return min(max(0, count), Self.most) }
        return Int(min(max((duration / 300).rounded(), 3), 12))
    }

    /// How well a length suits: 1 inside the best ones, falling in a straight line to 0 at half and at double.
    func fit(_ seconds: Double) -> Double {
        if seconds < best.lowerBound { return max(0, seconds / best.lowerBound * 2 - 1) }
        if seconds > best.upperBound { return max(0, 2 - seconds / best.upperBound) }
        return 1
    }
}
