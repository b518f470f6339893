/// Finds names by their capitals: John Harrison, the Board of Longitude, NASA.
struct NameReader {
    let speech: Speech
    let lexicon: Lexicon

    /// The most words of a name.
    private static let longest = 5
    /// The small words that may stand within a name.
    static let links: Set<String> = [
        "of", "the", "de", "la", "du", "des", "von", "van", "der", "den", "da", "do", "di", "del", "della", "dos",
    ]
    /// Endings of English adjectives of peoples and places.
    private static let peoples = ["ican", "ish", "ese", "sian", "nian"]
    /// The small words that a name may begin with.
    private static let particles: Set<String> = ["bin", "al", "ibn", "van"]
    /// What stands before names and is no part of them.
    private static let titles: Set<String> = [
        "mr", "mrs", "ms", "dr", "prof", "herr", "frau", "herrn", "monsieur", "madame", "señor", "señora", "signor",
        "signora", "senhor", "don", "dona", "sir", "mister", "st", "doktor", "professor", "president", "senator",
        "secretary", "general", "governor", "king", "queen", "minister", "reverend", "congressman", "captain", "judge",
        "lord", "lady", "pope", "präsident", "kanzler",
    ]
    /// Words that make no name, alone or together.
    private static let offices: Set<String> = titles.union([
        "vice", "prime", "first", "chairman", "mom", "dad", "mother", "father", "ministers", "presidents", "mama",
        "papa",
    ])

    /// The end of the name that begins with a token; nil where none does.
    func end(from token: Int, in tokens: Range<Int>) -> Int? {
        guard speech.isCased else { return nil }
        let isLed =
            Self.particles.contains(speech.word(token).whole) && token + 1 < tokens.upperBound
            && speech.marks[token] == .none
        guard isLed ? isCapital(token + 1, in: tokens) : isCapital(token, in: tokens) else { return nil }
        var end = isLed ? token + 2 : token + 1
        while end < tokens.upperBound, speech.marks[end - 1] == .none || isInitial(end - 1),
            !speech.word(end - 1).isPossessive
        {
            if isCapital(end, in: tokens) {
                end += 1
                continue
            }
            // "Board of Longitude", "Karl von Frisch".
            var next = end
            while next < tokens.upperBound, next - end < 2, Self.links.contains(speech.word(next).whole),
                speech.marks[next] == .none
            { next += 1 }
            guard next > end, next < tokens.upperBound, isCapital(next, in: tokens) else { break }
            guard !lexicon.hasCapitalNouns || ["von", "van"].contains(speech.word(end).whole) else { break }
            end = next + 1
        }
        // Single German nouns are no names, nor are two nouns that meet by chance.
        if lexicon.hasCapitalNouns, end - token < 2 || !isGermanName(token..<end, in: tokens) { return nil }
        return end
    }

    /// Two German nouns that meet by chance are no name: "weil Weichen Geld kosten", "zwei Liter Milch".
    private func isGermanName(_ range: Range<Int>, in tokens: Range<Int>) -> Bool {
        guard let first = range.first else { return false }
        let term = Int(lexicon.term(first, speech))
        guard !lexicon.isDetermined[term], range.allSatisfy({ !lexicon.kind($0, speech).contains(.vague) }) else {
            return false
        }
        if first > tokens.lowerBound, lexicon.kind(first - 1, speech).contains(.number) { return false }
        // "Karl" is followed by "von", whose noun makes the name.
        return lexicon.isPaired[term] || range.count > 2
    }

    /// "J." and "Mr." part nothing.
    private func isInitial(_ token: Int) -> Bool {
        let word = speech.word(token)
        return speech.marks[token] == .stop && (word.core.count == 1 || Self.titles.contains(word.plain))
    }

    /// Whether a word has the capital of a name.
    private func isCapital(_ token: Int, in tokens: Range<Int>) -> Bool {
        let word = speech.word(token)
        guard word.hasCapital || word.hasInnerCapital && !word.isNumber else { return false }
        let term = Int(lexicon.term(token, speech))
        let kind = lexicon.kinds[term]
        if kind.contains(.calendar) || word.whole == "i" || word.whole.hasPrefix("i'") { return false }
        let isFirst = token == tokens.lowerBound || speech.marks[token - 1] >= .clause || word.depth > 0
        guard isFirst else {
            return kind.isDisjoint(with: .closed)
                || lexicon.isName[term] && word.core.count > 1 && !kind.contains(.subject)
        }
        // Where a sentence begins, its capital tells nothing.
        guard kind.isDisjoint(with: Lexicon.Kind.closed.union([.other, .verb, .vague, .number])), !kind.contains(.stop)
        else { return false }
        if word.hasInnerCapital || lexicon.isName[term] { return true }
        let next = token + 1
        return !lexicon.hasCapitalNouns && lexicon.counts[term] < 3 && next < tokens.upperBound
            && speech.marks[token] == .none && speech.word(next).hasCapital
            && lexicon.isName[Int(lexicon.term(next, speech))]
    }

    /// The name in these tokens without titles; nil where it is an adjective of a people, or no name by itself.
    func name(_ tokens: Range<Int>) -> Range<Int>? {
        var range = tokens
        while let first = range.first,
            Self.titles.contains(speech.word(first).plain) || Self.links.contains(speech.word(first).whole)
        { range.removeFirst() }
        guard let first = range.first, !range.allSatisfy({ Self.offices.contains(speech.word($0).plain) }) else {
            return nil
        }
        if range.count == 1 {
            let word = speech.word(first)
            let kind = lexicon.kind(first, speech)
            guard word.core.count > 2 || word.core.allSatisfy(\.isUppercase) && word.core.count > 1 else { return nil }
            guard kind.isDisjoint(with: Lexicon.Kind.closed.union([.vague, .number, .calendar])) else { return nil }
            // "The English fleet": an adjective.
            if lexicon.isEnglish, Self.peoples.contains(where: { word.plain.hasSuffix($0) }) { return nil }
            if !word.hasInnerCapital, lexicon.isModifier[Int(lexicon.term(first, speech))],
                lexicon.grammar?.isRomance != true
            {
                return nil
            }
        }
        return range.count <= Self.longest ? range : nil
    }
}
