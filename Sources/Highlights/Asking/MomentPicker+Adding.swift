extension MomentPicker {
    /// How many candidates a window shows where one more moment is asked for: what a remark asks for need not be among the best.
    static let shownForOne = 40

    /// The talk in windows that fit a budget, each with candidates for one moment more: off those that stand, and saying nothing
    /// that one of them says already. Windows without any are left out.
    ///
    /// - Parameters:
    ///   - budget: As of `windows(budget:cost:)`.
    ///   - cost: Likewise.
    ///   - others: The times of the moments that stand, in seconds.
    public func windows(
        budget: Int,
        cost: (String) -> Int,
        beside others: [(start: Double, end: Double)]
    ) -> [AskedWindow] {
        let said = others.compactMap { reading.lines(from: $0.start, to: $0.end) }
            .map { WordSet.words(of: reading.tokens($0)) }
        return windows(budget: budget, cost: cost, most: 1, shown: Self.shownForOne) { lines in
            guard isFree(lines, beside: others) else { return false }
            let saying = WordSet.words(of: reading.tokens(lines))
            return !said.contains { WordSet.likeness(saying, $0) >= Rules.alike }
        }
    }

    /// What of proposals for one moment holds when it is compared with the talk, off those that stand: where the sentences that were
    /// wanted reach into one of them, the candidate's own are taken.
    public func ground(
        _ proposals: [Proposal],
        in window: AskedWindow,
        beside others: [(start: Double, end: Double)]
    ) -> Moment? {
        func isFree(_ moment: Moment) -> Bool {
            others.allSatisfy { $0.end <= moment.start || moment.end <= $0.start }
        }
        let own = proposals.map { proposal in
            var proposal = proposal
            (proposal.firstSentence, proposal.lastSentence) = (nil, nil)
            return proposal
        }
        return ground(proposals, in: window).moments.first(where: isFree)
            ?? ground(own, in: window).moments.first(where: isFree)
    }

    private func isFree(_ lines: ClosedRange<Int>, beside others: [(start: Double, end: Double)]) -> Bool {
        let (start, end) = (reading.edges.starts[lines.lowerBound], reading.edges.ends[lines.upperBound])
        return others.allSatisfy { $0.end <= start || end <= $0.start }
    }
}
