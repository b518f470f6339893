/// Finds runs of neighbouring lines in a clip for descriptions and captions. What is said far apart is never put together.
struct Passages: Sendable {
    let reading: Reading
    let titles: TitleWriter

    /// The longest description, in characters: about four lines on a phone.
    private static let descriptionLimit = 320
    /// The longest line that hooks.
    private static let hookLimit = 110
    /// The longest thought behind a hook: with it, what a feed shows before "more" on two or three sites.
    private static let thoughtLimit = 240

    /// A line that stops a reader, and the thought that it leads to.
    struct Caption: Sendable {
        /// The line that hooks; nil where none stands alone.
        var hook: Int?
        /// Neighbouring lines; nil where there is nothing besides the hook.
        var thought: ClosedRange<Int>?
    }

    /// One or two sentences that follow each other and say what happens in the lines: rather at their beginning.
    ///
    /// - Parameter title: The line that the title is all of.
    func description(_ lines: ClosedRange<Int>, except title: Int?) -> ClosedRange<Int> {
        let best = best(in: lines, limit: Self.descriptionLimit, most: 2, avoiding: title.map { [$0] } ?? []) { run in
            let place = Double(run.lowerBound - lines.lowerBound) / Double(max(1, lines.count))
            return (run.count == 2 ? 0.25 : 0) - 0.4 * place
        }
        return best ?? (title ?? lines.lowerBound)...(title ?? lines.lowerBound)
    }

    /// A hook and a thought for the lines.
    ///
    /// - Parameters:
    ///   - title: The line that the title is a piece of; it is neither the hook nor the thought's first line.
    ///   - mayAsk: Whether a question to the listener may be the hook.
    func caption(_ lines: ClosedRange<Int>, except title: Int?, mayAsk: Bool = true) -> Caption {
        let hooks = lines.filter { $0 != title && (mayAsk || !isCall($0)) }.map { (line: $0, rank: hookRank($0)) }
            .filter { $0.rank > 0 }
            .sorted { ($1.rank, $0.line) < ($0.rank, $1.line) }.prefix(5)
        var found: (caption: Caption, rank: Double)?
        for hook in hooks {
            let thought = best(
                in: lines,
                limit: Self.thoughtLimit,
                most: 3,
                avoiding: Set([hook.line, title].compactMap { $0 }),
                behind: hook.line
            ) { run in
                // What follows the hook is tied to it.
                run.lowerBound == hook.line + 1 ? 0.5 : 0
            }
            let follows = thought?.lowerBound == hook.line + 1
            let rank = hook.rank + (follows ? 0.6 : thought == nil ? -0.3 : 0)
            if rank > found?.rank ?? -.infinity { found = (Caption(hook: hook.line, thought: thought), rank) }
        }
        if let found { return found.caption }
        let thought = best(in: lines, limit: Self.thoughtLimit, most: 3, avoiding: title.map { [$0] } ?? []) { _ in 0 }
        return Caption(hook: nil, thought: thought ?? title.map { $0...$0 })
    }

    /// Whether a line asks those who listen and can be understood by itself.
    func isCall(_ line: Int) -> Bool {
        titles.asks(line) && titles.addressesListener(line) && hookRank(line) > 0
    }

    /// How well a line stops a reader who knows nothing; 0 where it does not stand alone or is long.
    func hookRank(_ line: Int) -> Double {
        let signs = reading.signs[line]
        let text = reading.lines[line].text
        guard signs.words > 3, text.count <= Self.hookLimit, titles.isWhole(line), titles.standsAlone(line),
            titles.hasVerb(line)
        else { return 0 }
        guard reading.counts(line...line)[.routine] == 0 else { return 0 }
        let asks = titles.asks(line) ? 0.35 : 0
        let isShort = signs.words <= 14 ? 0.15 : 0
        return 0.1 + signs.quotable + asks + isShort
    }

    /// The run of lines that ranks best: each a sentence with words, together within the limit.
    private func best(
        in lines: ClosedRange<Int>,
        limit: Int,
        most: Int,
        avoiding: Set<Int>,
        behind hook: Int? = nil,
        bonus: (ClosedRange<Int>) -> Double
    ) -> ClosedRange<Int>? {
        var found: (run: ClosedRange<Int>, rank: Double)?
        for first in lines where !avoiding.contains(first) {
            var length = 0
            var sum = 0.0
            for last in first..<min(first + most, lines.upperBound + 1) {
                if avoiding.contains(last) { break }
                length += reading.lines[last].text.count + 1
                if length > limit + 1 { break }
                sum += weight(last)
                // "Yeah." ends nothing.
                if last > first, reading.signs[last].words < 3 { continue }
                let run = first...last
                let rank = sum / Double(run.count) + (run.count > 1 ? 0.15 : 0) + edges(run, behind: hook) + bonus(run)
                if rank > found?.rank ?? -.infinity { found = (run, rank) }
            }
        }
        return found?.run
    }

    /// What a line says: quotable, about something, and no small talk.
    private func weight(_ line: Int) -> Double {
        let signs = reading.signs[line]
        let counts = reading.counts(line...line)
        if counts[.routine] > 0 || signs.words < 3 { return -0.5 }
        return 0.6 * signs.quotable + 0.6 * min(1, counts[.content] / max(1, counts[.words]) * 2.5)
    }

    /// A run begins where a reader can follow, and does not end on what is still to be answered.
    private func edges(_ run: ClosedRange<Int>, behind hook: Int?) -> Double {
        var rank = 0.0
        if run.lowerBound - 1 != hook, !titles.standsAlone(run.lowerBound) {
            rank -= reading.signs[run.lowerBound].leaning > 0.5 ? 0.8 : 0.5
        }
        if !titles.isWhole(run.lowerBound) || !titles.hasVerb(run.lowerBound) { rank -= 0.3 }
        if titles.asks(run.upperBound) || reading.lines[run.upperBound].text.last == ":" { rank -= 0.4 }
        return rank
    }

    /// The text of neighbouring lines; an open end is marked.
    func text(_ run: ClosedRange<Int>) -> String {
        let separator = run.contains { reading.lines[$0].text.contains(" ") } ? " " : ""
        // Without stops, pauses are all that parts what is said.
        var text = run.map { line in
            let own = reading.lines[line].text
            return titles.isPunctuated || titles.hasStop(line) || line == run.upperBound ? own : own + "…"
        }.joined(separator: separator)
        while let first = text.first, "-–—…,;:. ".contains(first) { text.removeFirst() }
        let isOpen = !titles.hasStop(run.upperBound)
        guard text.count > Self.descriptionLimit else { return isOpen ? Headline.withoutStop(text) + "…" : text }
        // Only a line without punctuation is ever too long.
        let head = text.prefix(Self.descriptionLimit - 1)
        return head[..<(head.lastIndex { $0.isWhitespace } ?? head.endIndex)] + "…"
    }
}
