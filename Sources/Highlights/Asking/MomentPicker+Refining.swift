extension MomentPicker {
    /// What a moment may be changed to: the sentences around it, as far as its neighbours leave them.
    public struct Surroundings: Sendable, Equatable {
        /// The sentences around it and in it.
        public var sentences: [AskedWindow.Sentence]
        /// The numbers of those that it holds now; nil where nothing is said in it.
        public var now: ClosedRange<Int>?
        /// The numbers of those that it may hold.
        public var allowed: ClosedRange<Int>
    }

    /// The sentences that a moment from `start` to `end` can be laid on, twice the longest moment to both sides; nil where none
    /// is left between its neighbours.
    ///
    /// - Parameter others: The times of the moments that it must not overlap.
    public func surroundings(start: Double, end: Double, others: [(start: Double, end: Double)]) -> Surroundings? {
        let reach = rules.bounds.upperBound * 2
        guard let shown = reading.lines(from: start - reach, to: end + reach) else { return nil }
        let before = others.filter { $0.start < start }.map(\.end).max() ?? 0
        let after = others.filter { $0.start >= start }.map(\.start).min() ?? .infinity
        let allowed = shown.filter { reading.edges.starts[$0] >= before && reading.edges.ends[$0] <= after }
        guard let first = allowed.first, let last = allowed.last else { return nil }
        return Surroundings(
            sentences: shown.map { AskedWindow.Sentence(number: $0 + 1, text: reading.lines[$0].text) },
            now: reading.lines(from: start, to: end).map { ($0.lowerBound + 1)...($0.upperBound + 1) },
            allowed: (first + 1)...(last + 1)
        )
    }

    /// The times of a moment of these sentences; nil where its length is not allowed.
    public func times(of sentences: ClosedRange<Int>) -> (start: Double, end: Double)? {
        let lines = (sentences.lowerBound - 1)...(sentences.upperBound - 1)
        guard reading.lines.indices.contains(lines.lowerBound), reading.lines.indices.contains(lines.upperBound),
            allows(lines)
        else { return nil }
        return (reading.edges.starts[lines.lowerBound], reading.edges.ends[lines.upperBound])
    }

    /// The lengths that are allowed, in seconds.
    public var lengths: ClosedRange<Double> { rules.bounds.lowerBound...rules.extendedLimit }

    /// The sentences of a span, as they were said.
    public func sentences(from start: Double, to end: Double) -> [AskedWindow.Sentence] {
        reading.lines(from: start, to: end).map { lines in
            lines.map { AskedWindow.Sentence(number: $0 + 1, text: reading.lines[$0].text) }
        } ?? []
    }
}
