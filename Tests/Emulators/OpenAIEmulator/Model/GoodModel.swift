import EmulatorKit

/// Answers by the rules: the candidates with the best scores that do not overlap, in words that were said.
struct GoodModel {
    var draw: Draw

    mutating func answer(_ question: Question) -> JSON {
        switch question {
        case .choose(let sentences, let candidates, let most, let remark):
            return ["moments": .array(choose(sentences, candidates, most, remark))]
        case .rank(let moments, let most):
            let best = moments.sorted { ($1.length, $0.number) < ($0.length, $1.number) }
            return ["ranking": .array(best.prefix(most).map { .int($0.number) })]
        case .captions(let platforms, let moments):
            return ["clips": .array(moments.map { clip($0, platforms) })]
        case .refine(let sentences, let now, let allowed, let remark):
            return refine(sentences, now, allowed, remark)
        }
    }

    private mutating func choose(
        _ sentences: [Sentence],
        _ candidates: [Question.Candidate],
        _ most: Int,
        _ remark: String
    ) -> [JSON] {
        let words = Dictionary(sentences.map { ($0.number, $0.words) }) { first, _ in first }
        let wanted = Self.terms(remark)
        // How many of the remark's words are said in a candidate.
        func fit(_ candidate: Question.Candidate) -> Int {
            Set(candidate.sentences.flatMap { Self.terms(words[$0] ?? "") }).intersection(wanted).count
        }
        let fits = Dictionary(candidates.map { ($0.number, wanted.isEmpty ? 0 : fit($0)) }) { first, _ in first }
        var taken: [ClosedRange<Int>] = []
        var moments: [JSON] = []
        let ranked = candidates.sorted { one, other in
            let (first, second) = (fits[one.number] ?? 0, fits[other.number] ?? 0)
            return first == second
                ? (other.score, one.number) < (one.score, other.number) : first > second
        }
        for candidate in ranked {
            guard moments.count < most else { break }
            let span = span(candidate, words, taken)
            let said = span.filter { words[$0]?.isEmpty == false }
            guard !taken.contains(where: { $0.overlaps(span) }), let quoted = draw.one(of: said),
                let quote = words[quoted]
            else { continue }
            taken.append(span)
            let isAsOffered = span == candidate.sentences
            moments.append([
                "candidate": .int(candidate.number),
                "first_sentence": isAsOffered ? .null : .int(span.lowerBound),
                "last_sentence": isAsOffered ? .null : .int(span.upperBound),
                "title": .string(Phrase.title(quote)),
                "description": .string(Phrase.cut(said.compactMap { words[$0] }.joined(separator: " "), to: 200)),
                "reason": .string(draw.one(of: Phrase.reasons) ?? ""),
                "quote": .string(quote),
                "score": .int(min(max(Int((candidate.score * 100).rounded()), 0), 100)),
            ])
        }
        return moments
    }

    /// Words of some length, which are more than grammar.
    private static func terms(_ text: String) -> Set<String> {
        Set(text.lowercased().split { !$0.isLetter }.map(String.init).filter { $0.count > 3 })
    }

    /// As offered more often than not; now and then a sentence less or more on one side.
    private mutating func span(
        _ candidate: Question.Candidate,
        _ words: [Int: String],
        _ taken: [ClosedRange<Int>]
    ) -> ClosedRange<Int> {
        let offered = candidate.sentences
        let (kind, isAtEnd) = (draw.unit(), draw.happens(0.5))
        var span = offered
        if kind < 0.15, offered.count > 2 {
            span =
                isAtEnd ? offered.lowerBound...(offered.upperBound - 1) : (offered.lowerBound + 1)...offered.upperBound
        } else if kind > 0.85 {
            span =
                isAtEnd ? offered.lowerBound...(offered.upperBound + 1) : (offered.lowerBound - 1)...offered.upperBound
        }
        let isThere = words[span.lowerBound] != nil && words[span.upperBound] != nil
        return isThere && !taken.contains { $0.overlaps(span) } ? span : offered
    }

    private mutating func clip(_ moment: Question.Moment, _ platforms: [Question.Platform]) -> JSON {
        let said = moment.sentences.map(\.words).joined(separator: " ")
        let tags = Phrase.hashtags(moment.title + " " + said)
        let posts = platforms.map { platform -> JSON in
            var chosen = Array(tags.prefix(draw.number(platform.hashtags)))
            // The text and its hashtags together keep within the limit.
            let room = platform.characters - chosen.reduce(0) { $0 + $1.count + 2 }
            if room < 20 { chosen = Array(chosen.prefix(platform.hashtags.lowerBound)) }
            let left = platform.characters - chosen.reduce(0) { $0 + $1.count + 2 }
            return [
                "platform": .string(platform.name),
                "text": .string(Phrase.cut(moment.title.isEmpty ? said : moment.title + ": " + said, to: max(left, 1))),
                "hashtags": .array(chosen.map { .string($0) }),
            ]
        }
        return ["clip": .int(moment.number), "posts": .array(posts)]
    }

    private mutating func refine(
        _ sentences: [Sentence],
        _ now: ClosedRange<Int>,
        _ allowed: ClosedRange<Int>,
        _ remark: String
    ) -> JSON {
        var (first, last) = (now.lowerBound, now.upperBound)
        let asked = remark.lowercased()
        if asked.contains("short") {
            if draw.happens(0.5), first < last { first += 1 } else if first < last { last -= 1 }
        } else if asked.contains("earl") || asked.contains("before") {
            first -= 1
        } else {
            last += 1
        }
        first = min(max(first, allowed.lowerBound), allowed.upperBound)
        last = min(max(last, first), allowed.upperBound)
        let words = sentences.first { $0.number == first }?.words ?? ""
        return [
            "first_sentence": .int(first), "last_sentence": .int(last),
            "reason": .string("It now begins with: " + Phrase.title(words)),
        ]
    }
}

extension Question.Moment {
    fileprivate var length: Int { sentences.reduce(0) { $0 + $1.words.count } }
}
