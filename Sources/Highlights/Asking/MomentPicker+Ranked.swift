extension MomentPicker {
    /// The choice that follows from moments in the order in which a reader prefers them, best first.
    ///
    /// None overlaps a better one or says the same. A place that the reader wanted to fill with what did not hold is filled by
    /// score, as far as anything is good enough; a place that it left empty stays so.
    public func choose(_ grounded: Grounded, ranked: [Moment]) -> Choice {
        var chosen: [Moment] = []
        var rejected = grounded.rejected
        for moment in ranked {
            if let cause = refusal(of: moment, beside: chosen) {
                rejected.append(Rejected(moment, cause))
            } else {
                chosen.append(moment)
            }
        }
        let own = choose()
        let lost = min(rejected.count, max(0, wanted - chosen.count))
        var filled = 0
        let byScore = own.moments.sorted { ($1.score, $0.start) < ($0.score, $1.start) }
        for moment in byScore {
            if filled < lost, refusal(of: moment, beside: chosen) == nil {
                chosen.append(moment)
                filled += 1
            } else if !chosen.contains(where: { $0.start < moment.end && moment.start < $0.end }) {
                rejected.append(Rejected(moment, passedOver: "The model did not choose it."))
            }
        }
        for other in own.rejected
        where rejected.count < rejectedLimit
            && !chosen.contains(where: { $0.start < other.moment.end && other.moment.start < $0.end })
        {
            rejected.append(other)
        }
        return Choice(
            moments: chosen.sorted { $0.start < $1.start },
            rejected: Array(rejected.prefix(rejectedLimit)),
            notes: grounded.notes + notes(chosen.count, filled: filled)
                + brokenNotes(chosen.compactMap { reading.lines(from: $0.start, to: $0.end) }),
            curve: own.curve
        )
    }

    /// As many of those passed over are remembered.
    private var rejectedLimit: Int { max(20, 3 * wanted) }

    private func refusal(of moment: Moment, beside chosen: [Moment]) -> Rejected.Cause? {
        if chosen.count >= wanted { return .told("Weaker than those chosen.") }
        if let other = chosen.first(where: { $0.start < moment.end && moment.start < $0.end }) {
            return .overlap(start: other.start)
        }
        let own = words(of: moment)
        if let other = chosen.first(where: { WordSet.likeness(own, words(of: $0)) >= Rules.alike }) {
            return .echo(start: other.start)
        }
        return nil
    }

    private func words(of moment: Moment) -> [Int32] {
        guard let lines = reading.lines(from: moment.start, to: moment.end) else { return [] }
        return WordSet.words(of: reading.tokens(lines))
    }

    private func notes(_ count: Int, filled: Int) -> [String] {
        var notes: [String] = []
        if filled > 0 {
            notes.append(
                "\(filled) of the moments \(filled == 1 ? "is" : "are") chosen by score, where the model's did not hold."
            )
        }
        if count < wanted {
            notes.append(
                "\(count) \(count == 1 ? "moment" : "moments") where \(wanted) were wanted: the model chose no more."
            )
        }
        return notes
    }
}
