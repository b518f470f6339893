import TalkTime

/// Where things lie on the strip that stands for the whole video, in per cent of its width.
struct Timeline: Sendable, Equatable {
    /// A clip on the strip.
    struct Block: Sendable, Equatable {
        /// Which clip, from 0.
        var index: Int
        /// Where it begins.
        var start: Double
        /// How wide it is, and that may be less than a pixel.
        var width: Double
        /// Where the middle of its number stands: at its own middle, unless others are near.
        var label: Double
    }

    /// A mark of time.
    struct Tick: Sendable, Equatable {
        var position: Double
        var text: String
    }

    /// How far apart the numbers stand. On a telephone, 350 points wide, it is the width of one.
    static let labelGap = 4.0

    /// The most points of the curve that are drawn; more would not be seen.
    static let largestCurve = 400

    /// The clips in the order of their numbers' places.
    let blocks: [Block]
    /// The marks, from the left.
    let ticks: [Tick]
    /// The score, 0 to 1, evenly spaced.
    let curve: [Double]

    /// Lays the clips and the score of a video along it; nil where its length is unknown.
    init?(duration: Double, spans: [ClosedRange<Double>?], scoreCurve: [Double]) {
        guard duration.isFinite, duration > 0 else { return nil }
        let blocks = spans.enumerated().compactMap { index, span in
            span.map { span in
                let start = min(max(span.lowerBound / duration, 0), 1) * 100
                let end = min(max(span.upperBound / duration, 0), 1) * 100
                return Block(index: index, start: start, width: end - start, label: (start + end) / 2)
            }
        }
        self.blocks = Self.spread(blocks.sorted { ($0.label, $0.index) < ($1.label, $1.index) })
        ticks = Self.ticks(duration: duration)
        curve = Self.thinned(scoreCurve)
    }

    /// Moves numbers apart that would cover each other, and keeps them inside the strip and in order.
    private static func spread(_ blocks: [Block]) -> [Block] {
        var blocks = blocks
        let gap = min(labelGap, 100 / Double(max(blocks.count, 1)))
        var next = gap / 2
        for index in blocks.indices {
            blocks[index].label = max(blocks[index].label, next)
            next = blocks[index].label + gap
        }
        var last = 100 - gap / 2
        for index in blocks.indices.reversed() {
            blocks[index].label = min(blocks[index].label, last)
            last = blocks[index].label - gap
        }
        return blocks
    }

    /// Round times, at most seven of them, and none so near the end that its text would not fit.
    private static func ticks(duration: Double) -> [Tick] {
        let steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400].map(
            Double.init
        )
        // Past the longest step the marks would not end: such a video has a mark at its start alone.
        guard let step = steps.first(where: { duration / $0 <= 7 }) else { return [Tick(position: 0, text: "0:00")] }
        return stride(from: 0, to: duration * 0.97, by: step).map {
            Tick(position: $0 / duration * 100, text: TalkTime.text($0))
        }
    }

    /// The curve in few points, each the highest of those it stands for, so that no peak is lost.
    private static func thinned(_ curve: [Double]) -> [Double] {
        let values = curve.map { $0.isFinite ? min(max($0, 0), 1) : 0 }
        guard values.count > largestCurve else { return values }
        return (0..<largestCurve).map { point in
            let from = point * values.count / largestCurve
            let to = (point + 1) * values.count / largestCurve
            return values[from..<to].max() ?? 0
        }
    }
}
