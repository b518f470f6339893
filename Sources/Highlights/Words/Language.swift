import Transcript

/// A language whose cue words are known.
enum Language: String, CaseIterable, Sendable {
    case english = "en"
    case german = "de"
    case french = "fr"
    case spanish = "es"
    case portuguese = "pt"
    case italian = "it"

    /// The language of a BCP 47 tag; nil where its words are not known.
    init?(tag: String) {
        self.init(rawValue: tag.prefix { $0 != "-" && $0 != "_" }.lowercased())
    }

    /// The language of a talk: its tag's, or without a tag the one whose stop words are a quarter of its words or more.
    /// Ordinary speech has 40 to 60 % of them in its own language and under 15 % in the others.
    init?(of talk: Talk) {
        if let tag = talk.language, !tag.isEmpty, tag.lowercased() != "und" {
            self.init(tag: tag)
            return
        }
        let words = talk.sentences.lazy.flatMap(\.words).prefix(2000).map { word in
            word.text.lowercased().filter { $0.isLetter || $0 == "'" }
        }
        let shares = Language.allCases.map { language in
            let stop = Set(language.words.stop.map(String.init))
            return words.count { stop.contains($0) }
        }
        guard let most = shares.max(), most * 4 >= words.count, most > 0, let index = shares.firstIndex(of: most) else {
            return nil
        }
        self = Language.allCases[index]
    }

    /// Whether an apostrophe parts words.
    var splitsApostrophes: Bool {
        self == .french || self == .italian
    }

    /// Its cue words.
    var words: CueWords {
        switch self {
        case .english: .english
        case .german: .german
        case .french: .french
        case .spanish: .spanish
        case .portuguese: .portuguese
        case .italian: .italian
        }
    }
}
