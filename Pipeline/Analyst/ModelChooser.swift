import Highlights
import Manifest
import OpenAIChat

/// Has a language model choose the moments of a talk: window by window, and then the best of all of them.
struct ModelChooser: Sendable {
    let desk: ChatDesk
    let picker: MomentPicker
    let settings: Settings
    let language: String?
    let progress: @Sendable (Double) -> Void

    /// Windows that are asked at once.
    private static let atOnce = 4
    /// A window of fewer tokens than this shows no moment whole.
    private static let smallest = 500
    /// Of a server that takes a longer prompt without a word and forgets its beginning, the count of tokens tells; the estimate is
    /// up to twice as high as any server's count.
    private static let suspicious = 0.4

    /// What came of it.
    struct Result: Sendable {
        var choice: Choice
        /// The model, as the server names it.
        var model: String
    }

    /// What one window came to.
    private struct Part: Sendable {
        var grounded: Grounded
        var model: String?
        /// Tokens of the prompt, as estimated and as the server counted them.
        var estimated: Int
        var counted: Int?
    }

    /// Throws a `ModelSilence` where the model gives nothing that can be used.
    func choose() async throws -> Result {
        var budget = settings.windowTokens
        while true {
            do {
                return try await choose(budget: budget)
            } catch let silence as ModelSilence {
                guard let most = silence.mostTokens.map({ min($0, budget / 2) }), most >= Self.smallest else {
                    throw silence
                }
                budget = most
            }
        }
    }

    private func choose(budget: Int) async throws -> Result {
        let windows = picker.windows(budget: budget) { TokenCounter.estimate(Fence.neutral($0)) + 4 }
        let parts = try await parts(windows)
        let model = parts.compactMap(\.model).first ?? desk.model
        var grounded = parts.reduce(Grounded()) { $0 + $1.grounded }
        var ranked = grounded.moments
        if windows.count > 1 {
            (ranked, grounded) = try await final(parts.map(\.grounded.moments), grounded, budget: budget)
        }
        let choice = picker.choose(grounded, ranked: ranked)
        if choice.moments.isEmpty {
            let reason = "\(desk.model) named no moment that holds"
            throw ModelSilence(
                reason: reason,
                failure: Failure(.input, "\(reason); choose another model, or use --analyst extractive")
            )
        }
        return Result(choice: choice, model: model)
    }

    /// The first window alone, since it shows what the server can do; then several at once.
    private func parts(_ windows: [AskedWindow]) async throws -> [Part] {
        guard let first = windows.first else { return [] }
        let part = try await ask(first)
        if let counted = part.counted, Double(counted) < Double(part.estimated) * Self.suspicious {
            throw ModelSilence(tooLong: "\(desk.model) read only \(counted) tokens", mostTokens: counted * 6 / 10)
        }
        progress(1 / Double(windows.count + 1))
        var parts: [Int: Part] = [0: part]
        try await withThrowingTaskGroup(of: (Int, Part).self) { group in
            var next = 1
            while parts.count < windows.count {
                while next < windows.count, next - parts.count < Self.atOnce {
                    group.addTask { [next] in (next, try await ask(windows[next])) }
                    next += 1
                }
                guard let (place, part) = try await group.next() else { break }
                parts[place] = part
                progress(Double(parts.count) / Double(windows.count + 1))
            }
        }
        return windows.indices.compactMap { parts[$0] }
    }

    private func ask(_ window: AskedWindow) async throws -> Part {
        let question = ChooseQuestion(window: window)
        let shown = question.shown
        do {
            let answer = try await desk.ask(
                .choose,
                fields,
                shown: shown,
                as: ChooseQuestion.Answer.self,
                schema: ChooseQuestion.schema(most: window.most),
                longest: question.longest,
                validate: { (value) throws(ValidationProblem) in try question.check(value) }
            )
            return Part(
                grounded: picker.ground(question.proposals(answer.value), in: window),
                model: answer.answer.model,
                estimated: TokenCounter.estimate(shown),
                counted: answer.repaired.isEmpty ? answer.answer.usage?.prompt : nil
            )
        } catch let silence as ModelSilence {
            // What the model cannot say of one part need not cost the others; a server that is not there answers none.
            guard silence.isOfThisTextOnly, !settings.strict else { throw silence }
            var grounded = Grounded()
            grounded.moments = picker.ownChoice(of: window)
            grounded.notes = [
                "Sentences \(window.numbers.lowerBound)–\(window.numbers.upperBound) are chosen from by score: \(silence.reason)."
            ]
            return Part(grounded: grounded, model: nil, estimated: 0, counted: nil)
        }
    }

    /// The best of all windows in their order, as far as they fit into one question: in turns the best of each, so that no window is
    /// at a disadvantage.
    private func final(
        _ windows: [[Moment]],
        _ grounded: Grounded,
        budget: Int
    ) async throws -> (ranked: [Moment], grounded: Grounded) {
        var grounded = grounded
        var pool: [(moment: Moment, sentences: [AskedWindow.Sentence])] = []
        var spent = 0
        let turns = windows.map(\.count).max() ?? 0
        for turn in 0..<turns {
            for window in windows where turn < window.count {
                let moment = window[turn]
                let sentences = picker.sentences(from: moment.start, to: moment.end)
                let cost = TokenCounter.estimate(RankQuestion.shown(1, moment, sentences))
                guard spent + cost <= max(budget, 2 * Self.smallest) else { continue }
                spent += cost
                pool.append((moment, sentences))
            }
        }
        guard pool.count > 1 else { return (grounded.moments, grounded) }
        let question = RankQuestion(moments: pool, most: picker.wanted)
        do {
            let answer = try await desk.ask(
                .rank,
                fields,
                shown: question.shown,
                as: RankQuestion.Answer.self,
                schema: RankQuestion.schema(count: pool.count),
                longest: question.longest,
                validate: { (value) throws(ValidationProblem) in try question.check(value) }
            )
            let (named, others) = question.ranked(answer.value)
            for moment in others.sorted(by: { ($1.score, $0.start) < ($0.score, $1.start) }) {
                grounded.rejected.append(
                    Rejected(
                        start: moment.start,
                        end: moment.end,
                        score: moment.score,
                        quote: moment.quote,
                        reason: "The model ranked others higher."
                    )
                )
            }
            return (named, grounded)
        } catch let silence as ModelSilence {
            guard !settings.strict else { throw silence }
            grounded.notes.append("The order of the moments of all parts is by score: \(silence.reason).")
            let byScore = grounded.moments.sorted { ($1.score, $0.start) < ($0.score, $1.start) }
            return (byScore, grounded)
        }
    }

    private var fields: [String: String] {
        [
            "shortest": "\(Int(picker.lengths.lowerBound.rounded()))",
            "longest": "\(Int(picker.lengths.upperBound.rounded()))",
            "looking_for": settings.lookingFor.map { "What the user is looking for above all: \($0)\n" } ?? "",
            "language": LanguageName.of(settings.language ?? language),
        ]
    }
}
