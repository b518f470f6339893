/// Writes captions and hashtags for clips of a talk, all in its own words and so in its own language.
public struct PostWriter: Sendable {
    private let reading: Reading
    private let titles: TitleWriter
    private let passages: Passages

    /// Hashtags of a clip, and as many of the talk's as it lacks.
    private static let tagCounts = 3...5
    /// The longest text for LinkedIn, in characters: what is read without a click is less, more is not read.
    private static let articleLimit = 700
    /// The longest single line, for TikTok.
    private static let lineLimit = 150

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
        let shape = Shape(passages, lines, title: title, titleLine: line(of: title, in: lines))
        var texts: [Platform: String] = [:]
        for platform in Platform.allCases { texts[platform] = shape.text(platform) }
        return ClipPosts(caption: shape.general, hashtags: hashtags(lines), texts: texts)
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

    /// How a hook and a thought are laid out on each site.
    private struct Shape {
        private let passages: Passages
        private let lines: ClosedRange<Int>
        private let title: String
        private let titleLine: Int?
        private let hook: Int?
        private let thought: ClosedRange<Int>?

        init(_ passages: Passages, _ lines: ClosedRange<Int>, title: String, titleLine: Int?) {
            self.passages = passages
            self.lines = lines
            self.title = title
            self.titleLine = titleLine
            let caption = passages.caption(lines, except: titleLine)
            hook = caption.hook
            thought = caption.thought
        }

        /// The words of the hook; of the thought's first sentence where there is none.
        private var first: String {
            if let hook { return passages.text(hook...hook) }
            return thought.map { passages.text($0.lowerBound...$0.lowerBound) } ?? title
        }

        private var rest: String? {
            guard let thought else { return nil }
            if hook != nil { return passages.text(thought) }
            return thought.count > 1 ? passages.text((thought.lowerBound + 1)...thought.upperBound) : nil
        }

        /// Hook, blank line, thought.
        var general: String {
            guard hook != nil, let rest else { return thought.map(passages.text) ?? first }
            return "\(first)\n\n\(rest)"
        }

        func text(_ platform: Platform) -> String {
            switch platform {
            case .youtubeShorts: title
            case .tiktok: first.count <= PostWriter.lineLimit ? first : title
            case .instagram: general
            case .linkedin: article
            case .x: line
            }
        }

        /// One line: the hook, and what follows it where that was said right behind it.
        private var line: String {
            guard let hook, let thought, thought.lowerBound == hook + 1 else {
                guard hook == nil, let thought else { return first }
                return passages.text(thought)
            }
            return passages.text(hook...thought.upperBound)
        }

        /// The hook, two or three short paragraphs that follow each other, and a question of the talk to answer.
        private var article: String {
            guard var run = thought else { return general }
            // The thought goes on as far as the clip, in sentences that stand in a row.
            var length = passages.text(run).count
            while run.count < 6, run.upperBound < lines.upperBound, run.upperBound + 1 != hook {
                let next = run.upperBound + 1
                length += passages.reading.lines[next].text.count + 1
                if length > PostWriter.articleLimit || passages.reading.counts(next...next)[.routine] > 0 { break }
                run = run.lowerBound...next
            }
            // It ends where a reader is not left with half of what follows.
            while run.count > 2, run.upperBound < lines.upperBound, !passages.titles.standsAlone(run.upperBound + 1) {
                run = run.lowerBound...(run.upperBound - 1)
            }
            var paragraphs = hook.map { [passages.text($0...$0)] } ?? []
            let size = run.count > 4 ? 3 : 2
            var start = run.lowerBound
            if hook == nil, run.count > 2, first.count <= PostWriter.lineLimit {
                paragraphs.append(first)
                start += 1
            }
            while start <= run.upperBound {
                let end = min(start + size - 1, run.upperBound)
                paragraphs.append(passages.text(start...end))
                start = end + 1
            }
            if let question = call(besides: run) { paragraphs.append(passages.text(question...question)) }
            return paragraphs.joined(separator: "\n\n")
        }

        /// A question to the listener that stands alone and is not yet in the post; the last one.
        private func call(besides run: ClosedRange<Int>) -> Int? {
            lines.last { line in
                line != hook && line != titleLine && !run.contains(line) && passages.titles.asks(line)
                    && passages.titles.addressesListener(line)
                    && passages.hookRank(line) > 0
            }
        }
    }
}
