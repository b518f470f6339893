/// Finds the spans of a talk that may be moments.
struct SpanFinder {
    let lines: [Line]
    let edges: Edges
    let rules: Rules

    /// All spans with allowed ends, by start and then by end. O(lines × lines in the longest span).
    func spans() -> [ClosedRange<Int>] {
        lines.indices.flatMap { spans(from: $0) }
    }

    /// The spans that begin with a line: one for each sentence that ends within the lengths asked for; else the one that
    /// ends with the sentence that is reached by a few seconds more; else the one that ends at the longest pause.
    private func spans(from first: Int) -> [ClosedRange<Int>] {
        var spans: [ClosedRange<Int>] = []
        var pause: Int?
        for last in first..<lines.count {
            let length = edges.length(first, last)
            if length > rules.extendedLimit { break }
            if length < rules.bounds.lowerBound { continue }
            let closes = lines[last].closes
            if length <= rules.bounds.upperBound {
                if closes {
                    spans.append(first...last)
                } else if pause.map({ isBetterPause(last, than: $0, from: first) }) ?? true {
                    pause = last
                }
            } else if closes && lines[first].opens && spans.isEmpty {
                return [first...last]
            }
        }
        if spans.isEmpty, let pause { return [first...pause] }
        return spans
    }

    private func isBetterPause(_ last: Int, than other: Int, from first: Int) -> Bool {
        let gap = gap(after: last)
        let otherGap = self.gap(after: other)
        if gap != otherGap { return gap > otherGap }
        return rules.fit(edges.length(first, last)) > rules.fit(edges.length(first, other))
    }

    private func gap(after line: Int) -> Double {
        line + 1 < lines.count ? lines[line + 1].start - lines[line].end : .infinity
    }
}

/// Lines from the first to the last of which a moment may be made.
struct Span: Sendable {
    var first: Int
    var last: Int
    /// The sum of its weighted features, on no scale in particular.
    var raw: Double

    var lines: ClosedRange<Int> { first...last }
}
