import OpenAIChat
import Roles

/// Gives the words of a text the times of the words that a server lists beside it, often without signs and capitals.
struct WordAlignment {
    /// For each segment its words, or where none of them has a time the segment as a whole; times as in the answer.
    let segments: [[HeardPart]]

    private struct Token {
        var text: String
        var letters: String
        var segment: Int
        var time: (start: Double, end: Double)?
    }

    init(segments: [Transcription.Segment], words: [Transcription.Word]) {
        let heard = words.filter { !$0.text.spoken.isEmpty }
        var tokens = Self.exact(segments, heard) ?? Self.matched(segments, heard.flatMap(Self.tokens))
        Self.fill(&tokens, segments, heard)
        var parts = [[HeardPart]](repeating: [], count: segments.count)
        for token in tokens {
            guard let time = token.time else { continue }
            parts[token.segment].append(
                HeardPart(text: token.text, start: time.start, end: time.end, timing: .word)
            )
        }
        for (index, segment) in segments.enumerated() where parts[index].isEmpty {
            guard !segment.text.spoken.isEmpty else { continue }
            parts[index] = [
                HeardPart(text: " " + segment.text, start: segment.start, end: segment.end, timing: .phrase)
            ]
        }
        self.segments = parts
    }

    /// Where text and words have the same letters: the text parted as the words are, whatever the script. Signs go with the
    /// word before them, from a blank on with the next one. Nil where the letters differ.
    private static func exact(_ segments: [Transcription.Segment], _ words: [Transcription.Word]) -> [Token]? {
        var tokens: [Token] = []
        var word = words.startIndex
        var left = ""[...]
        var pending = ""
        for (index, segment) in segments.enumerated() {
            if !pending.hasSuffix(" ") { pending += " " }
            for character in segment.text {
                let letters = character.spoken
                if letters.isEmpty {
                    let isBlank = character.isWhitespace
                    if !isBlank || !pending.hasSuffix(" ") { pending.append(isBlank ? " " : character) }
                    if !pending.hasPrefix(" "), let last = tokens.indices.last, tokens[last].segment == index {
                        tokens[last].text += pending
                        pending = ""
                    }
                    continue
                }
                if left.isEmpty {
                    guard word < words.endIndex else { return nil }
                    left = words[word].text.spoken[...]
                    let time = (words[word].start, words[word].end)
                    tokens.append(Token(text: pending, letters: String(left), segment: index, time: time))
                    pending = ""
                    word += 1
                }
                guard left.hasPrefix(letters), let last = tokens.indices.last else { return nil }
                left = left.dropFirst(letters.count)
                tokens[last].text += pending + String(character)
                pending = ""
            }
        }
        return word == words.endIndex && left.isEmpty ? tokens : nil
    }

    /// A word that is several by our rules, as of a script without blanks, shares its time among them.
    private static func tokens(of word: Transcription.Word) -> [Transcription.Word] {
        let tokens = SpokenToken.tokens(of: word.text)
        let total = Double(tokens.reduce(0) { $0 + $1.letters.count })
        var said = 0.0
        return tokens.map { token in
            let start = word.start + (word.end - word.start) * said / total
            said += Double(token.letters.count)
            return .init(text: token.text, start: start, end: word.start + (word.end - word.start) * said / total)
        }
    }

    /// The words of the text, those with a time that are the same in both.
    private static func matched(_ segments: [Transcription.Segment], _ words: [Transcription.Word]) -> [Token] {
        var tokens: [Token] = []
        for (index, segment) in segments.enumerated() {
            tokens += SpokenToken.tokens(of: " " + segment.text).map {
                Token(text: $0.text, letters: $0.letters, segment: index)
            }
        }
        let keys = words.map(\.text.spoken)
        let changes = tokens.map(\.letters).difference(from: keys)
        var (onlyText, onlyHeard): (Set<Int>, Set<Int>) = ([], [])
        for change in changes {
            switch change {
            case .insert(let offset, _, _): onlyText.insert(offset)
            case .remove(let offset, _, _): onlyHeard.insert(offset)
            }
        }
        let common = words.indices.filter { !onlyHeard.contains($0) }
        for (token, word) in zip(tokens.indices.filter { !onlyText.contains($0) }, common) {
            tokens[token].time = (words[word].start, words[word].end)
        }
        return tokens
    }

    /// Shares the time between two words that were found among those that were not, by their letters. A segment of which no word
    /// was found and in whose time none was heard is left without.
    private static func fill(
        _ tokens: inout [Token],
        _ segments: [Transcription.Segment],
        _ words: [Transcription.Word]
    ) {
        var index = 0
        while index < tokens.count {
            guard tokens[index].time == nil else {
                index += 1
                continue
            }
            var stop = index
            while stop < tokens.count, tokens[stop].time == nil, tokens[stop].segment == tokens[index].segment {
                stop += 1
            }
            defer { index = stop }
            let segment = tokens[index].segment
            let isWhole =
                (index == 0 || tokens[index - 1].segment != segment)
                && (stop == tokens.count || tokens[stop].segment != segment)
            let before = index > 0 ? tokens[index - 1].time?.end : nil
            let after = stop < tokens.count ? tokens[stop].time?.start : nil
            var from = max(before ?? segments[segment].start, isWhole ? segments[segment].start : 0)
            var to = min(after ?? segments[segment].end, isWhole ? segments[segment].end : .infinity)
            // Other words in their place, as "five dollars" for "$5", say when.
            let inside = words.filter { $0.end > from && $0.start < to && $0.start >= from && $0.end <= to }
            if let first = inside.first, let last = inside.last {
                (from, to) = (first.start, max(first.start, last.end))
            } else if isWhole, !words.contains(where: { $0.start < to && $0.end > from }) {
                continue
            }
            let total = Double(tokens[index..<stop].reduce(0) { $0 + $1.letters.count })
            var said = 0.0
            for place in index..<stop {
                let start = from + max(0, to - from) * said / total
                said += Double(tokens[place].letters.count)
                tokens[place].time = (start, from + max(0, to - from) * said / total)
            }
        }
    }
}
