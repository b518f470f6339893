/// What one line tells that cannot be summed over several.
struct LineSigns: Sendable {
    /// 0 to 1: a short, strong sentence that stands by itself.
    var quotable: Double
    /// 0 to 1: its opening leans on what came before.
    var leaning: Double
    /// Whether it opens a story.
    var story: Bool
    /// How many terms it has.
    var words: Int
}
