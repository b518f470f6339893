/// Captions that roll or are painted on say each line more than once: a cue begins with what the one before ends with.
enum RollingCaptions {
    /// Marks the words at the front of each cue that repeat the cue before, where the file as a whole rolls: where
    /// at least a third of its cues go on from a repetition. Elsewhere a repetition is what somebody said.
    static func markRepeats(_ cues: inout [RawCue]) {
        var overlaps = [Int](repeating: 0, count: cues.count)
        var evidence = 0
        var spoken = 0
        var previous: Int?
        for index in cues.indices where !cues[index].words.isEmpty {
            spoken += 1
            defer { previous = index }
            guard let before = previous, cues[index].start <= cues[before].end + 0.1 else { continue }
            let overlap = overlap(cues[before].words, cues[index].words)
            overlaps[index] = overlap
            let isWhole = overlap == cues[index].words.count
            let isBrief = cues[index].end - cues[index].start <= 0.05
            let isTelling = overlap >= 2 || overlap == cues[before].words.count
            if overlap > 0, isWhole ? isBrief : isTelling { evidence += 1 }
        }
        guard evidence > 0, evidence * 3 >= spoken else { return }
        for index in cues.indices { cues[index].repeated = overlaps[index] }
    }

    /// Takes the words at the front of each cue that repeat the cue before out of its text; gives how many cues had some.
    static func shorten(_ mending: inout Mending) -> Int {
        let order = mending.order.filter { mending.isKept[$0] }
        var raw = order.map { index in
            let cue = mending.cues[index]
            return RawCue(start: cue.start, end: max(cue.start, cue.end), words: CueScanner(cue.text).words)
        }
        markRepeats(&raw)
        var count = 0
        for (index, cue) in zip(order, raw) where cue.repeated > 0 {
            count += 1
            if cue.repeated == cue.words.count {
                mending.isKept[index] = false
            } else {
                let text = CueText(parsing: mending.cues[index].text).dropping(cue.words[cue.repeated - 1].end)
                mending.cues[index].text = Array(text.webVTT.utf8)[...].trimmed.text
            }
        }
        return count
    }

    /// The longest end of `before` that is the front of `after`, by the failure function of Knuth, Morris and Pratt;
    /// linear. One word counts only where it is all of either cue, or a line of its own in both.
    private static func overlap(_ before: [RawWord], _ after: [RawWord]) -> Int {
        var failure = [Int](repeating: 0, count: after.count)
        var length = 0
        for index in after.indices.dropFirst() {
            while length > 0, after[index].text != after[length].text { length = failure[length - 1] }
            if after[index].text == after[length].text { length += 1 }
            failure[index] = length
        }
        length = 0
        for word in before {
            if length == after.count { length = failure[length - 1] }
            while length > 0, word.text != after[length].text { length = failure[length - 1] }
            if word.text == after[length].text { length += 1 }
        }
        let isLine = length == 1 && before.last?.startsLine == true && after.count > 1 && after[1].startsLine
        return length >= 2 || isLine || length == before.count || length == after.count ? length : 0
    }
}
