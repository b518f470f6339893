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
        var shortlist = Shortlist(
            times: spans.map { (start(of: $0), end(of: $0)) },
            scores: spans.map(\.raw),
            floor: floor(),
            wanted: rules.wanted(of: duration)
        )
        var wordSets: [Int: [Int32]] = [:]
        shortlist.pick { index, chosen in
            refusal(of: index, beside: chosen, wordSets: &wordSets)
        }
        let chosen = shortlist.chosen.sorted { spans[$0].first < spans[$1].first }
        return Choice(
            moments: chosen.map { moment(of: spans[$0]) },
            rejected: shortlist.rejected.map { rejected(spans[$0.index], $0.refusal) },
            notes: shortlist.notes(lengths: rules.lengths),
            curve: curve()
        )
    }

    /// A moment is better than the ordinary span of its video, and more speaks for it than against it.
    private func floor() -> Double {
        max(spans.reduce(0) { $0 + $1.raw } / Double(spans.count), 1)
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
        let wording = Wording(reading: reading)
        let (first, second) = (wording.quoted(spans[one].lines), wording.quoted(spans[other].lines))
        let tokens = reading.tokens(first...first)
        return tokens.count > 3 && tokens.elementsEqual(reading.tokens(second...second))
    }

    /// The topic of the line in its middle.
    private func topic(of span: Span) -> Int {
        scorer.topics.topic[(span.first + span.last) / 2]
    }

    private func moment(of span: Span) -> Moment {
        moment(span.lines, start: start(of: span), end: end(of: span), boundary: boundary(of: span))
    }

    private func curve() -> [Double] {
        var curve = Curve(duration: duration)
        for span in spans {
            curve.paint(from: start(of: span), to: end(of: span), score: scale.score(span.raw))
        }
        return curve.values
    }
}
