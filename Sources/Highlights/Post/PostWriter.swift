/// Writes captions and hashtags for clips of a talk, all in its own words and so in its own language.
public struct PostWriter: Sendable {
    private let reading: Reading
    private let titles: TitleWriter
    private let passages: Passages

    /// Hashtags of a clip, and as many of the talk's as it lacks.
    private static let tagCounts = 3...5
    /// Reads a talk and finds what it is about. O(words).
    public init(talk: Talk) {
        reading = Reading(talk: talk, rules: Rules())
        titles = Wording(reading: reading).titles
        passages = Passages(reading: reading, titles: titles)
    }

    /// The posts for a clip.
    ///
    /// - Parameters:
    ///   - start: Seconds; the sentences whose middle lies from here to `end` are the clip's.
    ///   - end: Seconds.
    ///   - title: The clip's title. A caption does not begin with it where the clip says something else too.
    /// - Returns: The clip's own sentences; without words the title and no hashtags.
    public func posts(start: Double, end: Double, title: String) -> ClipPosts {
        guard start.isFinite, end.isFinite, let lines = reading.lines(from: start, to: end) else {
            return ClipPosts(caption: title, hashtags: [], texts: [:])
        }
        let shape = PostShape(passages, lines, title: title, titleLine: line(of: title, in: lines))
        var texts: [Platform: String] = [:]
        // A line of signs alone is no text.
        func orTitle(_ text: String) -> String { text.contains { !$0.isWhitespace } ? text : title }
        for platform in Platform.allCases { texts[platform] = orTitle(shape.text(platform)) }
        return ClipPosts(caption: orTitle(shape.general), hashtags: hashtags(lines), texts: texts)
    }

    /// What the clip is about; where that is little, what the whole talk says most.
    private func hashtags(_ lines: ClosedRange<Int>) -> [String] {
        Hashtag.tags(titles.subjects.subjects(in: lines), or: titles.subjects.best, counts: Self.tagCounts)
    }

    /// The line that a title is a piece of.
    private func line(of title: String, in lines: ClosedRange<Int>) -> Int? {
        let letters = Self.letters(title)
        guard letters.count > 3 else { return nil }
        return lines.first { Self.letters(reading.lines[$0].text).contains(letters) }
    }

    private static func letters(_ text: String) -> String {
        String(text.lowercased().filter { $0.isLetter || $0.isNumber })
    }
}
