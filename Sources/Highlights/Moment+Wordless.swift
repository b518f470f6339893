import TalkTime

extension Moment {
    /// A moment in which nothing is said that could be quoted.
    init(wordless start: Double, end: Double, boundary: Boundary) {
        self.init(
            start: start,
            end: end,
            title: "Moment at \(TalkTime.text(start))",
            description: "",
            reason: "No words are known here.",
            quote: "",
            score: 0,
            scoreParts: [:],
            boundary: boundary
        )
    }
}
