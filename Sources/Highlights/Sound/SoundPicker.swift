/// Chooses the moments of a video without words by its sound alone: speech, pauses, loudness and its changes.
///
/// The same sound and rules give the same choice.
public struct SoundPicker: Sendable {
    private struct Span {
        let start: Double
        let end: Double
        let raw: Double
    }

    private let sound: Sound
    private let rules: Rules
    private let duration: Double

    /// Takes the sound; a length that is not finite counts as none.
    public init(sound: Sound, rules: Rules) {
        self.sound = sound
        self.rules = rules
        duration = sound.duration.isFinite ? max(0, sound.duration) : 0
    }

    /// The best moments in order of time, their ends laid on pauses, with neutral titles and no quotes.
    public func choose() -> Choice {
        guard duration > 0 else { return nothing("The video has no length.") }
        if duration < Rules.wholeBelow { return whole() }
        let track = LoudnessTrack(sound)
        if track.isSilent { return nothing("No moments: nothing can be heard.") }
        let scorer = SoundScorer(track: track, rules: rules, duration: duration)
        let spans = spans(track, scorer)
        if spans.isEmpty {
            return nothing("No moments: no stretch of sound lasts \(rules.lengths) between two pauses.")
        }
        let scale = Scale(spans.map(\.raw))
        var shortlist = Shortlist(
            times: spans.map { ($0.start, $0.end) },
            scores: spans.map(\.raw),
            floor: spans.reduce(0) { $0 + $1.raw } / Double(spans.count),
            wanted: rules.wanted(of: duration)
        )
        let section = duration / Double(max(1, shortlist.wanted))
        shortlist.pick { index, chosen in
            let own = (spans[index].start / section).rounded(.down)
            let same = chosen.count { (spans[$0].start / section).rounded(.down) == own }
            return same < MomentPicker.perTopic ? nil : .topic
        }
        var curve = Curve(duration: duration)
        for span in spans { curve.paint(from: span.start, to: span.end, score: scale.score(span.raw)) }
        return Choice(
            moments: shortlist.chosen.map { moment(spans[$0], scorer, scale) }.sorted { $0.start < $1.start },
            rejected: shortlist.rejected.map { index, refusal in
                Rejected(moment(spans[index], scorer, scale), Self.cause(refusal, spans))
            },
            notes: shortlist.notes(lengths: rules.lengths),
            curve: curve.values
        )
    }

    /// All spans between two pauses of an allowed length. O(stretches × stretches in the longest span).
    private func spans(_ track: LoudnessTrack, _ scorer: SoundScorer) -> [Span] {
        let longest = min(rules.bounds.upperBound / 4, 15)
        let times = Stretches(track: track, longest: longest, duration: duration).times()
        let edges = Edges(times: times, duration: duration)
        var spans: [Span] = []
        for first in times.indices {
            for last in first..<times.count {
                let length = edges.length(first, last)
                if length > rules.bounds.upperBound { break }
                guard rules.bounds.contains(length) else { continue }
                let values = scorer.values(start: edges.starts[first], end: edges.ends[last])
                let raw = zip(values, SoundFeature.allCases).reduce(0) { $0 + $1.0 * $1.1.weight }
                spans.append(Span(start: edges.starts[first], end: edges.ends[last], raw: raw))
            }
        }
        return spans
    }

    private func nothing(_ note: String) -> Choice {
        Choice(moments: [], rejected: [], notes: [note], curve: Curve(duration: duration).values)
    }

    private func whole() -> Choice {
        var moment = Moment(wordless: 0, end: duration, boundary: .whole)
        moment.reason = "The whole video."
        moment.score = 1
        var curve = Curve(duration: duration)
        curve.paint(from: 0, to: duration, score: 1)
        return Choice(moments: [moment], rejected: [], notes: [Rules.wholeNote], curve: curve.values)
    }

    private func moment(_ span: Span, _ scorer: SoundScorer, _ scale: Scale) -> Moment {
        let values = scorer.values(start: span.start, end: span.end)
        var moment = Moment(wordless: span.start, end: span.end, boundary: .pause)
        moment.reason = reason(values)
        moment.score = scale.score(span.raw)
        for (feature, value) in zip(SoundFeature.allCases, values) {
            let share = (value * feature.weight * 1000).rounded() / 1000
            if share != 0 { moment.scoreParts[feature.rawValue] = share }
        }
        return moment
    }

    private func reason(_ values: SoundFeature.Values) -> String {
        let telling = zip(SoundFeature.allCases, values).filter { $0.0.phrase != nil && $0.1 >= 0.4 }
        let strongest = telling.sorted { $0.1 * $0.0.weight > $1.1 * $1.0.weight }.prefix(3)
        let text = strongest.compactMap(\.0.phrase).joined(separator: "; ")
        return text.isEmpty ? "Chosen by sound." : "By sound: \(text)."
    }

    private static func cause(_ refusal: Shortlist.Refusal, _ spans: [Span]) -> Rejected.Cause {
        switch refusal {
        case .overlap(let other), .echo(let other): .overlap(start: spans[other].start)
        case .topic: .told("Two better ones of the same part are chosen.")
        case .weak: .told("Too weak to fill a place.")
        case .full: .told("Weaker than those chosen.")
        }
    }
}
