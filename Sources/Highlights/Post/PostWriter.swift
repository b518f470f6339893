/// Writes captions and hashtags for clips of a talk, all in its own words and so in its own language.
public struct PostWriter: Sendable {
    private let reading: Reading
    private let wording: Wording

    /// The longest caption, in characters: what a feed shows before "more" on two or three platforms is 125 to 280.
    private static let captionLimit = 280
    private static let tagCounts = 3...5

    /// Reads a talk and finds its key phrases. O(words).
    public init(talk: Talk) {
        reading = Reading(talk: talk, rules: Rules())
        wording = Wording(reading: reading)
    }

    /// The post for a clip.
    ///
    /// - Parameters:
    ///   - start: Seconds; the sentences whose middle lies from here to `end` are the clip's.
    ///   - end: Seconds.
    ///   - title: The clip's title. A caption does not repeat it where the clip says something else too.
    /// - Returns: A caption of one to three of the clip's sentences; without words the title and no hashtags.
    public func post(start: Double, end: Double, title: String) -> Post {
        guard start.isFinite, end.isFinite, let lines = reading.lines(from: start, to: end) else {
            return Post(caption: title, hashtags: [])
        }
        let caption = caption(lines, title: title)
        return Post(caption: caption.isEmpty ? title : caption, hashtags: hashtags(lines))
    }

    /// The most quotable sentences that fit, in the order they are said.
    private func caption(_ lines: ClosedRange<Int>, title: String) -> String {
        let texts = reading.lines
        let others = lines.filter { reading.signs[$0].words > 3 && !texts[$0].text.contains(title) }
        func rank(_ line: Int) -> Double { reading.signs[line].quotable - 0.3 * reading.signs[line].leaning }
        let ranked = others.sorted { (-rank($0), $0) < (-rank($1), $1) }
        var taken: [Int] = []
        var room = Self.captionLimit
        for line in ranked where taken.count < 3 && texts[line].text.count < room {
            taken.append(line)
            room -= texts[line].text.count + 1
        }
        return taken.sorted().map { texts[$0].text }.joined(separator: " ")
    }

    /// What the clip is about; where that is little, what the whole talk says most.
    private func hashtags(_ lines: ClosedRange<Int>) -> [String] {
        let subjects = wording.titles.subjects
        return Hashtag.tags(subjects.subjects(in: lines), or: subjects.best, counts: Self.tagCounts)
    }
}
