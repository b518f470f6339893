/// How the sentences of a clip are laid out as a text for each site.
struct PostShape {
    private let passages: Passages
    private let lines: ClosedRange<Int>
    private let title: String
    private let titleLine: Int?
    private let caption: Passages.Caption

    /// The longest text for LinkedIn, in characters: three paragraphs that are read in one go.
    private static let articleLimit = 700
    /// The longest single line, for TikTok.
    private static let lineLimit = 150

    init(_ passages: Passages, _ lines: ClosedRange<Int>, title: String, titleLine: Int?) {
        self.passages = passages
        self.lines = lines
        self.title = title
        self.titleLine = titleLine
        caption = passages.caption(lines, except: titleLine)
    }

    func text(_ platform: Platform) -> String {
        switch platform {
        case .youtubeShorts: title
        case .tiktok: first.count <= Self.lineLimit ? first : title
        case .instagram: general
        case .linkedin: article
        case .x: line
        }
    }

    /// The hook, a blank line and the thought.
    var general: String {
        guard let thought = caption.thought else { return first }
        guard let hook = caption.hook else { return passages.text(thought) }
        return "\(passages.text(hook...hook))\n\n\(passages.text(thought))"
    }

    /// The hook; where there is none, the thought's first sentence.
    private var first: String {
        (caption.hook ?? caption.thought?.lowerBound).map { passages.text($0...$0) } ?? title
    }

    /// One line: the hook, and what follows it where that was said right behind it.
    private var line: String {
        guard let thought = caption.thought else { return first }
        guard let hook = caption.hook else { return passages.text(thought) }
        return thought.lowerBound == hook + 1 ? passages.text(hook...thought.upperBound) : first
    }

    /// The hook, two or three short paragraphs that follow each other, and a question of the talk to answer.
    private var article: String {
        let own = passages.caption(lines, except: titleLine, mayAsk: false)
        guard let thought = own.thought else { return general }
        let said = continued(thought, before: own.hook)
        var run = said
        var paragraphs: [String] = []
        if let hook = own.hook {
            paragraphs.append(passages.text(hook...hook))
        } else if run.count > 1, passages.text(run.lowerBound...run.lowerBound).count <= Self.lineLimit {
            paragraphs.append(passages.text(run.lowerBound...run.lowerBound))
            run = (run.lowerBound + 1)...run.upperBound
        }
        let size = run.count > 4 ? 3 : 2
        for start in stride(from: run.lowerBound, through: run.upperBound, by: size) {
            paragraphs.append(passages.text(start...min(start + size - 1, run.upperBound)))
        }
        let call = lines.last { line in
            line != own.hook && line != titleLine && !said.contains(line) && passages.isCall(line)
        }
        if let call { paragraphs.append(passages.text(call...call)) }
        return paragraphs.joined(separator: "\n\n")
    }

    /// A thought as far as it goes on in the clip, in sentences that stand in a row.
    private func continued(_ thought: ClosedRange<Int>, before hook: Int?) -> ClosedRange<Int> {
        var run = thought
        var length = passages.text(run).count
        while run.count < 6, run.upperBound < lines.upperBound, run.upperBound + 1 != hook {
            let next = run.upperBound + 1
            length += passages.reading.lines[next].text.count + 1
            if length > Self.articleLimit || passages.reading.counts(next...next)[.routine] > 0 { break }
            run = run.lowerBound...next
        }
        // It ends where a reader is not left with half of what follows.
        while run.count > 2, run.upperBound < lines.upperBound, !passages.titles.standsAlone(run.upperBound + 1) {
            run = run.lowerBound...(run.upperBound - 1)
        }
        return run
    }
}
