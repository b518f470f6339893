/// Finds the words for a moment among those that are said in it.
struct Wording: Sendable {
    let reading: Reading
    let titles: TitleWriter

    /// The longest description, in characters; about four lines on a phone.
    private static let descriptionLimit = 320

    /// Reads what the words of the talk are. O(words).
    init(reading: Reading) {
        self.reading = reading
        let speech = Speech(lines: reading.lines, splitsApostrophes: reading.language?.splitsApostrophes ?? false)
        let lexicon = Lexicon(speech: speech, language: reading.language) { plain in
            reading.vocabulary.number(of: plain).map { reading.content.isContent[Int($0)] } ?? true
        }
        titles = TitleWriter(
            reading: reading,
            speech: speech,
            lexicon: lexicon,
            subjects: Subjects(speech: speech, lexicon: lexicon)
        )
    }

    /// The line to quote: the most quotable one; without any, the one with the most words.
    func quote(_ lines: ClosedRange<Int>, except title: Int? = nil) -> String {
        reading.lines[quoted(lines, except: title)].text
    }

    /// The line that `quote` takes.
    func quoted(_ lines: ClosedRange<Int>, except title: Int? = nil) -> Int {
        let others = lines.filter { $0 != title && reading.signs[$0].words > 2 }
        return (others.isEmpty ? Array(lines) : others).max { first, second in
            let (one, other) = (reading.signs[first], reading.signs[second])
            return (one.quotable, one.words, -first) < (other.quotable, other.words, -second)
        } ?? lines.lowerBound
    }

    /// A title of four to nine words that stands alone, or what the lines are about.
    ///
    /// - Returns: The title and the line that it is a piece of, if any; nil where the lines have no text.
    func title(_ lines: ClosedRange<Int>) -> TitleWriter.Title? {
        titles.title(lines)
    }

    /// The one or two best lines other than the title's, in the order they are said; else the title's own.
    func description(_ lines: ClosedRange<Int>, except title: Int?) -> String {
        let others = lines.filter { $0 != title && reading.signs[$0].words > 3 }
        let ranked = others.sorted { (-rank($0, in: lines), $0) < (-rank($1, in: lines), $1) }
        var taken: [Int] = []
        var room = Self.descriptionLimit
        for line in ranked where taken.count < 2 && reading.lines[line].text.count < room {
            taken.append(line)
            room -= reading.lines[line].text.count + 1
        }
        if taken.isEmpty { taken = [ranked.first ?? title ?? lines.lowerBound] }
        let texts = taken.sorted().map { reading.lines[$0].text }
        return shortened(texts.joined(separator: " "))
    }

    /// Like a line to quote, but the opening sets the scene, and what leans on other lines says little without them.
    private func rank(_ line: Int, in lines: ClosedRange<Int>) -> Double {
        let signs = reading.signs[line]
        return signs.quotable + (line == lines.lowerBound ? 0.3 : 0) - 0.2 * signs.leaning
    }

    /// Only a line without punctuation is ever too long.
    private func shortened(_ text: String) -> String {
        guard text.count > Self.descriptionLimit else { return text }
        let head = text.prefix(Self.descriptionLimit - 1)
        return head[..<(head.lastIndex { $0.isWhitespace } ?? head.endIndex)] + "…"
    }
}

/// Likeness of two passages by the words they have in common.
enum WordSet {
    /// The distinct terms, in order of their numbers.
    static func words(of tokens: ArraySlice<Int32>) -> [Int32] {
        var words: [Int32] = []
        for token in tokens.sorted() where words.last != token { words.append(token) }
        return words
    }

    /// The Jaccard index: the shared part of all their words, 0 to 1; two empty sets are not alike.
    static func likeness(_ one: [Int32], _ other: [Int32]) -> Double {
        var shared = 0
        var (first, second) = (0, 0)
        while first < one.count && second < other.count {
            if one[first] == other[second] { shared += 1 }
            let step = (one[first], other[second])
            if step.0 <= step.1 { first += 1 }
            if step.1 <= step.0 { second += 1 }
        }
        let all = one.count + other.count - shared
        return all > 0 ? Double(shared) / Double(all) : 0
    }
}

/// What the label of a sound in captions means.
enum SoundLabel {
    private static let reactions = [
        "laugh", "applau", "cheer", "clap", "chuckl", "lach", "gelächter", "beifall", "rire", "risa", "aplaus", "riso",
        "risat", "ovaci", "jubel",
    ]
    private static let musics = ["music", "musik", "musique", "música", "musica", "♪"]

    /// Whether an audience, or the speakers, laugh or applaud.
    static func isReaction(_ label: String) -> Bool {
        reactions.contains { label.lowercased().contains($0) }
    }

    /// Whether music plays.
    static func isMusic(_ label: String) -> Bool {
        musics.contains { label.lowercased().contains($0) }
    }
}
