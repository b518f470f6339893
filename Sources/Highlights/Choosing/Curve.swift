/// The score over time, for a picture.
struct Curve {
    private(set) var values: [Double]
    private let duration: Double

    /// Evenly spaced values, one a second at most and 240 at most; none without a length.
    init(duration: Double) {
        self.duration = duration
        values = [Double](repeating: 0, count: duration > 0 ? min(240, max(1, Int(min(duration, 240)))) : 0)
    }

    /// Raises the curve where a span lies.
    mutating func paint(from start: Double, to end: Double, score: Double) {
        guard !values.isEmpty else { return }
        let scale = Double(values.count) / duration
        let first = min(values.count - 1, max(0, Int(start * scale)))
        let last = min(values.count - 1, max(first, Int(end * scale)))
        for index in first...last { values[index] = max(values[index], score) }
    }
}
