/// How the parts of a source whose clock was started again are put behind each other.
struct ClockJoints: Sendable, Equatable {
    /// What is added to the clock in each part but the first, in seconds: nothing of a part lies before the end of the one
    /// before, and sound and picture of a part stay together.
    let shifts: [Double]
    /// The end of the last part then.
    let end: Double
    private let firsts: [Int: [Int]]

    /// Nil where the streams do not agree on the parts.
    init?(_ streams: [Int: [ClockPart]]) {
        guard let count = streams.values.first?.count, streams.values.allSatisfy({ $0.count == count }) else {
            return nil
        }
        var shifts = [0.0]
        for number in 1..<max(count, 1) {
            let needed = streams.values.map { $0[number - 1].end - $0[number].start }
            shifts.append(shifts[number - 1] + (needed.max() ?? 0))
        }
        end = (streams.values.map { $0[count - 1].end }.max() ?? 0) + shifts[count - 1]
        self.shifts = Array(shifts.dropFirst())
        firsts = streams.mapValues { $0.dropFirst().map(\.first) }
    }

    /// What is added to a packet's time, in the words of ffmpeg's expressions: `N` is its number.
    func expression(for stream: Int, ticks: Double) -> String {
        let steps = zip([0] + shifts, shifts).map { $1 - $0 }
        let terms = zip(steps, firsts[stream] ?? []).map { step, first in
            // ffmpeg reads a comma outside quotes as the next filter.
            "(\(Int((step * ticks).rounded())))*gte(N\\,\(first))"
        }
        return terms.isEmpty ? "0" : terms.joined(separator: "+")
    }
}
