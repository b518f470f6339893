/// Finds the words for a moment among those that are said in it.
struct Wording: Sendable {
    let reading: Reading
    let titles: TitleWriter

    /// A line that is less quotable is no quote beside a title.
    private static let leastQuotable = 0.15

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
        // What nobody would quote is no better than the title's own line.
        let others = lines.filter { $0 != title && reading.signs[$0].quotable >= Self.leastQuotable }
        return (title == nil || others.isEmpty ? Array(lines) : others).max { first, second in
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

    /// One or two sentences that follow each other and say what happens in the lines.
    func description(_ lines: ClosedRange<Int>, except title: Int?) -> String {
        let passages = Passages(reading: reading, titles: titles)
        return passages.text(passages.description(lines, except: title))
    }

    /// What the lines are about, for a sentence about them; nil where that is nothing.
    func subject(_ lines: ClosedRange<Int>) -> String? {
        titles.topics(lines).first
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
