import Synchronization

/// Joins the progress of clips that are made at once into one figure, by their lengths.
final class ClipProgress: Sendable {
    private let lengths: [Double]
    private let done: Mutex<[Double]>
    private let report: @Sendable (Double) -> Void

    init(lengths: [Double], report: @escaping @Sendable (Double) -> Void) {
        self.lengths = lengths
        done = Mutex(Array(repeating: 0, count: lengths.count))
        self.report = report
    }

    /// Clip number `index` is at `fraction`, 0 to 1.
    func set(_ index: Int, _ fraction: Double) {
        let total = done.withLock { done in
            done[index] = max(done[index], min(1, fraction))
            return zip(done, lengths).reduce(0) { $0 + $1.0 * $1.1 }
        }
        report(total / max(lengths.reduce(0, +), 0.001))
    }
}
