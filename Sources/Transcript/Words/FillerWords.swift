/// The sounds with which a speaker fills a pause, as transcripts write them: um, uh, äh, euh.
public struct FillerWords: Sendable {
    private let words: Set<String>

    /// Those of a language, a BCP 47 tag; for nil only those that are a word in none. `um` fills pauses in English, but is a word in
    /// German and in Portuguese.
    public init(language: String?) {
        let code = language.map { String($0.lowercased().prefix { $0 != "-" }) } ?? ""
        words = Self.everywhere.union(Self.own[code] ?? [])
    }

    /// Whether a word is one, whatever marks stand beside it and however long its letters are drawn: `Um,`, `uhhh`. What is asked
    /// or exclaimed says something.
    public func contains(_ word: String) -> Bool {
        guard !word.unicodeScalars.contains(where: { $0 == "?" || $0 == "!" }) else { return false }
        var letters: [Unicode.Scalar] = []
        for scalar in word.lowercased().unicodeScalars where letters.last != scalar { letters.append(scalar) }
        let bare = letters.drop { $0.isMark }
        let marks = bare.reversed().prefix { $0.isMark }.count
        return words.contains(String(String.UnicodeScalarView(bare.dropLast(marks))))
    }

    /// Each letter once, as in `contains`.
    private static let everywhere: Set<String> = [
        "uh", "uhm", "erm", "ehm", "äh", "ähm", "öh", "öhm", "euh", "euhm", "øh", "øhm",
    ]
    private static let own: [String: Set<String>] = [
        "en": ["um", "er"], "fr": ["heu"], "es": ["eh", "em"], "it": ["eh"], "nl": ["eh"], "sv": ["eh"], "nb": ["eh"],
        "no": ["eh"], "pt": ["hum", "hã"], "ru": ["э", "эм"], "el": ["εμ"], "ko": ["음"], "zh": ["呃"],
        "ja": ["えー", "えと", "えっと", "えーと", "えーっと", "あのー"],
    ]
}

extension Captions {
    /// What is said in them, as far as that holds back, or asks for, cuts in the sound.
    public struct SpokenTimes: Sendable, Equatable {
        /// Words with times of their own that only fill a pause, in order; seconds.
        public var fillers: [Range<Double>] = []
        /// All other words with times of their own, in order; seconds.
        public var words: [Range<Double>] = []
        /// From the first to the last word of each cue whose words have no times of their own, in order; seconds.
        public var cues: [Range<Double>] = []

        /// Where nothing is said.
        public init() {}
    }

    /// When something is said. Fillers are those of the captions' language, or of the one that they look like.
    public func spokenTimes() -> SpokenTimes {
        let words = timedWords()
        let fillers = FillerWords(language: language ?? guessLanguage())
        var times = SpokenTimes()
        var index = 0
        while index < words.count {
            let first = words[index]
            var stop = index + 1
            if first.hasOwnTime {
                while stop < words.count, words[stop].group == first.group { stop += 1 }
            } else {
                while stop < words.count, words[stop].cue == first.cue, !words[stop].hasOwnTime { stop += 1 }
            }
            let span = first.start..<max(first.start, words[stop - 1].end)
            if !first.hasOwnTime {
                times.cues.append(span)
            } else if fillers.contains(words[index..<stop].map(\.text).joined()) {
                times.fillers.append(span)
            } else {
                times.words.append(span)
            }
            index = stop
        }
        return times
    }
}
