/// Picks the best spans that do not get in each other's way, and remembers why the next best were passed over.
///
/// Spans are known by their index; what they are made of, words or sound, is the caller's affair.
struct Shortlist {
    /// Why a span was passed over.
    enum Refusal: Equatable {
        /// It overlaps a chosen one.
        case overlap(Int)
        /// It says the same as a chosen one.
        case echo(Int)
        /// Two of its topic are chosen.
        case topic
        /// It is not good enough to fill a place.
        case weak
        /// As many as wanted are chosen.
        case full
    }

    /// The times of the spans.
    let times: [(start: Double, end: Double)]
    /// The spans' scores, in the same order.
    let scores: [Double]
    /// A span that scores less is not taken to fill a place.
    let floor: Double
    /// How many are wanted.
    let wanted: Int
    /// How many of the others are remembered: enough for a person to choose from, and ten in any case.
    var rejectedLimit: Int { max(10, 3 * wanted) }

    /// The chosen ones, best first.
    private(set) var chosen: [Int] = []
    /// The best of the others, best first, each with the reason.
    private(set) var rejected: [(index: Int, refusal: Refusal)] = []
    /// How many were refused for each reason before the search ended, which it does once all places are filled.
    private(set) var tally = Tally()

    /// Refusals by reason.
    struct Tally: Equatable {
        var overlaps = 0
        var echoes = 0
        var topics = 0
        var weak = 0
    }

    init(times: [(start: Double, end: Double)], scores: [Double], floor: Double, wanted: Int) {
        self.times = times
        self.scores = scores
        self.floor = floor
        self.wanted = wanted
    }

    /// Goes through the spans, best first; equal ones by start, then by length. O(n log n) and what `refuse` takes.
    ///
    /// - Parameter refuse: Whether a span that overlaps no chosen one is refused beside those chosen.
    mutating func pick(refuse: (_ index: Int, _ chosen: [Int]) -> Refusal?) {
        let order = scores.indices.sorted { (-scores[$0], $0) < (-scores[$1], $1) }
        for index in order {
            if chosen.count >= wanted && rejected.count >= rejectedLimit { break }
            if let refusal = refusal(index, refuse) {
                count(refusal)
                remember(index, refusal)
            } else {
                chosen.append(index)
            }
        }
    }

    private func refusal(_ index: Int, _ refuse: (Int, [Int]) -> Refusal?) -> Refusal? {
        if let other = chosen.first(where: { shared(index, $0) > 0 }) { return .overlap(other) }
        if scores[index] < floor { return .weak }
        return refuse(index, chosen) ?? (chosen.count >= wanted ? .full : nil)
    }

    private mutating func count(_ refusal: Refusal) {
        switch refusal {
        case .overlap: tally.overlaps += 1
        case .echo: tally.echoes += 1
        case .topic: tally.topics += 1
        case .weak: tally.weak += 1
        case .full: break
        }
    }

    /// Remembers a span unless it is hardly another than a chosen or a remembered one: sharing half of the shorter.
    private mutating func remember(_ index: Int, _ refusal: Refusal) {
        guard rejected.count < rejectedLimit else { return }
        let isVariant = (chosen + rejected.map(\.index)).contains { other in
            let shorter = min(length(index), length(other))
            return shared(index, other) > 0.5 * shorter
        }
        if !isVariant { rejected.append((index, refusal)) }
    }

    private func length(_ index: Int) -> Double {
        times[index].end - times[index].start
    }

    private func shared(_ first: Int, _ second: Int) -> Double {
        min(times[first].end, times[second].end) - max(times[first].start, times[second].start)
    }
}

extension Shortlist {
    /// Why there are fewer than were wanted; nothing where there are not.
    ///
    /// - Parameter lengths: The lengths that were allowed, for a reader.
    func notes(lengths: String) -> [String] {
        guard chosen.count < wanted else { return [] }
        let causes = [
            Self.cause(tally.overlaps, "overlaps a better one", "overlap a better one"),
            Self.cause(tally.weak, "is too weak", "are too weak"),
            Self.cause(tally.topics, "is of a part that has two already", "are of a part that has two already"),
            Self.cause(tally.echoes, "says the same as a chosen one", "say the same as a chosen one"),
        ].compactMap { $0 }
        let head = "\(chosen.count) \(chosen.count == 1 ? "moment" : "moments") where \(wanted) were wanted"
        if causes.isEmpty { return ["\(head): there are no other spans of \(lengths)."] }
        return ["\(head): of the other spans of \(lengths), \(causes.joined(separator: ", "))."]
    }

    private static func cause(_ count: Int, _ one: String, _ many: String) -> String? {
        count == 0 ? nil : count == 1 ? "1 \(one)" : "\(count) \(many)"
    }
}
