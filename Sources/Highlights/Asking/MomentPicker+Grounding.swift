extension MomentPicker {
    /// Compares what a reader of a window has named with the talk.
    ///
    /// A candidate that there is not, one named twice, and one whose quote is not said in it are dropped. A choice of
    /// sentences that is no possible moment gives way to the candidate's own, and one that tears a thought to the nearest whole
    /// one. Words that are missing are taken from the talk.
    /// More than the window allows are passed over.
    public func ground(_ proposals: [Proposal], in window: AskedWindow) -> Grounded {
        var grounded = Grounded()
        var seen: Set<Int> = []
        var unknown = 0
        var unfit = 0
        var torn = 0
        for proposal in proposals {
            guard let candidate = window.candidates.first(where: { $0.number == proposal.candidate }) else {
                unknown += 1
                continue
            }
            guard seen.insert(candidate.number).inserted else { continue }
            if grounded.moments.count == window.most { break }
            var lines = (candidate.sentences.lowerBound - 1)...(candidate.sentences.upperBound - 1)
            if let wish = wish(proposal, candidate) {
                if let fitting = fitting(wish, beside: lines, in: window) {
                    lines = whole(near: fitting, beside: lines, in: window) ?? fitting
                    if lines != fitting { torn += 1 }
                } else {
                    unfit += 1
                }
            }
            if let moment = moment(proposal, lines) {
                grounded.moments.append(moment)
            } else {
                grounded.rejected.append(
                    Rejected(self.moment(of: lines), passedOver: "The model quotes what is not said in it.")
                )
            }
        }
        if unknown > 0 {
            grounded.notes.append(
                "The model named \(unknown) \(unknown == 1 ? "candidate that does" : "candidates that do") not exist."
            )
        }
        if unfit > 0 {
            grounded.notes.append(
                "The model wanted other sentences \(unfit == 1 ? "once" : "\(unfit) times") where they make no moment; "
                    + "the candidate's own were taken."
            )
        }
        if torn > 0 {
            grounded.notes.append(
                "The model wanted sentences \(torn == 1 ? "once" : "\(torn) times") that begin or end inside a thought; "
                    + "the nearest whole thought was taken."
            )
        }
        return grounded
    }

    /// The sentences that were asked for; nil where they are the candidate's own.
    private func wish(_ proposal: Proposal, _ candidate: AskedWindow.Candidate) -> (first: Int, last: Int)? {
        let first = proposal.firstSentence ?? candidate.sentences.lowerBound
        let last = proposal.lastSentence ?? candidate.sentences.upperBound
        return first == candidate.sentences.lowerBound && last == candidate.sentences.upperBound ? nil : (first, last)
    }

    /// The lines of a wish that is a possible moment: within the window, touching the candidate, of an allowed length.
    private func fitting(
        _ wish: (first: Int, last: Int),
        beside own: ClosedRange<Int>,
        in window: AskedWindow
    ) -> ClosedRange<Int>? {
        guard wish.first <= wish.last, window.numbers.contains(wish.first), window.numbers.contains(wish.last) else {
            return nil
        }
        let lines = (wish.first - 1)...(wish.last - 1)
        return lines.overlaps(own) && allows(lines) ? lines : nil
    }

    /// Lines that an end is moved at most to make a thought whole: further off, it would be another moment.
    private static let nearby = 3

    /// The whole thought that differs least from these lines: of an allowed length, within the window, touching the candidate,
    /// with a beginning that can be followed where there is one as near. Nil where there is none; the lines themselves where they
    /// are whole.
    private func whole(
        near lines: ClosedRange<Int>,
        beside own: ClosedRange<Int>,
        in window: AskedWindow
    ) -> ClosedRange<Int>? {
        if isWhole(lines) { return lines }
        let held = (window.numbers.lowerBound - 1)...(window.numbers.upperBound - 1)
        func near(_ line: Int) -> ClosedRange<Int> {
            max(held.lowerBound, line - Self.nearby)...min(held.upperBound, line + Self.nearby)
        }
        var best: (lines: ClosedRange<Int>, cost: Int)?
        for first in near(lines.lowerBound) {
            for last in near(lines.upperBound) where first <= last {
                let span = first...last
                guard isWhole(span), allows(span), span.overlaps(own) else { continue }
                let moves = abs(first - lines.lowerBound) + abs(last - lines.upperBound)
                let cost = 2 * moves + (wording.titles.leansBack(first) ? 1 : 0)
                if best.map({ cost < $0.cost }) ?? true { best = (span, cost) }
            }
        }
        return best?.lines
    }

    /// Whether a moment of these lines has an allowed length.
    func allows(_ lines: ClosedRange<Int>) -> Bool {
        let length = reading.edges.length(lines.lowerBound, lines.upperBound)
        return length >= rules.bounds.lowerBound && length <= rules.extendedLimit
    }

    /// The moment of these lines in the reader's words; nil where its quote is not said in them.
    private func moment(_ proposal: Proposal, _ lines: ClosedRange<Int>) -> Moment? {
        var moment = moment(of: lines)
        if !proposal.quote.allSatisfy(\.isWhitespace) {
            let said = lines.map { reading.lines[$0].text }.joined(separator: " ")
            guard let quote = QuoteFinder(said).verbatim(proposal.quote) else { return nil }
            if quote.count <= QuoteFinder.limit { moment.quote = quote }
        }
        if !proposal.title.isEmpty { moment.title = proposal.title }
        if !proposal.description.isEmpty { moment.description = proposal.description }
        if !proposal.reason.isEmpty { moment.reason = proposal.reason }
        if 0...100 ~= proposal.score {
            let said = Double(proposal.score) / 100
            moment.scoreParts["model"] = said
            moment.score = (moment.score + said) / 2
        }
        return moment
    }
}
