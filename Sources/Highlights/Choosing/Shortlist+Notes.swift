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
