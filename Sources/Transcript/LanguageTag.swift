/// Names of languages as files, container tags and headers give them, as BCP 47 tags.
public enum LanguageTag {
    /// The tag for a code of ISO 639-1 or 639-2 with or without script and region (`eng`, `ger`, `pt_BR`), in the
    /// usual case; nil for `und` and the like and for what is no tag.
    public static func normalized(_ code: String) -> String? {
        let parts = code.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "_" }.map { $0.lowercased() }
        guard let first = parts.first, parts.allSatisfy({ isSubtag($0, lengths: 1...8) }),
            isSubtag(first, lengths: 2...3), first.utf8.allSatisfy(\.isLetter)
        else { return nil }
        guard !["und", "mul", "zxx", "mis"].contains(first), !LanguageCodes.isPrivate(first) else { return nil }
        let language = LanguageCodes.short[first] ?? first
        let rest = parts.dropFirst().map { part in
            switch part.utf8.count {
            case 2: part.uppercased()
            case 4 where part.utf8.allSatisfy(\.isLetter): part.prefix(1).uppercased() + part.dropFirst()
            default: part
            }
        }
        return ([language] + rest).joined(separator: "-")
    }

    /// The language in a caption file's name: `talk.pt-BR.srt` gives `pt-BR`, `talk.forced.en.srt` gives `en`,
    /// `talk.vtt` gives nil. Only codes that name a language count, so that `talk.final.vtt` has none.
    public static func language(fromFileName name: String) -> String? {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count > 2 else { return nil }
        // The first part is the title and the last the extension.
        var candidates = parts[1..<(parts.count - 1)]
        while let last = candidates.popLast() {
            let lowered = last.lowercased()
            // `hi` is Hindi, but beside another language it says "hearing impaired".
            if lowered == "hi", let before = candidates.last, let tag = known(before) { return tag }
            if let tag = known(last) { return tag }
            guard flags.contains(lowered) else { return nil }
        }
        return nil
    }

    /// What media players let stand beside the language in a name.
    private static let flags: Set<String> = [
        "forced", "sdh", "cc", "default", "auto", "orig", "original", "full", "foreign", "subs", "captions",
    ]

    private static func known(_ part: String) -> String? {
        let first = part.prefix { $0 != "-" && $0 != "_" }.lowercased()
        guard LanguageCodes.isKnown(first) else { return nil }
        return normalized(part)
    }

    private static func isSubtag(_ text: String, lengths: ClosedRange<Int>) -> Bool {
        lengths.contains(text.utf8.count) && text.utf8.allSatisfy { $0.isLetter || $0.isDigit }
    }
}
