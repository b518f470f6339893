import Concurrency
import Highlights
import Intake
import Manifest
import OpenAIAccess
import OpenAIChat
import Roles
import Settings

/// Has a language model choose the moments of a talk: window by window, and then the best of all of them.
struct ModelChooser: Sendable {
    let requests: PaidRequests
    let picker: MomentPicker
    let settings: Settings
    let language: String?
    let progress: @Sendable (Double) -> Void

    /// Windows that are asked at once.
    private static let atOnce = 4
    /// A window of fewer tokens than this shows no moment whole.
    private static let smallest = 300
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
        /// Why the moments are not the model's.
        var silence: ModelSilence?
    }

    /// Throws a `ModelSilence` where the model gives nothing that can be used.
    func choose() async throws -> Result {
        // What was too long for another video is so for this one.
        var budget = min(settings.windowTokens, requests.access.knownWindow(of: requests.model) ?? .max)
        while true {
            do {
                return try await choose(budget: budget)
            } catch let silence as ModelSilence {
                guard let most = silence.mostTokens.map({ min($0, budget - 1) }), most >= Self.smallest else {
                    throw silence
                }
                budget = most
                requests.access.rememberWindow(most, of: requests.model)
            }
        }
    }

    /// Of a sentence with its number.
    static func cost(_ sentence: String) -> Int { TokenCounter.estimate(Fence.neutral(sentence)) + 4 }

    private func choose(budget: Int) async throws -> Result {
        let windows = picker.windows(budget: budget, cost: Self.cost)
        let parts = try await parts(windows)
        // What the model says of no part is not its choice.
        let silences = parts.compactMap(\.silence)
        if let silence = silences.first, silences.count == parts.count { throw silence }
        let model = parts.compactMap(\.model).first ?? requests.model
        var grounded = parts.reduce(Grounded()) { $0 + $1.grounded }
        var ranked = grounded.moments
        if windows.count > 1 {
            let final = FinalRanking(
                requests: requests,
                picker: picker,
                budget: max(budget, 2 * Self.smallest),
                fields: fields
            )
            do {
                let result = try await final.rank(grounded.moments)
                ranked = result.ranked
                grounded.rejected += result.rejected
            } catch let silence as ModelSilence {
                // Where the text was too long, all is shown again in smaller parts.
                guard !settings.strict, silence.mostTokens == nil else { throw silence }
                grounded.notes.append("The order of the moments of all parts is by score: \(silence.reason).")
                ranked = FinalRanking.byScore(grounded.moments)
            }
        }
        let choice = picker.choose(grounded, ranked: ranked)
        if choice.moments.isEmpty {
            let reason = "\(requests.model) named no moment that holds"
            throw ModelSilence(
                reason: reason,
                failure: Failure(.config, "\(reason); choose another model, or use --analyst extractive")
            )
        }
        return Result(choice: choice, model: model)
    }

    /// The first window alone, since it shows what the server can do; then several at once.
    private func parts(_ windows: [AskedWindow]) async throws -> [Part] {
        guard let first = windows.first else { return [] }
        let part = try await ask(first)
        progress(1 / Double(windows.count + 1))
        var answered = 1
        let rest = try await Array(windows.dropFirst()).mapAtOnce(Self.atOnce, others: .awaited) { window in
            try await ask(window)
        } done: { _, _ in
            answered += 1
            progress(Double(answered) / Double(windows.count + 1))
        }
        return [part] + rest
    }

    private func ask(_ window: AskedWindow) async throws -> Part {
        let question = ChooseQuestion(window: window)
        do {
            let answer = try await requests.ask(
                .choose,
                fields,
                shown: question.shown,
                as: ChooseQuestion.Answer.self,
                schema: question.schema,
                longest: question.longest,
                validate: { (value) throws(ValidationProblem) in try question.check(value) }
            )
            return Part(
                grounded: picker.ground(question.proposals(answer.value), in: window),
                model: answer.answer.model
            )
        } catch let silence as ModelSilence {
            if silence.mostTokens != nil {
                // Of the same sentences the same would be asked again: fewer it must be, and the candidates are shown beside them.
                let sentences = window.sentences.reduce(0) { $0 + Self.cost($1.text) }
                var smaller = silence
                smaller.mostTokens =
                    silence.share.map { Int(Double(sentences) * $0 * 0.9) }
                    ?? min(silence.mostTokens ?? .max, sentences / 2)
                throw smaller
            }
            // What the model cannot say of one part need not cost the others; a server that is not there answers none.
            guard silence.isOfThisTextOnly, !settings.strict else { throw silence }
            var grounded = Grounded()
            grounded.moments = picker.ownChoice(of: window)
            grounded.notes = [
                "Sentences \(window.numbers.lowerBound)–\(window.numbers.upperBound) are chosen from by score: \(silence.reason)."
            ]
            return Part(grounded: grounded, model: nil, silence: silence)
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
