/// Finds the spans of a talk that may be moments, with their ends on the clearest borders there are.
struct SpanFinder {
    let lines: [Line]
    let edges: Edges
    let borders: Borders
    let rules: Rules

    /// For each line the span with the best ends of all that hold it, so that what can be in a moment is in one; by start
    /// and then by end. O(lines × lines in the longest span).
    func spans() -> [Span] {
        var holding = [Span?](repeating: nil, count: lines.count)
        for first in lines.indices {
            let lasts = lasts(from: first)
            var best: Span?
            var next = lasts.count - 1
            for line in (first...max(first, lasts.last ?? first)).reversed() {
                while next >= 0, lasts[next] >= line {
                    let span = span(first, lasts[next])
                    if best.map({ isBetter(span, than: $0) }) ?? true { best = span }
                    next -= 1
                }
                if let best, holding[line].map({ isBetter(best, than: $0) }) ?? true { holding[line] = best }
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

    /// The last lines of the spans of an allowed length that begin with a line, in order.
    private func lasts(from first: Int) -> [Int] {
        var lasts: [Int] = []
        for last in first..<lines.count {
            let length = edges.length(first, last)
            if length > rules.extendedLimit { break }
            if length < rules.bounds.lowerBound { continue }
            // A few seconds more are allowed for the end of a sentence that is reached in no other way.
            let isWithin = length <= rules.bounds.upperBound
            if isWithin || (lasts.isEmpty && lines[first].opens && lines[last].closes) { lasts.append(last) }
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
