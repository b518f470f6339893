/// Splits written words into the terms that are counted and compared: lower case, without punctuation.
///
/// Scripts without spaces have no word boundaries to see. There a change of script parts terms (Japanese), a short run
/// of ideographs is one, and a long one is taken by pairs, as search engines do.
struct Tokenizer: Sendable {
    /// Whether an apostrophe parts words ("l'amour") or belongs to them ("don't").
    let splitsApostrophes: Bool

    /// A script that is written without spaces, or any other.
    private enum Script {
        case spaced, ideograph, hiragana, katakana
    }

    /// The terms of one written word, in order.
    func terms(of word: String) -> [String] {
        var terms: [String] = []
        var run = ""
        var script = Script.spaced
        for character in word {
            let character: Character = character == "\u{2019}" ? "'" : character
            let own = Self.script(of: character)
            let belongs = character.isLetter || character.isNumber || (character == "'" && !splitsApostrophes)
            if !belongs || own != script {
                Self.add(run, script, to: &terms)
                run = ""
            }
            script = own
            if belongs { run.append(character) }
        }
        Self.add(run, script, to: &terms)
        return terms
    }

    private static func add(_ run: String, _ script: Script, to terms: inout [String]) {
        var run = run[...]
        while run.first == "'" { run.removeFirst() }
        while run.last == "'" { run.removeLast() }
        guard !run.isEmpty else { return }
        guard script == .ideograph && run.count > 4 else {
            terms.append(script == .spaced ? run.lowercased() : String(run))
            return
        }
        for (first, second) in zip(run, run.dropFirst()) { terms.append(String([first, second])) }
    }

    private static func script(of character: Character) -> Script {
        guard let value = character.unicodeScalars.first?.value, value >= 0x3040 else { return .spaced }
        switch value {
        case 0x3040...0x309F: return .hiragana
        case 0x30A0...0x30FF: return .katakana
        case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: return .ideograph
        default: return .spaced
        }
    }
}
