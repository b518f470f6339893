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

    /// How many moments are wanted of a video this long: one per five minutes, 3 to 12, unless a number was asked for.
    func wanted(of duration: Double) -> Int {
        if let count { return max(0, count) }
        return Int(min(max((duration / 300).rounded(), 3), 12))
    }

    /// How well a length suits: 1 inside the best ones, falling in a straight line to 0 at half and at double.
    func fit(_ seconds: Double) -> Double {
        if seconds < best.lowerBound { return max(0, seconds / best.lowerBound * 2 - 1) }
        if seconds > best.upperBound { return max(0, 2 - seconds / best.upperBound) }
        return 1
    }
}
