/// How many measurements fell below each of some bounds.
public struct MetricHistogram: Sendable, Equatable {
    /// What tells it from the metric's other histograms.
    public let labels: [String: String]
    /// The bounds, ascending and finite; a measurement that equals one counts below it.
    public let bounds: [Double]
    /// How many fell into each bucket: one a bound, not cumulative, and one for what is above the last.
    public private(set) var counts: [Int]
    /// The sum of all measurements.
    public private(set) var sum: Double

    /// A histogram without measurements.
    public init(bounds: [Double], labels: [String: String] = [:]) {
        self.bounds = bounds
        self.labels = labels
        counts = Array(repeating: 0, count: bounds.count + 1)
        sum = 0
    }

    /// Counts a measurement.
    public mutating func observe(_ value: Double) {
        counts[bounds.firstIndex { value <= $0 } ?? bounds.count] += 1
        sum += value
    }
}
