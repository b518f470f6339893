/// Turns sums of features into scores of 0 to 1 that hold within one video.
struct Scale: Sendable {
    private let low: Double
    private let high: Double

    /// The scale on which the lowest is 0 and the highest 1; a single value is 1.
    init(_ raws: [Double]) {
        low = raws.min() ?? 0
        high = raws.max() ?? 0
    }

    func score(_ raw: Double) -> Double {
        guard high > low else { return raw >= high ? 1 : 0 }
        return min(1, max(0, (raw - low) / (high - low)))
    }
}
