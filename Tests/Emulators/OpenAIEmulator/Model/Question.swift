/// What SmartClip asks a model, read from the words of the question alone, as a model reads it.
enum Question {
    /// Which of the candidates are worth a clip, or fit a remark.
    case choose([Sentence], [Candidate], most: Int, remark: String)
    /// Which of the moments are the best.
    case rank([Moment], most: Int)
    /// Posts for each clip on each platform.
    case captions([Platform], [Moment])
    /// Where a clip begins and ends after a remark.
    case refine([Sentence], now: ClosedRange<Int>, allowed: ClosedRange<Int>, remark: String)

    /// A stretch that may be chosen.
    struct Candidate {
        var number: Int
        var sentences: ClosedRange<Int>
        var score: Double
    }

    /// A stretch with a title, and what is said in it.
    struct Moment {
        var number: Int
        var title: String
        var sentences: [Sentence]
    }

    /// A place for posts, and what it takes.
    struct Platform {
        var name: String
        var characters: Int
        var hashtags: ClosedRange<Int>
    }

    /// Nil for any other question.
    init?(_ text: String) {
        let fenced = FencedText(text)
        let lines = fenced.lines
        if let most = Self.number(in: lines, "Choose at most ") {
            self = .choose(
                fenced.sentences,
                lines.compactMap { Candidate($0) },
                most: most,
                remark: Self.remark(fenced)
            )
        } else if let most = Self.number(in: lines, "Rank at most ") {
            self = .rank(Self.moments(fenced), most: most)
        } else if let list = lines.first(where: { $0.hasPrefix("Platforms: ") }) {
            let platforms = list.dropFirst(11).split(separator: ";").compactMap { Platform(String($0)) }
            self = .captions(platforms, Self.moments(fenced))
        } else if let now = Self.span(in: lines, "Now: sentences "),
            let allowed = Self.span(in: lines, "Allowed: sentences ")
        {
            self = .refine(fenced.sentences, now: now, allowed: allowed, remark: Self.remark(fenced))
        } else {
            return nil
        }
    }

    /// What the user wrote; empty where nothing.
    private static func remark(_ fenced: FencedText) -> String {
        var remark = ""
        for case .fence("remark", let words) in fenced.parts { remark = words.joined(separator: " ") }
        return remark
    }

    /// The number after a phrase, in the last line that begins with it.
    private static func number(in lines: [String], _ phrase: String) -> Int? {
        lines.last { $0.hasPrefix(phrase) }.flatMap { Int($0.dropFirst(phrase.count).prefix { $0.isNumber }) }
    }

    private static func span(in lines: [String], _ phrase: String) -> ClosedRange<Int>? {
        lines.last { $0.hasPrefix(phrase) }.flatMap { range($0.dropFirst(phrase.count)) }
    }

    /// "3-9" at the beginning.
    fileprivate static func range(_ text: some StringProtocol) -> ClosedRange<Int>? {
        let sides = text.prefix { $0.isNumber || $0 == "-" }.split(separator: "-").compactMap { Int($0) }
        guard sides.count == 2, sides[0] <= sides[1] else { return nil }
        return sides[0]...sides[1]
    }

    /// Each fence with the `(M)` and the fenced title before it.
    private static func moments(_ fenced: FencedText) -> [Moment] {
        var moments: [Moment] = []
        var head: (Int, String)?
        for part in fenced.parts {
            switch part {
            case .line(let line): head = numbered(line) ?? head
            case .fence("title", let lines): head?.1 = lines.joined(separator: " ")
            case .fence("said", let lines):
                guard let (number, title) = head else { continue }
                moments.append(Moment(number: number, title: title, sentences: FencedText.sentences(lines)))
                head = nil
            case .fence: continue
            }
        }
        return moments
    }

    /// "(7) words".
    fileprivate static func numbered(_ line: String) -> (Int, String)? {
        guard line.hasPrefix("("), let end = line.firstIndex(of: ")"),
            let number = Int(line[line.index(after: line.startIndex)..<end])
        else { return nil }
        return (number, String(line[line.index(after: end)...].drop { $0 == " " }))
    }
}

extension Question.Candidate {
    /// `(C) sentences A-B, S s, score P`.
    init?(_ line: String) {
        guard let (number, rest) = Question.numbered(line), rest.hasPrefix("sentences "),
            let sentences = Question.range(rest.dropFirst(10)),
            let score = rest.firstRange(of: "score ").flatMap({ Double(rest[$0.upperBound...].prefix { $0 != " " }) })
        else { return nil }
        self.init(number: number, sentences: sentences, score: score)
    }
}

extension Question.Platform {
    /// `tiktok (at most 150 characters, 3-5 hashtags)`.
    init?(_ text: String) {
        let name = text.drop { $0 == " " }.prefix { $0 != " " }
        guard !name.isEmpty, let most = text.firstRange(of: "at most "),
            let characters = Int(text[most.upperBound...].prefix { $0.isNumber })
        else { return nil }
        let counts = text.split(separator: ",").last { $0.contains("hashtag") }
        let numbers = counts?.split { !$0.isNumber }.compactMap { Int($0) } ?? []
        let hashtags = (numbers.min() ?? 0)...(numbers.max() ?? 0)
        self.init(name: String(name), characters: characters, hashtags: hashtags)
    }
}
