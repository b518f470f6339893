/// Finds the spans of a talk that may be moments, with their ends on the clearest borders there are.
struct SpanFinder {
    let lines: [Line]
    let edges: Edges
    let borders: Borders
    let rules: Rules

    /// More lines than this in the longest moment are no sentences, and not every one of them may be an end.
    private static let dense = 1000
    /// As many ends are looked at in the longest moment then.
    private static let slots = 200.0

    /// For each line the span with the best ends of all that hold it, so that what can be in a moment is in one; by start
    /// and then by end. O(lines × ends in the longest span).
    func spans() -> [Span] {
        let starts = starts()
        // The lines between two of them belong to the same spans.
        var holding = [Span?](repeating: nil, count: starts.count - 1)
        for first in holding.indices {
            let lasts = lasts(from: first, of: starts)
            var best: Span?
            var next = lasts.count - 1
            for place in (first...max(first, lasts.last ?? first)).reversed() {
                while next >= 0, lasts[next] >= place {
                    let span = span(starts[first], starts[lasts[next] + 1] - 1)
                    if best.map({ isBetter(span, than: $0) }) ?? true { best = span }
                    next -= 1
                }
                if let best, holding[place].map({ isBetter(best, than: $0) }) ?? true { holding[place] = best }
            }
        }
        // Where lines take turns in belonging to two spans, a span comes up more than once.
        var spans: [Span] = []
        for span in holding.compactMap({ $0 }).sorted(by: { ($0.first, $0.last) < ($1.first, $1.last) })
        where span != spans.last {
            spans.append(span)
        }
        return spans
    }

    /// The lines that a moment may begin with, in order, and the count of all lines: each, where they are as long as sentences
    /// are, else the one of each short time that stands behind the clearest border.
    private func starts() -> [Int] {
        let longest = rules.extendedLimit
        var first = 0
        let isDense = lines.indices.contains { line in
            while edges.starts[line] - edges.starts[first] > longest { first += 1 }
            return line - first > Self.dense
        }
        guard isDense else { return Array(0...lines.count) }
        var starts = [0]
        var slot = 0
        for line in lines.indices.dropFirst() {
            let own = Int(edges.starts[line] / longest * Self.slots)
            if own > slot {
                starts.append(line)
                slot = own
            } else if let last = starts.last, last > 0, borders.standing[line] > borders.standing[last] {
                starts[starts.count - 1] = line
            }
        }
        return starts + [lines.count]
    }

    /// The places of the last parts of the spans of an allowed length that begin with a part, in order.
    private func lasts(from first: Int, of starts: [Int]) -> [Int] {
        var lasts: [Int] = []
        for place in first..<(starts.count - 1) {
            let last = starts[place + 1] - 1
            let length = edges.length(starts[first], last)
            if length > rules.extendedLimit { break }
            if length < rules.bounds.lowerBound { continue }
            // A few seconds more are allowed for the end of a sentence that is reached in no other way.
            let isWithin = length <= rules.bounds.upperBound
            if isWithin || (lasts.isEmpty && lines[starts[first]].opens && lines[last].closes) { lasts.append(place) }
        }
        return lasts
    }

    private func span(_ first: Int, _ last: Int) -> Span {
        Span(first: first, last: last, isWhole: borders.isStrong(first) && borders.isStrong(last + 1))
    }

    /// A span is as good as the weaker of its ends; of equal ones the length decides.
    private func isBetter(_ one: Span, than other: Span) -> Bool {
        let (weakest, others) = (weaker(one), weaker(other))
        return weakest != others ? weakest > others : fit(one) > fit(other)
    }

    private func weaker(_ span: Span) -> Double {
        min(borders.standing[span.first], borders.standing[span.last + 1])
    }

    private func fit(_ span: Span) -> Double {
        rules.fit(edges.length(span.first, span.last))
    }
}

/// Lines from the first to the last of which a moment may be made.
struct Span: Sendable, Equatable {
    var first: Int
    var last: Int
    /// Whether it is a whole thought: both its ends are strong borders.
    var isWhole: Bool
    /// The sum of its weighted features, on no scale in particular.
    var raw = 0.0
    /// The same without its ends: of what is said in it.
    var content = 0.0

    var lines: ClosedRange<Int> { first...last }
}
