import TalkTime
import Transcript

/// Chooses the moments of a talk by what is said in it.
///
/// Spans that are whole thoughts, as far as there are any, are scored by a few named features and the best are taken,
/// none overlapping another. The same talk and rules give the same choice. Time grows with the number of sentences times
/// those of the longest span; memory with the transcript.
public struct MomentPicker: Sendable {
    let rules: Rules
    let duration: Double
    let scorer: Scorer
    let spans: [Span]
    let scale: Scale
    let reasons: Reasons
    let wording: Wording

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
        var spans = SpanFinder(lines: reading.lines, edges: edges, borders: scorer.borders, rules: rules).spans()
        for index in spans.indices {
            let lines = spans[index].lines
            let values = scorer.values(
                lines,
                start: edges.starts[lines.lowerBound],
                end: edges.ends[lines.upperBound]
            )
            sum += values
            spans[index].raw = (values * Feature.weights).sum()
            spans[index].content = spans[index].raw - Feature.shareOfEnds(values)
        }
        self.spans = spans
        self.rules = rules
        self.scorer = scorer
        wording = Wording(reading: reading)
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
                boundary: boundary(of: span.lines)
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
    /// The lines of a span from where a new listener can follow, as far as there is such a place at its beginning.
    ///
    /// - Parameter first: The first line that there may be.
    func beginning(of span: Span, from first: Int) -> ClosedRange<Int> {
        Beginnings(edges: reading.edges, borders: scorer.borders, rules: rules, titles: wording.titles)
            .moved(span.lines, from: first, keeping: wording.quoted(span.lines))
    }

    func start(of span: Span) -> Double { reading.edges.starts[span.first] }

    func end(of span: Span) -> Double { reading.edges.ends[span.last] }

    func values(of span: Span) -> Feature.Values {
        scorer.values(span.lines, start: start(of: span), end: end(of: span))
    }

    func boundary(of lines: ClosedRange<Int>) -> Moment.Boundary {
        guard reading.lines[lines.lowerBound].opens && reading.lines[lines.upperBound].closes else { return .pause }
        return isWhole(lines) ? .thought : .sentence
    }

    /// Whether these lines begin and end as a thought does.
    func isWhole(_ lines: ClosedRange<Int>) -> Bool {
        scorer.borders.isStrong(lines.lowerBound) && scorer.borders.isStrong(lines.upperBound + 1)
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
        guard let lines, let title = wording.title(lines) else {
            return Moment(wordless: start, end: end, boundary: boundary)
        }
        let values = scorer.values(lines, start: start, end: end)
        return Moment(
            start: start,
            end: end,
            title: title.text,
            description: wording.description(lines, except: title.line),
            reason: reasons.sentence(values, about: wording.subject(lines)),
            quote: wording.quote(lines, except: title.line),
            score: scale.score((values * Feature.weights).sum()),
            scoreParts: parts(values),
            boundary: boundary
        )
    }
}

extension MomentPicker {
    /// Two moments of one topic are enough.
    static let perTopic = 2

    /// The best moments in order of time, the best of the others with the reason why not, and what a user should know.
    public func choose() -> Choice {
        guard duration > 0 else {
            return Choice(moments: [], rejected: [], notes: ["The video has no length."], curve: [])
        }
        if duration < Rules.wholeBelow { return whole() }
        if spans.isEmpty { return Choice(moments: [], rejected: [], notes: [emptyNote()], curve: curve()) }
        let worths = spans.map(worth)
        var shortlist = Shortlist(
            times: spans.map { (start(of: $0), end(of: $0)) },
            scores: zip(spans, worths).map { $0.content < Self.leastContent ? -.infinity : $1 },
            floor: Self.floor(worths),
            wanted: rules.wanted(of: duration)
        )
        var wordSets: [Int: [Int32]] = [:]
        shortlist.pick { index, chosen in
            refusal(of: index, beside: chosen, wordSets: &wordSets)
        }
        let chosen = shortlist.chosen.sorted { spans[$0].first < spans[$1].first }
        let lines = beginnings(of: chosen)
        return Choice(
            moments: chosen.map { moment(of: spans[$0], lines: lines[$0]) },
            rejected: shortlist.rejected.map { index, refusal in
                let span = spans[index]
                let before = chosen.last { spans[$0].last < span.first }
                let own = beginning(of: span, from: before.map { spans[$0].last + 1 } ?? 0)
                return Rejected(moment(of: span, lines: own), cause(span, refusal, lines))
            },
            notes: shortlist.notes(lengths: rules.lengths) + brokenNotes(chosen.compactMap { lines[$0] }),
            curve: curve()
        )
    }

    /// The weakest quarter fills no place: the candidates are the best spans of their lines already.
    private static func floor(_ worths: [Double]) -> Double {
        worths.sorted()[worths.count / 4]
    }

    /// More of what is said in a moment speaks for it than against it, however well it begins and ends.
    private static let leastContent = 1.0

    /// What a moment loses that nobody can follow from its beginning: it gives way to one that is nearly as good.
    private static let lost = 1.0

