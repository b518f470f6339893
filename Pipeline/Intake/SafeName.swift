/// Names for files and folders made from texts that nobody has looked at.
public enum SafeName {
    /// At most this many bytes of UTF-8, so that every file system takes it with something added.
    public static let limit = 100

    /// A folder's name from a video's own: separators, controls and what Windows shares refuse become `-`; no leading
    /// dashes or dots, no trailing dots or spaces, at most 100 bytes; never empty.
    public static func folder(_ name: String) -> String {
        var text = ""
        for scalar in name.unicodeScalars {
            text.unicodeScalars.append(isPlain(scalar) ? scalar : "-")
        }
        let name = trimmed(text, "-. ") ?? "video"
        return reserved.contains(name.lowercased()) ? "\(name)_" : name
    }

    /// What stands in an outbox or in a video's folder under a fixed name.
    private static let reserved: Set<String> = [
        "clips", "state", "index.html", "manifest.json", "manifest.ndjson", "moments.json", "transcript.txt",
        "transcript.vtt",
    ]

    /// Part of a clip's file name from its title: lower-case letters and digits of any script, dashes between.
    public static func slug(_ title: String) -> String {
        var text = ""
        for scalar in title.lowercased().unicodeScalars {
            if scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                || scalar.properties.generalCategory == .nonspacingMark
            {
                text.unicodeScalars.append(scalar)
            } else if scalar == "'" || scalar == "\u{2019}" {
                continue
            } else if !text.isEmpty, !text.hasSuffix("-") {
                text += "-"
            }
        }
        return trimmed(shortened(text, to: 60), "-") ?? "clip"
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        // The most usual ones first: to ask for a category takes a search.
        if ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar) { return true }
        return switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate: false
        default: !"/\\:*?\"<>|\u{FFFD}".unicodeScalars.contains(scalar)
        }
    }

    private static func trimmed(_ text: String, _ unwanted: String) -> String? {
        var text = Substring(text)
        while let first = text.first, unwanted.contains(first) || first.isWhitespace { text.removeFirst() }
        text = Substring(shortened(String(text), to: limit))
        while let last = text.last, unwanted.contains(last) || last.isWhitespace { text.removeLast() }
        return text.isEmpty ? nil : String(text)
    }

    /// The text's longest beginning of whole characters within a number of bytes, at a dash where one is near.
    private static func shortened(_ text: String, to limit: Int) -> String {
        if text.utf8.count <= limit { return text }
        var kept = ""
        var bytes = 0
        for character in text {
            bytes += character.utf8.count
            if bytes > limit { break }
            kept.append(character)
        }
        if let dash = kept.lastIndex(of: "-"), kept[dash...].utf8.count <= limit / 3 { return String(kept[..<dash]) }
        // A single character may be longer than the limit: then its first scalars stand for it.
        if kept.isEmpty {
            for scalar in text.unicodeScalars {
                if kept.utf8.count + scalar.utf8.count > limit { break }
                kept.unicodeScalars.append(scalar)
            }
        }
        return kept
    }
}
