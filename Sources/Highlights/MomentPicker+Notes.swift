import TalkTime

extension MomentPicker {
    /// Why there is no candidate at all.
    func emptyNote() -> String {
        if reading.lines.isEmpty { return "No moments: the transcript says nothing within the video." }
        return
            "No moments: no stretch of speech lasts \(rules.lengths) from the start of a sentence to an end or a pause."
    }

    /// A rejected candidate with its reason for a reader.
    func rejected(_ span: Span, _ refusal: Shortlist.Refusal) -> Rejected {
        Rejected(
            start: start(of: span),
            end: end(of: span),
            score: scale.score(span.raw),
            quote: Wording(reading: reading).quote(span.lines),
            reason: reason(span, refusal)
        )
    }

    private func reason(_ span: Span, _ refusal: Shortlist.Refusal) -> String {
        switch refusal {
        case .overlap(let other): return "Overlaps a better one, at \(time(other))."
        case .echo(let other): return "Says the same as the moment at \(time(other))."
        case .topic: return "Enough of this topic: two better ones are chosen."
        case .weak, .full:
            if let against = reasons.against(values(of: span)) {
                return against.prefix(1).uppercased() + against.dropFirst() + "."
            }
            return refusal == .weak ? "Too weak to fill a place." : "Weaker than those chosen."
        }
    }

    private func time(_ index: Int) -> String {
        TalkTime.text(start(of: spans[index]))
    }
}
