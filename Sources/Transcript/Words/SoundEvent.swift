/// Something heard that is not speech, written in captions as `[Music]` or `(applause)`.
public struct SoundEvent: Sendable, Equatable, Encodable {
    /// The words between the brackets, lower case: `music`, `applause`, `laughter`.
    public var label: String
    /// When it is written to begin, in seconds.
    public var start: Double
    /// When it is written to end, in seconds.
    public var end: Double

    /// Makes an event from its parts.
    public init(label: String, start: Double, end: Double) {
        self.label = label
        self.start = start
        self.end = end
    }
}

/// What captions call sounds that are not speech.
enum SoundNames {
    /// A musical note, the sign of song.
    static func isNote(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= 0x2669 && scalar.value <= 0x266C }

    /// The label of what stands in brackets, or nil where it is speech. Square brackets hold sounds and remarks by
    /// custom; round ones only where a word of sound stands in them or where they fill the line in capitals.
    static func label(_ inner: String, isSquare: Bool, isWholeLine: Bool) -> String? {
        if inner.unicodeScalars.contains(where: isNote) { return "music" }
        guard inner.unicodeScalars.contains(where: { $0.properties.isAlphabetic }) else { return nil }
        let label = inner.lowercased()
        let words = label.split(separator: " ")
        if isSquare { return words.count <= 6 ? label : nil }
        guard words.count <= 5 else { return nil }
        let isCapitals = !inner.unicodeScalars.contains { $0.isSmall }
        let isLong = inner.unicodeScalars.count > 3 && inner.unicodeScalars.contains { $0.isCapital }
        if isCapitals, isLong, isWholeLine { return label }
        guard !words.contains(where: { speechWords.contains(String($0)) }) else { return nil }
        return words.contains(where: isSound) ? label : nil
    }

    private static func isSound(_ word: Substring) -> Bool {
        // Stems are three letters or more in the alphabets; the others are whole words.
        stems.contains { word.hasPrefix($0) }
    }

    /// Words that make a remark in brackets a sentence: "(which is music to me)".
    private static let speechWords: Set<String> = [
        "i", "you", "we", "they", "he", "she", "it", "is", "are", "was", "which", "that", "my", "your", "of", "to",
        "i'm", "it's", "ich", "du", "wir", "er", "ist", "je", "tu", "nous", "est", "yo", "es", "eu", "é", "io",
    ]

    private static let stems = [
        "laugh", "applau", "music", "cheer", "sigh", "cough", "gasp", "chuckl", "giggl", "whisper", "inaudible",
        "crosstalk", "silence", "beep", "clap", "groan", "scream", "sob", "sniff", "snort", "sneez", "whistl",
        "humming", "singing", "sings", "murmur", "mumbl", "booing", "yell", "shout", "growl", "bark", "static",
        "clears throat", "throat", "footstep", "knock", "slam", "ringing", "rings", "buzz", "thunder", "explosion",
        "gunshot", "lacht", "lachen", "gelächter", "applaus", "beifall", "musik", "seufz", "hust", "räusper",
        "stille", "rires", "rire", "rit", "musique", "toux", "soupir", "risas", "risa", "aplauso", "música",
        "suspir", "tose", "risos", "palmas", "aplausos", "riso", "risata", "risate", "musica", "sospir", "gelach",
        "muziek", "拍手", "笑", "音楽", "掌声", "笑声", "音乐",
    ]
}
