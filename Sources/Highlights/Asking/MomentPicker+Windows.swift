extension MomentPicker {
    /// How many moments are wanted.
    public var wanted: Int { rules.wanted(of: duration) }

    /// Whether there is anything to choose from: words, and a video that is not a moment as a whole.
    public var hasCandidates: Bool { duration >= Rules.wholeBelow && !spans.isEmpty }

    /// The talk in windows that fit a budget, each with its best candidates.
    ///
    /// Neighbours overlap by the longest moment, so that none is cut by a border. All windows may give as many moments, so
    /// that a talk's end has the chance of its beginning. O(sentences + spans log spans).
    ///
    /// - Parameters:
    ///   - budget: The most that the sentences of a window may cost together, in the units of `cost`. A sentence that costs more
    ///     by itself is a window's only one.
    ///   - cost: Of a sentence, with its number.
    public func windows(budget: Int, cost: (String) -> Int) -> [AskedWindow] {
        windows(budget: budget, cost: cost, most: nil, shown: nil) { _ in true }
    }

    /// The same with another count of moments and of candidates, and with candidates of free lines alone.
    func windows(
        budget: Int,
        cost: (String) -> Int,
        most wished: Int?,
        shown: Int?,
        isFree: (ClosedRange<Int>) -> Bool
    ) -> [AskedWindow] {
        let parts = parts(budget: budget, costs: reading.lines.map { cost($0.text) })
        // All of it in one go is the choice itself; of several, the best are chosen in a second pass.
        let most = wished ?? (parts.count <= 1 ? wanted : max(2, (wanted * 2 + parts.count - 1) / parts.count))
        let shown = shown ?? most * 3 + 4
        let ranked = spans.indices.sorted { (-spans[$0].raw, $0) < (-spans[$1].raw, $1) }
        var chosen = [[Int]](repeating: [], count: parts.count)
        for index in ranked {
            guard let part = Self.part(of: spans[index], in: parts), chosen[part].count < shown,
                isFree(spans[index].lines)
            else {
                continue
            }
            // Hardly another than a better one; what is between the two, the reader can ask for.
            let isVariant = chosen[part].contains { shared(spans[$0], spans[index]) > 0.5 * shorter($0, index) }
            if !isVariant { chosen[part].append(index) }
        }
        return parts.indices.compactMap { part in
            let candidates = chosen[part].sorted { spans[$0].first < spans[$1].first }
            if candidates.isEmpty { return nil }
            return AskedWindow(
                sentences: parts[part].map { AskedWindow.Sentence(number: $0 + 1, text: reading.lines[$0].text) },
                candidates: candidates.enumerated().map { place, index in
                    let span = spans[index]
                    let begun = beginning(of: span, from: parts[part].lowerBound)
                    let lines = isFree(begun) ? begun : span.lines
                    return AskedWindow.Candidate(
                        number: place + 1,
                        sentences: (lines.lowerBound + 1)...(lines.upperBound + 1),
                        seconds: reading.edges.length(lines.lowerBound, lines.upperBound),
                        score: scale.score(span.raw)
                    )
                },
                most: min(most, candidates.count)
            )
        }
    }

    /// Lines that cost no more than the budget, each part beginning where the last one still had the longest moment to go.
    private func parts(budget: Int, costs: [Int]) -> [ClosedRange<Int>] {
        let lines = reading.lines
        var parts: [ClosedRange<Int>] = []
        var first = 0
        while first < lines.count {
            var sum = 0
            var last = first
            while last < lines.count, last == first || sum + costs[last] <= budget {
                sum += costs[last]
                last += 1
            }
            last -= 1
            parts.append(first...last)
            if last == lines.count - 1 { break }
            let border = lines[last].end - rules.extendedLimit
            let next = lines.firstIndex(past: { $0.start >= border })
            // A window that is shorter than a moment still moves on by half.
            first = max(min(next, last + 1), first + max(1, (last - first + 1) / 2))
        }
        return parts
    }

    /// The first part that holds the span whole. O(log parts).
    private static func part(of span: Span, in parts: [ClosedRange<Int>]) -> Int? {
        let place = parts.firstIndex(past: { $0.upperBound >= span.last })
        return place < parts.count && parts[place].lowerBound <= span.first ? place : nil
    }

    private func shared(_ one: Span, _ other: Span) -> Double {
        min(end(of: one), end(of: other)) - max(start(of: one), start(of: other))
    }

    private func shorter(_ one: Int, _ other: Int) -> Double {
        min(end(of: spans[one]) - start(of: spans[one]), end(of: spans[other]) - start(of: spans[other]))
    }
}

extension MomentPicker {
    /// What the words alone choose of a window, the best first.
    public func ownChoice(of window: AskedWindow) -> [Moment] {
        window.candidates.sorted { ($1.score, $0.number) < ($0.score, $1.number) }.prefix(window.most).map {
            candidate in
            let lines = (candidate.sentences.lowerBound - 1)...(candidate.sentences.upperBound - 1)
            return moment(of: lines)
        }
    }

    /// A moment of these lines in its own words.
    func moment(of lines: ClosedRange<Int>) -> Moment {
        moment(
            lines,
            start: reading.edges.starts[lines.lowerBound],
            end: reading.edges.ends[lines.upperBound],
            boundary: boundary(of: lines)
        )
    }
}
