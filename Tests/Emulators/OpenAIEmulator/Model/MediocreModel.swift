import EmulatorKit

/// A good model's answer, a fifth of whose items are wrong in one of the ways in which models are.
struct MediocreModel {
    var draw: Draw
    /// Of the items, how many are spoiled.
    private static let rate = 0.2

    mutating func answer(_ question: Question) -> JSON {
        var good = GoodModel(draw: draw)
        let answer = good.answer(question)
        draw = good.draw
        switch question {
        case .choose(let sentences, let candidates, let most, _):
            return ["moments": .array(spoilMoments(answer["moments"]?.items ?? [], sentences, candidates, most))]
        case .rank(let moments, _): return ["ranking": .array(spoilRanking(answer["ranking"]?.items ?? [], moments))]
        case .captions: return ["clips": .array(spoilClips(answer["clips"]?.items ?? []))]
        case .refine(_, _, let allowed, _):
            return draw.happens(Self.rate) ? spoilSpan(answer, allowed) : answer
        }
    }

    private enum MomentFlaw: CaseIterable {
        case inventedQuote, foreignQuote, noCandidate, reversed, outside, overlong, twice, overlapping, tooMany
        case longTitle, markup, score, times
    }

    private mutating func spoilMoments(
        _ moments: [JSON],
        _ sentences: [Sentence],
        _ candidates: [Question.Candidate],
        _ most: Int
    ) -> [JSON] {
        var result: [JSON] = []
        for moment in moments {
            guard draw.happens(Self.rate), let flaw = draw.one(of: MomentFlaw.allCases) else {
                result.append(moment)
                continue
            }
            let number = moment["candidate"]?.integer ?? 0
            let offered = candidates.first { $0.number == number }?.sentences ?? 1...1
            let first = moment["first_sentence"]?.integer ?? offered.lowerBound
            let span = first...(moment["last_sentence"]?.integer ?? offered.upperBound)
            let last = sentences.map(\.number).max() ?? span.upperBound
            switch flaw {
            case .inventedQuote: result.append(moment.with(["quote": .string(Flaw.invented)]))
            case .foreignQuote:
                let foreign = draw.one(of: sentences.filter { !span.contains($0.number) })?.words ?? Flaw.invented
                result.append(moment.with(["quote": .string(foreign)]))
            case .noCandidate: result.append(moment.with(["candidate": .int(candidates.count + draw.number(1...50))]))
            case .reversed:
                result.append(
                    moment.with([
                        "first_sentence": .int(span.upperBound + 1), "last_sentence": .int(span.lowerBound),
                    ])
                )
            case .outside:
                result.append(
                    moment.with(["first_sentence": .int(last + 10), "last_sentence": .int(last + 12)])
                )
            case .overlong:
                result.append(moment.with(["first_sentence": .int(0), "last_sentence": .int(last)]))
            case .twice: result += [moment, moment]
            case .overlapping:
                let other = draw.one(of: candidates)?.number ?? number
                result += [
                    moment,
                    moment.with([
                        "candidate": .int(other), "first_sentence": .int(span.lowerBound),
                        "last_sentence": .int(span.upperBound),
                    ]),
                ]
            case .tooMany: result += Array(repeating: moment, count: most + 1)
            case .longTitle: result.append(moment.with(["title": .string(Flaw.long(500))]))
            case .markup:
                let words = moment["title"]?.text ?? ""
                result.append(
                    moment.with([
                        "title": .string(Flaw.markup(words)), "description": .string(Flaw.markup(words)),
                        "reason": .string(Flaw.markup(words)),
                    ])
                )
            case .score: result.append(moment.with(["score": .int(draw.happens(0.5) ? 9000 : -5)]))
            case .times:
                let words = "From 00:01:23 to 1:45, at 83.5 s"
                result.append(moment.with(["title": .string(words), "reason": .string(words + " it gets good.")]))
            }
        }
        return result
    }

    private mutating func spoilRanking(_ ranking: [JSON], _ moments: [Question.Moment]) -> [JSON] {
        var result: [JSON] = []
        for number in ranking {
            result.append(number)
            guard draw.happens(Self.rate) else { continue }
            let unknown = JSON.int((moments.map(\.number).max() ?? 0) + draw.number(1...9))
            result.append(draw.happens(0.5) ? number : unknown)
        }
        return result
    }

    private enum PostFlaw: CaseIterable {
        case long, hashtags, platform, missing, markup
    }

    private mutating func spoilClips(_ clips: [JSON]) -> [JSON] {
        var result: [JSON] = []
        for clip in clips {
            // Of clips fewer are spoiled: each has several posts, which are spoiled too.
            if draw.happens(Self.rate / 4) { continue }
            var posts: [JSON] = []
            for post in clip["posts"]?.items ?? [] {
                guard draw.happens(Self.rate), let flaw = draw.one(of: PostFlaw.allCases) else {
                    posts.append(post)
                    continue
                }
                switch flaw {
                case .long: posts.append(post.with(["text": .string(Flaw.long(4000))]))
                case .hashtags:
                    let tags: JSON = ["#two words", "same", "#same", "SAME", "", "#", "a-b", "same"]
                    posts.append(post.with(["hashtags": tags]))
                case .platform: posts.append(post.with(["platform": "myspace"]))
                case .missing: continue
                case .markup: posts.append(post.with(["text": .string(Flaw.markup(post["text"]?.text ?? ""))]))
                }
            }
            result.append(clip.with(["posts": .array(posts)]))
        }
        return result
    }

    private mutating func spoilSpan(_ answer: JSON, _ allowed: ClosedRange<Int>) -> JSON {
        switch draw.number(0...3) {
        case 0:
            return answer.with([
                "first_sentence": .int(allowed.upperBound + 1), "last_sentence": .int(allowed.lowerBound),
            ])
        case 1: return answer.with(["last_sentence": .int(allowed.upperBound + 20)])
        case 2: return answer.with(["first_sentence": .int(-1), "last_sentence": .int(allowed.upperBound + 1)])
        default: return answer.with(["reason": .string(Flaw.markup(answer["reason"]?.text ?? ""))])
        }
    }
}

/// What models write that they should not.
private enum Flaw {
    static let invented = "And that, dear friends, is something nobody in this talk has ever put into words."

    static func long(_ characters: Int) -> String {
        String(
            String(repeating: "An answer that does not know when to stop ", count: characters / 40 + 1).prefix(
                characters
            )
        )
    }

    static func markup(_ words: String) -> String {
        "**\(words)** <script>alert(1)</script> [more](https://example.com/x?a=1&b=2)\u{7}\u{1b}[31m\u{202e}\u{200b}\n# end"
    }
}

extension JSON {
    /// An object with some members replaced.
    fileprivate func with(_ members: [String: JSON]) -> JSON {
        .object((self.members ?? [:]).merging(members) { $1 })
    }
}
