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
