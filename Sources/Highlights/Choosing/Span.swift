/// Lines from the first to the last of which a moment may be made.
struct Span: Sendable {
    var first: Int
    var last: Int
    /// The sum of its weighted features, on no scale in particular.
    var raw: Double

    var lines: ClosedRange<Int> { first...last }
}
