/// Decides whether a word is the last of a sentence by its punctuation and by the word that follows.
struct SentenceEnds {
    /// Whether sentences begin with capitals here, so that a small letter after a full stop tells of an abbreviation.
    let isCased: Bool
    /// Whether a number with a full stop is an ordinal (`am 3. Mai`), as in German.
    let hasOrdinalStops: Bool

    /// A gap after which even an abbreviation ends a sentence; between words of one sentence it is seldom more than
    /// half of that.
    private static let longGap = 1.0

    init(_ tokens: [SpeechToken], language: String?) {
        var (upper, lower) = (0, 0)
        for (token, next) in zip(tokens, tokens.dropFirst()) where token.text.utf8.last == 0x2E {
            switch Self.firstLetter(next.text) {
            case let letter? where letter.isCapital: upper += 1
            case let letter? where letter.isSmall: lower += 1
            default: break
            }
        }
        isCased = upper >= lower
        let ordinal = ["de", "da", "nb", "nn", "no", "fi", "cs", "sk", "pl", "hu", "hr", "sl", "et", "is", "lv"]
        hasOrdinalStops = ordinal.contains(language.map { String($0.prefix(2)) } ?? "")
    }

    /// Whether a word ends as the last of a sentence does, whatever follows it.
    static func looksLast(_ word: String) -> Bool {
        let last = word.unicodeScalars.last { !$0.isCloser && !$0.isBlank }
        return last.map { $0.isHardStop || $0 == "." || $0 == "\u{2026}" } ?? false
    }

    /// Whether `token` ends a sentence that `isFirst` says it also begins.
    func ends(_ token: SpeechToken, next: SpeechToken?, isFirst: Bool) -> Bool {
        guard let last = token.text.utf8.last, !last.isLetter, !last.isDigit, last != 0x2C else { return false }
        guard let mark = token.text.unicodeScalars.last,
            mark.isCloser || mark.isHardStop || mark == "\u{2026}" || mark == "."
        else { return false }
        var scalars = Array(token.text.unicodeScalars)
        let count = scalars.count
        while let scalar = scalars.last, scalar.isCloser || scalar == " " { scalars.removeLast() }
        let isClosed = scalars.count < count
        guard let stop = scalars.last else { return false }
        let letter = next.flatMap { Self.firstLetter($0.text) }
        let isLower = isCased && letter?.isSmall == true
        let isLongGap = next?.follows(token, after: Self.longGap) ?? true
        if stop.isHardStop { return !(isClosed && isLower) || isLongGap }
        if stop == "\u{2026}" || (stop == "." && scalars.dropLast().last == ".") {
            return letter?.isCapital == true || isLongGap || (next != nil && letter == nil)
        }
        guard stop == "." else { return false }
        guard let next else { return true }
        scalars.removeLast()
        return endsAtFullStop(scalars[...], next: next, letter: letter, isLongGap: isLongGap, isFirst: isFirst)
    }

    private func endsAtFullStop(
        _ scalars: ArraySlice<Unicode.Scalar>,
        next: SpeechToken,
        letter: Unicode.Scalar?,
        isLongGap: Bool,
        isFirst: Bool
    ) -> Bool {
        let word = scalars.drop { $0.isOpener }
        let name = String(String.UnicodeScalarView(word)).lowercased()
        if Abbreviations.leading.contains(name) { return false }
        if isLongGap { return true }
        let isLower = letter?.isSmall == true
        if isCased, isLower { return false }
        if letter == nil, next.text.utf8.first?.isDigit == true { return !Abbreviations.beforeNumber.contains(name) }
        let isFirstWord = Abbreviations.firstWords.contains(Self.bare(next.text))
        if word.allSatisfy({ $0.properties.numericType != nil }), !word.isEmpty {
            // "1. Open the lid": the number of an item.
            if isFirst { return false }
            return !(hasOrdinalStops && word.count <= 3) || isFirstWord
        }
        if Abbreviations.trailing.contains(name) { return letter?.isCapital == true }
        let isInitial = word.count == 1 && word.first?.isCapital == true && word.first != "I"
        let isDotted = word.count > 2 && word.contains(".") && Self.isSpelled(word)
        if isInitial || isDotted || Abbreviations.either.contains(name) { return isFirstWord }
        return true
    }

    /// `U.S`, `J.R.R`: single letters between full stops.
    private static func isSpelled(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
        word.split(separator: ".").allSatisfy { $0.count == 1 }
    }

    /// The first scalar of a word behind its opening marks, where it is a letter.
    private static func firstLetter(_ text: String) -> Unicode.Scalar? {
        guard let first = text.unicodeScalars.first(where: { !$0.isOpener && $0 != " " && $0 != "." }) else {
            return nil
        }
        return first.properties.isAlphabetic ? first : nil
    }

    /// A word in small letters without marks at its ends.
    private static func bare(_ text: String) -> String {
        let scalars = text.unicodeScalars
        let body = scalars.drop { $0.isMark }
        let marks = body.reversed().prefix { $0.isMark }.count
        return String(body.dropLast(marks)).lowercased().replacing("\u{2019}", with: "'")
    }
}
