/// What is counted along a talk; sums over a span are differences of two running totals.
enum Tally: Int {
    case words, hedges, selves, together, feelings, contrasts, numbers, insights
    case questions, routine, chatter, keys, content, extremes, pointers, letters

    /// One value for each count.
    typealias Counts = SIMD16<Float>
}

extension Tally.Counts {
    /// The count of one kind.
    subscript(tally: Tally) -> Double {
        get { Double(self[tally.rawValue]) }
        set { self[tally.rawValue] = Float(newValue) }
    }
}
