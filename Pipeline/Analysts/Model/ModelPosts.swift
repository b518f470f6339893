import Highlights
import Intake
import Manifest
import OpenAIAccess
import OpenAIChat
import Outbox
import Roles
import Settings

/// Has a language model write the posts of clips: one request for all of them, or a few where they are more than it is shown at once.
struct ModelPosts: Sendable {
    let requests: PaidRequests
    let talk: Talk
    let settings: Settings

    /// Throws a `ModelSilence` where the model gives nothing that can be used.
    func write(for moments: [MomentEntry]) async throws -> WrittenPosts {
        var budget = settings.windowTokens
        while true {
            do {
                return try await write(for: moments, budget: budget)
            } catch let silence as ModelSilence {
                // One clip by itself is the least that can be shown.
                guard let most = silence.mostTokens, budget > 1 else { throw silence }
                budget = budget > 500 ? min(most, budget - 1) : 1
            }
        }
    }

    private func write(for moments: [MomentEntry], budget: Int) async throws -> WrittenPosts {
        let picker = MomentPicker(talk: talk, rules: Rules())
        let platforms = settings.platforms.isEmpty ? [Platform.instagram] : settings.platforms
        let shown = moments.map { moment in
            let sentences = picker.sentences(from: moment.startTime, to: moment.endTime)
            return (moment: moment, text: "\(Fence.title(moment.title))\n\(Fence.said(sentences))")
        }
        var written = WrittenPosts()
        var open = parts(shown.map { TokenCounter.estimate($0.text) + 10 }, budget).map { Array($0) }
        while !open.isEmpty {
            let part = open.removeFirst()
            let question = PostsQuestion(
                clips: part.map { shown[$0].text },
                platforms: platforms,
                language: LanguageName.of(settings.captionLanguage ?? settings.language ?? talk.language)
            )
            let answer = try await requests.ask(
                .captions,
                ["language": question.language],
                shown: question.shown,
                as: PostsQuestion.Answer.self,
                schema: question.schema,
                longest: question.longest,
                validate: { (value) throws(ValidationProblem) in try question.check(value) }
            )
            let posts = question.posts(answer.value)
            for (number, posts) in posts { written.words[shown[part[number - 1]].moment.id] = posts }
            // Of an answer that was cut off, the clips that are missing are asked for by themselves; each time there are fewer.
            let missing = part.indices.filter { posts[$0 + 1] == nil }
            if answer.isCut, !missing.isEmpty, missing.count < part.count { open.append(missing.map { part[$0] }) }
            written.engine = Engine(
                name: Settings.Analyst.openai.rawValue,
                version: answer.answer.model ?? requests.model
            )
        }
        let missing = moments.count { written.words[$0.id] == nil }
        if missing > 0 {
            written.notes.append(
                "The model wrote nothing for \(missing) of \(moments.count) clips; their words are the extractive analyst's."
            )
        }
        return written
    }

    /// Runs of clips that are shown together.
    private func parts(_ costs: [Int], _ budget: Int) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = 0
        var sum = 0
        for (index, cost) in costs.enumerated() {
            if index > start, sum + cost > budget {
                parts.append(start..<index)
                start = index
                sum = 0
            }
            sum += cost
        }
        if start < costs.count { parts.append(start..<costs.count) }
        return parts
    }
}
