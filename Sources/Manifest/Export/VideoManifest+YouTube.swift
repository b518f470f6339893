import TalkTime

extension VideoManifest {
    /// Chapter lines for a YouTube description. YouTube takes them only where the first stands at 00:00, there are at
    /// least three, they ascend and each is 10 s or longer (YouTube Help, "Video chapters"); a chapter lasts to the
    /// next. So the part before the first moment is called `Intro`, or given to that moment where it is shorter than
    /// 10 s, and a moment that would leave a chapter shorter than 10 s is left out. Where fewer than three remain, the
    /// error says so.
    func youTubeChapters() throws(ExportError) -> String {
        let shortest = 10
        let end = knownDuration.map { Milliseconds(seconds: $0).wholeSeconds } ?? Int.max
        var lines: [(start: Int, title: String)] = []
        for chapter in chapters() {
            var start = chapter.start.wholeSeconds
            if lines.isEmpty {
                if start < shortest {
                    start = 0
                } else {
                    lines.append((0, "Intro"))
                }
            }
            let previous = lines.last?.start ?? -shortest
            if start - previous >= shortest, end - start >= shortest {
                lines.append((start, Self.descriptionText(chapter.title)))
            }
        }
        guard lines.count >= 3 else { throw .tooFewChapters(lines.count) }
        return lines.map { "\(Self.clock($0.start)) \($0.title)\n" }.joined()
    }

    /// `02:05`, and `1:02:05` from an hour on: YouTube begins its example with 00:00.
    private static func clock(_ seconds: Int) -> String {
        let text = TalkTime.text(Double(seconds))
        return seconds < 600 ? "0" + text : text
    }

    /// A title of at most 100 characters, with `‹` and `›` for the angle brackets that YouTube refuses.
    private static func descriptionText(_ title: String) -> String {
        title.prefix(100).unicodeScalars.reduce(into: "") { result, scalar in
            result.unicodeScalars.append(scalar == "<" ? "‹" : scalar == ">" ? "›" : scalar)
        }
    }
}