    /// What a span counts in the choice.
    private func worth(_ span: Span) -> Double {
        canBeFollowed(span) ? span.raw : span.raw - Self.lost
    }

    private func canBeFollowed(_ span: Span) -> Bool {
        !wording.titles.leansBack(beginning(of: span, from: 0).lowerBound)
    }

    private func whole() -> Choice {
        let lines = reading.lines.isEmpty ? nil : reading.lines.startIndex...(reading.lines.count - 1)
        var only = moment(lines, start: 0, end: duration, boundary: .whole)
        only.score = 1
        var curve = Curve(duration: duration)
        curve.paint(from: 0, to: duration, score: 1)
        return Choice(moments: [only], rejected: [], notes: [Rules.wholeNote], curve: curve.values)
    }

    private func refusal(
        of index: Int,
        beside chosen: [Int],
        wordSets: inout [Int: [Int32]]
    ) -> Shortlist.Refusal? {
        let topic = topic(of: spans[index])
        if chosen.count(where: { self.topic(of: spans[$0]) == topic }) >= Self.perTopic { return .topic }
        let own = WordSet.words(of: reading.tokens(spans[index].lines))
        for other in chosen {
            let others = wordSets[other] ?? WordSet.words(of: reading.tokens(spans[other].lines))
            wordSets[other] = others
            if WordSet.likeness(own, others) >= Rules.alike || quotesTheSame(index, other) { return .echo(other) }
        }
        return nil
    }

    /// Whether both are carried by the same words, said twice: a teaser and the place that it is from.
    private func quotesTheSame(_ one: Int, _ other: Int) -> Bool {
        let (first, second) = (wording.quoted(spans[one].lines), wording.quoted(spans[other].lines))
        let tokens = reading.tokens(first...first)
        return tokens.count > 3 && tokens.elementsEqual(reading.tokens(second...second))
    }

    /// The topic of the line in its middle.
    private func topic(of span: Span) -> Int {
        scorer.topics.topic[(span.first + span.last) / 2]
    }

    /// By index, the lines of the chosen spans from where they can be followed. None reaches into the one before, nor says by
    /// that what another says.
    ///
    /// - Parameter chosen: In order of time.
    private func beginnings(of chosen: [Int]) -> [Int: ClosedRange<Int>] {
        var lines = Dictionary(uniqueKeysWithValues: chosen.map { ($0, spans[$0].lines) })
        func words(_ lines: ClosedRange<Int>) -> [Int32] { WordSet.words(of: reading.tokens(lines)) }
        var said = lines.mapValues(words)
        var free = 0
        for index in chosen {
            let own = beginning(of: spans[index], from: free)
            free = own.upperBound + 1
            guard own != spans[index].lines else { continue }
            let saying = words(own)
            let isEcho = said.contains { $0 != index && WordSet.likeness(saying, $1) >= Rules.alike }
            if !isEcho { (lines[index], said[index]) = (own, saying) }
        }
        return lines
    }

    /// The moment that is made of a span. It was chosen by what is said in it, whose place among the others it keeps.
    private func moment(of span: Span, lines: ClosedRange<Int>?) -> Moment {
        var moment = moment(of: lines ?? span.lines)
        moment.score = scale.score(span.raw)
        return moment
    }

    private func curve() -> [Double] {
        var curve = Curve(duration: duration)
        for span in spans {
            curve.paint(from: start(of: span), to: end(of: span), score: scale.score(span.raw))
        }
        return curve.values
    }
}

extension MomentPicker {
    /// Why there is no candidate at all.
    func emptyNote() -> String {
        if reading.lines.isEmpty { return "No moments: the transcript says nothing within the video." }
        return
            "No moments: no stretch of speech lasts \(rules.lengths) from the start of a sentence to an end or a pause."
    }

    /// What a user should know of chosen lines that are no whole thoughts.
    func brokenNotes(_ chosen: [ClosedRange<Int>]) -> [String] {
        let count = chosen.count { !isWhole($0) }
        if count == 0 { return [] }
        return [
            "\(count) of the moments \(count == 1 ? "begins or ends" : "begin or end") inside a thought: "
                + "no whole one of \(rules.lengths) lies there."
        ]
    }

    private func cause(
        _ span: Span,
        _ refusal: Shortlist.Refusal,
        _ chosen: [Int: ClosedRange<Int>]
    ) -> Rejected.Cause {
        func start(_ index: Int) -> Double {
            reading.edges.starts[chosen[index]?.lowerBound ?? spans[index].first]
        }
        switch refusal {
        case .overlap(let other): return .overlap(start: start(other))
        case .echo(let other): return .echo(start: start(other))
        case .topic: return .told("Enough of this topic: two better ones are chosen.")
        case .weak, .full:
            if !canBeFollowed(span) { return .told(Reasons.sentence(.leaning)) }
            if let against = reasons.against(values(of: span)) { return .told(Reasons.sentence(against)) }
            return .told(refusal == .weak ? "Too weak to fill a place." : "Weaker than those chosen.")
        }
    }
}
