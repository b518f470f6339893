import Transcript

/// Chooses the moments of a talk by what is said in it.
///
/// Spans between sentence starts and sentence ends are scored by a few named features and the best are taken, none
/// overlapping another. The same talk and rules give the same choice. Time grows with the number of sentences times
/// those of the longest span; memory with the transcript.
public struct MomentPicker: Sendable {
    let rules: Rules
    let duration: Double
    let scorer: Scorer
    let spans: [Span]
    let scale: Scale
    let reasons: Reasons

    var reading: Reading { scorer.reading }

    /// Reads and scores a talk. Times that are out of order, overlap or lie outside the video are put right; a length
    /// that is not finite counts as none.
    public init(talk: Talk, rules: Rules) {
        var talk = talk
        if !talk.duration.isFinite { talk.duration = 0 }
        let reading = Reading(talk: talk, rules: rules)
        let scorer = Scorer(reading: reading, talk: talk, rules: rules)
        let edges = reading.edges
        var sum = Feature.Values()
        let ranges = SpanFinder(lines: reading.lines, edges: edges, rules: rules).spans()
        spans = ranges.map { lines in
            let values = scorer.values(
                lines,
                start: edges.starts[lines.lowerBound],
                end: edges.ends[lines.upperBound]
            )
            sum += values
            return Span(first: lines.lowerBound, last: lines.upperBound, raw: (values * Feature.weights).sum())
        }
        self.rules = rules
        self.scorer = scorer
        duration = talk.duration
        scale = Scale(spans.map(\.raw))
        reasons = Reasons(means: sum / Double(max(1, spans.count)))
    }

    /// Every span considered, in order of start, with its score.
    public func candidates() -> [Candidate] {
        spans.map { span in
            let values = values(of: span)
            return Candidate(
                start: start(of: span),
                end: end(of: span),
                score: scale.score(span.raw),
                parts: parts(values),
                boundary: boundary(of: span)
            )
        }
    }

    /// The words, the reason and the score for any span, as for one that a person has set.
    ///
    /// - Parameters:
    ///   - start: Seconds; the lines whose middle lies from here to `end` are taken for what is said.
    ///   - end: Seconds.
    /// - Returns: A moment with these times. Without words in the span its title is neutral and its quote empty.
    public func describe(start: Double, end: Double) -> Moment {
        let lines = start.isFinite && end.isFinite ? reading.lines(from: start, to: end) : nil
        return moment(lines, start: start, end: end, boundary: .pause)
    }
}

extension MomentPicker {
    func start(of span: Span) -> Double { reading.edges.starts[span.first] }

    func end(of span: Span) -> Double { reading.edges.ends[span.last] }

    func values(of span: Span) -> Feature.Values {
        scorer.values(span.lines, start: start(of: span), end: end(of: span))
    }

    func boundary(of span: Span) -> Moment.Boundary {
        reading.lines[span.first].opens && reading.lines[span.last].closes ? .sentence : .pause
    }

    /// Shares to a thousandth; what is nothing is left out.
    func parts(_ values: Feature.Values) -> [String: Double] {
        var parts: [String: Double] = [:]
        for feature in Feature.allCases {
            let share = (values[feature] * feature.weight * 1000).rounded() / 1000
            if share != 0 { parts[feature.name] = share }
        }
        return parts
    }

    func moment(_ lines: ClosedRange<Int>?, start: Double, end: Double, boundary: Moment.Boundary) -> Moment {
        let wording = Wording(reading: reading)
        guard let lines, let title = wording.title(lines) else {
            return Moment(wordless: start, end: end, boundary: boundary)
        }
        let values = scorer.values(lines, start: start, end: end)
        return Moment(
            start: start,
            end: end,
            title: title.text,
            description: wording.description(lines, except: title.line),
            reason: reasons.sentence(values),
            quote: wording.quote(lines),
            score: scale.score((values * Feature.weights).sum()),
            scoreParts: parts(values),
            boundary: boundary
        )
    }
}
