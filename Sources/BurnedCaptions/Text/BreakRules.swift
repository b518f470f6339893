/// Where lines may end in text without spaces, and in words that are too long for a line.
enum BreakRules {
    /// How bad it is to end a line between two pieces that no blank parts: 0 for a good place, 3 for a poor one,
    /// ``never`` where one does not belong (JIS X 4051, line-start and line-end prohibition).
    static func penalty(after: String, before: String) -> Double {
        guard let last = after.unicodeScalars.last, let first = before.unicodeScalars.first else { return never }
        if isNoStart(first) || isNoEnd(last) || last.isJoiner { return never }
        if isStop(last) { return 0 }
        let (left, right) = (Kind(last), Kind(first))
        switch (left, right) {
        case (.hiragana, .han), (.hiragana, .katakana), (.hiragana, .other): return 0.5
        // Parted by a space of no width.
        case (.other, .other): return [.thai, .lao, .khmer, .myanmar].contains(WritingSystem(first)) ? 0.5 : 3
        case (.other, _), (_, .other): return 1
        case (.han, .hiragana), (.katakana, .hiragana): return 3
        case (.katakana, .katakana): return 3
        case (.hiragana, .hiragana): return 2.5
        case (.han, .han), (.han, .katakana), (.katakana, .han): return 1.5
        }
    }

    /// The cost of a break where there should be none; it is taken only when nothing else fits.
    static let never = 60.0

    private enum Kind {
        case han, hiragana, katakana, other

        init(_ scalar: Unicode.Scalar) {
            switch scalar.value {
            case 0x3041...0x309F: self = .hiragana
            case 0x30A0...0x30FF, 0xFF66...0xFF9F: self = .katakana
            case 0x2E80...0x2FDF, 0x3005...0x3007, 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: self = .han
            default: self = .other
            }
        }
    }

    /// What does not begin a line: closing marks, small kana, marks of repetition and length.
    private static func isNoStart(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .closePunctuation, .finalPunctuation, .nonspacingMark, .spacingMark, .enclosingMark: return true
        default: break
        }
        return noStart.contains(scalar)
    }

    private static func isNoEnd(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .openPunctuation, .initialPunctuation: true
        default:
            scalar.properties.canonicalCombiningClass == .virama || scalar.value == 0x17D2 || scalar.value == 0x1039
        }
    }

    private static let noStart = Set(
        "、。，．・：；？！‥…ー々〻ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ゛゜〜～%％!?,.:;".unicodeScalars
    )

    static func isStop(_ scalar: Unicode.Scalar) -> Bool { "、。，．：；？！…".unicodeScalars.contains(scalar) }

    // MARK: Words

    /// Parts text of South-East Asia, which has no spaces between words, where a syllable surely begins or ends: before
    /// a vowel that is written first, after one that ends a syllable and after marks of repetition and abbreviation.
    /// Other text is one part.
    static func syllables(_ word: String) -> [String] {
        guard word.unicodeScalars.contains(where: { (0x0E00...0x0EFF).contains($0.value) }) else { return [word] }
        var parts: [String] = []
        var part = ""
        for character in word {
            if !part.isEmpty, let first = character.unicodeScalars.first, let last = part.unicodeScalars.last {
                let begins = isFirstVowel(first) || (isLastOfSyllable(last) && WritingSystem(first) != .common)
                // A part of one consonant and no vowel is no syllable.
                if begins, part.count > 1 {
                    parts.append(part)
                    part = ""
                }
            }
            part.append(character)
        }
        return parts + [part]
    }

    private static func isFirstVowel(_ scalar: Unicode.Scalar) -> Bool {
        (0x0E40...0x0E44).contains(scalar.value) || (0x0EC0...0x0EC4).contains(scalar.value)
    }

    private static func isLastOfSyllable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0E30, 0x0E33, 0x0E46, 0x0E2F, 0x0EB0, 0x0EB3, 0x0EC6, 0x0EAF: true
        default: false
        }
    }

    /// Parts a word, each part of at most `widest` ems: behind marks such as `/`, `-` and `.`, and else where a
    /// syllable may begin. Grapheme clusters stay whole. A word that fits is one part.
    static func parts(of word: String, widest: Double) -> [String] {
        let total = TextWidth.ems(word)
        guard total > widest, widest > 0 else { return [word] }
        let characters = Array(word)
        let widths = characters.map { TextWidth.ems(String($0)) }
        var parts: [String] = []
        var start = 0
        var left = total
        while start < characters.count {
            let wanted = left / (left / (widest * 0.96)).rounded(.up)
            var best: (index: Int, cost: Double)?
            var width = 0.0
            var index = start
            while index < characters.count {
                width += widths[index]
                index += 1
                if width > widest, index > start + 1 { break }
                if index == characters.count {
                    best = (index, -1)
                    break
                }
                let cost = abs(width - wanted) / widest * 4 + costOfCut(characters, index)
                if cost <= best?.cost ?? .infinity { best = (index, cost) }
            }
            let end = best?.index ?? characters.count
            parts.append(String(characters[start..<end]))
            left -= widths[start..<end].reduce(0, +)
            start = end
        }
        return parts
    }

    private static func costOfCut(_ word: [Character], _ index: Int) -> Double {
        let (last, first) = (word[index - 1], word[index])
        guard let before = last.unicodeScalars.last, let after = first.unicodeScalars.first else { return 0 }
        if isNoEnd(before) || isNoStart(after) { return 20 }
        if "/-\u{2010}_.?&=@#+,".contains(last) { return 0 }
        guard index > 2, word.count - index > 2 else { return 6 }
        if WritingSystem(after) == .thai || WritingSystem(after) == .lao {
            // A consonant that bears a vowel begins a syllable, if the one before has one too.
            return first.unicodeScalars.count > 1 && last.unicodeScalars.count > 1 ? 1 : 3
        }
        let isConsonant = !isVowel(first)
        if isConsonant, index + 1 < word.count, isVowel(word[index + 1]) { return isVowel(last) ? 1 : 0.8 }
        return 3
    }

    private static func isVowel(_ letter: Character) -> Bool {
        "aeiouyäöüáéíóúàèìòùâêîôûåæøаеёиоуыэюяіїєαεηιουωάέήίόύώ".contains(letter.lowercased())
    }

    /// Whether a word that is parted between two letters shows a hyphen there.
    static func wantsHyphen(after: String, before: String) -> Bool {
        guard let last = after.unicodeScalars.last, let first = before.unicodeScalars.first else { return false }
        let cased: Set<WritingSystem> = [.latin, .greek, .cyrillic, .armenian]
        return last.properties.isAlphabetic && first.properties.isAlphabetic && cased.contains(WritingSystem(last))
            && cased.contains(WritingSystem(first))
    }
}
