/// What running commands took.
struct Figures: Sendable {
    /// Seconds from the first one's start to the last one's end.
    var wall = 0.0
    /// Seconds of all processors, for the commands and the children they waited for. Other load hardly changes it.
    var processor = 0.0
    /// The most memory that one command had at once, in bytes, its children not counted.
    var peak = 0
    /// The same for the helper that a command names.
    var helperPeak = 0
}

extension Sequence<Double> {
    /// The value in the middle.
    var median: Double {
        let sorted = self.sorted()
        return sorted.isEmpty ? .nan : sorted[sorted.count / 2]
    }
}
