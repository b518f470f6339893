/// whisper.cpp cuts its captions where it likes, in the midst of words too: what begins with a space begins a word.
enum WordPieces {
    /// Joins what goes on a word to the cue before, where the file is one of whisper.cpp's; gives how many did.
    static func join(_ cues: inout [Cue], _ isKept: inout [Bool], spaced: [Bool]) -> Int {
        guard spaced.count == cues.count, isCutInWords(cues, spaced) else { return 0 }
        var count = 0
        var last: Int?
        for index in cues.indices where !cues[index].text.isEmpty {
            guard let previous = last, !spaced[index] else {
                last = index
                continue
            }
            count += 1
            let text = cues[index].text
            let head = text.prefix { !$0.isWhitespace }
            cues[previous].text += head
            let rest = text[head.endIndex...].drop { $0.isWhitespace }
            if rest.isEmpty {
                cues[previous].end = max(cues[previous].end, cues[index].end)
                isKept[index] = false
            } else {
                cues[index].text = String(rest)
                last = index
            }
        }
        return count
    }

    /// Whether most cues begin with a space and those that do not go on a word: they follow at once and begin with a
    /// small letter, a digit or a mark.
    private static func isCutInWords(_ cues: [Cue], _ spaced: [Bool]) -> Bool {
        var (words, pieces, others) = (0, 0, 0)
        var previous: Cue?
        for (cue, isSpaced) in zip(cues, spaced) where !cue.text.isEmpty {
            defer { previous = cue }
            guard !cue.text.utf8.contains(0x0A) else { return false }
            if isSpaced {
                words += 1
            } else if let previous {
                let goesOn = cue.text.unicodeScalars.first.map { !$0.isCapital && !$0.isUnspaced } ?? false
                if goesOn, abs(cue.start - previous.end) <= 0.05 { pieces += 1 } else { others += 1 }
            }
        }
        return words >= 4 && words * 3 >= pieces && pieces > 0 && pieces >= 9 * others
    }
}
