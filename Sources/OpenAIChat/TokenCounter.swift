/// How many tokens a text may be, without any model's own tables.
///
/// The estimate is meant to be too high rather than too low: it is for making texts fit. Against the rule of thumb of 4 bytes
/// a token, English prose comes out a sixth or so higher (3.4 bytes a token), and text full of figures up to twice as high, as
/// digits count one each: some models split them so. Letters of other alphabets weigh double. Chinese, Japanese and Korean
/// count three tokens to two characters: newer tables need about one a character, old ones up to three, so here it may be half
/// of the truth; the same holds for scripts that few tables know, which count two a character. Only `most(of:)` cannot be
/// exceeded.
public enum TokenCounter {
    /// What a chat adds to each message for its role and its ends.
    private static let perMessage = 4

    /// Of a text.
    public static func estimate(_ text: String) -> Int {
        var tally = Tally()
        for scalar in text.unicodeScalars { tally.add(scalar) }
        return tally.total
    }

    /// Of a conversation, with what a chat adds to each message.
    public static func estimate(_ messages: [ChatMessage]) -> Int {
        messages.reduce(3) { $0 + estimate($1.text) + perMessage }
    }

    /// More than this no tokenizer that works on bytes can give.
    public static func most(of text: String) -> Int { text.utf8.count }

    /// Of a text as a table counts that knows its script best: no server has yet been seen to count fewer than half as many. The
    /// newest tables take a third of a token for a letter of a script that older ones take two for.
    public static func least(_ text: String) -> Int {
        var tally = Tally(isLeast: true)
        for scalar in text.unicodeScalars { tally.add(scalar) }
        return tally.total
    }

    /// Counts in half tokens, so that a sum is exact.
    private struct Tally {
        private let isLeast: Bool
        private var halves = 0
        /// Of the word that is not at its end: a letter weighs one, a letter outside ASCII two.
        private var word = 0
        private var blanks = 0

        init(isLeast: Bool = false) { self.isLeast = isLeast }

        var total: Int { (halves + 2 * Self.tokens(ofWord: word) + 1) / 2 }

        /// A blank belongs to the word after it; more of them are tokens of their own.
        mutating func add(_ scalar: Unicode.Scalar) {
            if scalar == " " {
                endWord()
                blanks += 1
                // Runs of blanks have tokens of several lengths.
                if blanks == 2 { halves += 2 }
                return
            }
            blanks = 0
            switch Script(scalar) {
            case .ascii: word += 1
            case .alphabet: word += 2
            case .ideographic: count(isLeast ? 2 : 3)
            case .rare: count(isLeast ? 1 : 4)
            case .sign: count(2)
            case .picture: count(isLeast ? 1 : 8)
            }
        }

        private mutating func count(_ halves: Int) {
            endWord()
            self.halves += halves
        }

        private mutating func endWord() {
            halves += 2 * Self.tokens(ofWord: word)
            word = 0
        }

        private static func tokens(ofWord weight: Int) -> Int { (weight + 3) / 4 }
    }

    private enum Script {
        case ascii, alphabet, ideographic, rare, sign, picture

        init(_ scalar: Unicode.Scalar) {
            switch scalar.value {
            case 0x41...0x5A, 0x61...0x7A: self = .ascii
            case ..<0x80: self = .sign
            // The alphabets of Europe, with their marks, and those of Hebrew and Arabic.
            case 0xAA...0x06FF, 0x1E00...0x1FFF: self = scalar.properties.isAlphabetic ? .alphabet : .rare
            case 0x2010...0x2027, 0x3000...0x303F, 0xFF00...0xFFEF: self = .ideographic
            case 0x3040...0x30FF, 0x3400...0x9FFF, 0xAC00...0xD7AF, 0xF900...0xFAFF: self = .ideographic
            case 0x1_0000...: self = .picture
            default: self = .rare
            }
        }
    }
}
