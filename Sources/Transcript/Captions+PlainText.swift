extension Captions {
    /// A pause that begins a new paragraph, in seconds, and the length from which a paragraph ends with its sentence.
    private static let paragraph = (pause: 2.0, length: 500)

    /// The speech as readable text: a paragraph a line with blank lines between, the speaker's name before it where
    /// one begins to speak. A new paragraph begins with another speaker, after a pause of two seconds, and where
    /// one has grown to 500 characters. Empty where nothing is said.
    public func plainText() -> String {
        var paragraphs: [String] = []
        var current = ""
        var length = 0
        var previous: Sentence?
        for sentence in sentences() {
            let isOther = previous.map { $0.speaker != sentence.speaker || $0.ending == .speaker } ?? true
            let isPause = previous.map { sentence.start - $0.end >= Self.paragraph.pause } ?? false
            if isOther || isPause || length >= Self.paragraph.length {
                if !current.isEmpty { paragraphs.append(current) }
                current = isOther ? sentence.speaker.map { $0 + ": " } ?? "" : ""
                length = 0
            } else if current.unicodeScalars.last?.isUnspaced != true {
                current += " "
            }
            current += sentence.text
            length += sentence.text.utf8.count
            previous = sentence
        }
        if !current.isEmpty { paragraphs.append(current) }
        return paragraphs.isEmpty ? "" : paragraphs.joined(separator: "\n\n") + "\n"
    }
}
