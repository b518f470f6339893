/// Tells seven languages from one another by their commonest words.
enum LanguageGuess {
    /// The words looked at, from the front.
    private static let sample = 4000
    /// The least number of words to judge by, the share of them that must be common words, and how far the
    /// language must be ahead of the next; running text of these languages has a quarter or more.
    private static let least = (words: 20, share: 0.12, lead: 1.3)

    /// The language of some words, or nil where none is clear.
    static func language(of words: some Sequence<String>) -> String? {
        var counts: [String: Int] = [:]
        var total = 0
        for word in words.prefix(sample) {
            total += 1
            let bare = word.lowercased().replacing("\u{2019}", with: "'")
            let stripped = bare.unicodeScalars.drop { $0.isMark }
            let marks = stripped.reversed().prefix { $0.isMark }.count
            for language in table[String(stripped.dropLast(marks))] ?? [] { counts[language, default: 0] += 1 }
        }
        guard total >= least.words else { return nil }
        let ranked = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        guard let best = ranked.first, Double(best.value) >= least.share * Double(total) else { return nil }
        let second = ranked.dropFirst().first?.value ?? 0
        return Double(best.value) >= least.lead * Double(second) ? best.key : nil
    }

    private static let table: [String: [String]] = {
        var table: [String: [String]] = [:]
        for (language, words) in lists {
            for word in words.split(separator: " ") { table[String(word), default: []].append(language) }
        }
        return table
    }()

    private static let lists = [
        "en": """
        the and of to a in is that it you i for was with this have are not be they we but what so on at do from \
        or your there it's that's don't
        """,
        "de": """
        der die das und ist ich nicht ein eine zu in den mit sich es auf von dem wir sie auch für dass war so wie \
        aber haben du man noch
        """,
        "fr": """
        le la les de des et est un une que qui dans pas je vous nous il elle pour ce sur avec en du plus mais c'est \
        au ça on sont
        """,
        "es": """
        el la los las de que y en un una es no se por con para lo como pero más está muy yo hay esto eso del al \
        porque también
        """,
        "pt": """
        o a os as de que e em um uma é não se por com para como mas mais está muito eu isso do da no na você \
        também então
        """,
        "it": """
        il la lo gli le di che e in un una è non si per con come ma più sono anche io del della questo perché \
        molto ho c'è nel
        """,
        "nl": """
        de het een en van is ik niet dat je in te zijn op met voor er maar we ze ook aan hij was wat naar als dan \
        heb nog
        """,
    ]
}
