/// WebVTT as the emulator handles it: cues with their times, read and printed plainly.
struct Captions: Sendable, Equatable {
    struct Cue: Sendable, Equatable {
        /// Seconds.
        var start: Double
        var end: Double
        /// What follows the times on their line.
        var settings: String
        var text: String
    }

    var cues: [Cue]

    init(cues: [Cue]) { self.cues = cues }

    /// Reads the cues of a file; headers, notes, styles and identifiers are left out.
    init(text: String) {
        cues = []
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        var index = 0
        while index < lines.count {
            defer { index += 1 }
            guard let cue = Self.timing(lines[index]) else { continue }
            var body: [Substring] = []
            while index + 1 < lines.count, !lines[index + 1].isEmpty {
                index += 1
                body.append(lines[index])
            }
            cues.append(Cue(start: cue.0, end: cue.1, settings: cue.2, text: body.joined(separator: "\n")))
        }
    }

    private static func timing(_ line: Substring) -> (Double, Double, String)? {
        let sides = line.split(separator: " --> ", maxSplits: 1)
        guard sides.count == 2, let start = seconds(sides[0]) else { return nil }
        let words = sides[1].split(separator: " ", maxSplits: 1)
        guard let first = words.first, let end = seconds(first) else { return nil }
        return (start, end, words.count > 1 ? String(words[1]) : "")
    }

    private static func seconds(_ text: Substring) -> Double? {
        let parts = text.split(separator: ":").map { Double(String($0).trimmingSpaces) }
        guard (2...3).contains(parts.count) else { return nil }
        return parts.reduce(0 as Double?) { sum, part in
            guard let sum, let part else { return nil }
            return sum * 60 + part
        }
    }

    /// The cues within a span of seconds, cut to it, on a clock that starts with it.
    func within(_ start: Double, _ end: Double) -> Captions {
        Captions(
            cues: cues.filter { $0.end > start && $0.start < end }.map { cue in
                var cue = cue
                cue.start = max(0, cue.start - start)
                cue.end = min(end, cue.end) - start
                return cue
            }
        )
    }

    /// The file.
    var webVTT: String {
        var text = "WEBVTT\n"
        for (index, cue) in cues.enumerated() {
            let settings = cue.settings.isEmpty ? "" : " " + cue.settings
            text += "\n\(index + 1)\n\(Self.time(cue.start)) --> \(Self.time(cue.end))\(settings)\n\(cue.text)\n"
        }
        return text
    }

    /// What is said, without tags, a line a cue.
    var transcript: String {
        cues.map { cue in
            var isTag = false
            let said = cue.text.filter { character in
                if character == "<" { isTag = true }
                defer { if character == ">" { isTag = false } }
                return !isTag
            }
            return said.split { $0.isNewline }.joined(separator: " ")
        }.joined(separator: "\n")
    }

    static func time(_ seconds: Double) -> String {
        let all = Int((seconds * 1000).rounded())
        let digits = { (value: Int, count: Int) in
            String(repeating: "0", count: max(0, count - String(value).count)) + String(value)
        }
        let (hours, minutes) = (all / 3_600_000, all / 60_000 % 60)
        return "\(digits(hours, 2)):\(digits(minutes, 2)):\(digits(all / 1000 % 60, 2)).\(digits(all % 1000, 3))"
    }
}

extension String {
    fileprivate var trimmingSpaces: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
