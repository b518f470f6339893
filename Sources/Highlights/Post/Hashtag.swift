/// Writes phrases as hashtags.
public enum Hashtag {
    /// The longest tag with its `#`, in characters.
    static let limit = 30
    /// The longest that is believed to be meant as one.
    private static let longest = 50

    /// `#` and the words run together, each with a capital where its script has them; nil where the result is too long
    /// or has no letter. A word with capitals of its own (NASA, iPhone) keeps them.
    static func tag(_ words: [String]) -> String? {
        let parts = words.map { word in
            let plain = word.filter { $0.isLetter || $0.isWholeNumber }
            return plain.dropFirst().contains { $0.isUppercase }
                ? plain : plain.prefix(1).uppercased() + plain.dropFirst()
        }
        let body = parts.joined()
        return body.count < limit && body.contains { $0.isLetter } ? "#" + body : nil
    }

    /// The tags of a clip's subjects, and those of the talk's where they are fewer than the least.
    static func tags(_ own: [Subjects.Subject], or talk: [Subjects.Subject], counts: ClosedRange<Int>) -> [String] {
        var tags: [String] = []
        var terms: Set<Int32> = []
        func take(_ subjects: [Subjects.Subject], upTo limit: Int) {
            for subject in subjects where tags.count < limit {
                guard terms.isDisjoint(with: subject.terms), let tag = tag(subject.words) else { continue }
                let isKnown = tags.contains { Subjects.isForm(tag.lowercased(), of: $0.lowercased()) }
                if isKnown { continue }
                tags.append(tag)
                terms.formUnion(subject.terms)
            }
        }
        take(own, upTo: counts.upperBound)
        take(talk, upTo: counts.lowerBound)
        return tags
    }

    /// Hashtags as somebody wrote them, in the form that every site understands: `#`, no blanks or signs, none twice whatever
    /// its case. What has no letter or digit, or is far too long, is left out.
    public static func normalized(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.compactMap { text in
            let word = text.unicodeScalars.filter { scalar in
                scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_"
                    || scalar.properties.generalCategory == .nonspacingMark
            }
            let body = String(String.UnicodeScalarView(word))
            guard !body.isEmpty, body.count < longest, seen.insert(body.lowercased()).inserted else { return nil }
            return "#" + body
        }
    }
}
