/// Decides which of a file's labels (`NAME:`, `Maria Lopez:`) are names of speakers, by how the file uses them.
enum SpeakerLabels {
    /// Labels in capitals are names where there are two; others where the file as a whole is written so: where some come
    /// again and stand before a tenth of its cues at least, or one stands before half of them.
    static func names(_ cues: [RawCue]) -> Set<String> {
        var counts: [String: Int] = [:]
        var spoken = 0
        for cue in cues {
            let words = cue.words.dropFirst(cue.repeated)
            if words.contains(where: { $0.kind != .event }) { spoken += 1 }
            var last: RawWord?
            for word in words {
                // A label of several words counts once.
                if let last, last.kind == .label, let name = last.name, word.kind != .label || word.startsLine {
                    counts[name, default: 0] += 1
                }
                last = word
            }
            if let last, last.kind == .label, let name = last.name { counts[name, default: 0] += 1 }
        }
        guard !counts.isEmpty else { return [] }
        let capitals = counts.filter { !$0.key.unicodeScalars.contains(where: \.isSmall) && $0.key.utf8.count > 1 }
        let others = counts.filter { capitals[$0.key] == nil && !remarks.contains($0.key.lowercased()) }
        var names: Set<String> = capitals.values.reduce(0, +) >= 2 ? Set(capitals.keys) : []
        let again = others.filter { $0.value >= 2 }
        let total = again.values.reduce(0, +)
        let isDialogue = again.count >= 2 && total >= 3 && total * 10 >= spoken
        let isLecture = again.values.contains { $0 >= 3 && $0 * 2 >= spoken }
        guard isDialogue || isLecture else { return names }
        names.formUnion(again.keys)
        // Who speaks once only has a first and a last name.
        names.formUnion(others.keys.filter { $0.utf8.contains(0x20) })
        return names
    }

    /// What begins a remark rather than a speech.
    private static let remarks: Set<String> = [
        "note", "example", "warning", "tip", "step", "chapter", "part", "first", "second", "third", "remember",
        "problem",
        "solution", "fact", "result", "conclusion", "update", "okay", "so", "well", "one", "two", "three", "finally",
        "hinweis", "beispiel", "achtung", "schritt", "exemple", "attention", "nota", "ejemplo", "exemplo", "esempio",
    ]
}
