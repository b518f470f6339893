import Highlights
import Intake
public import Manifest
import OpenAIChat
import Settings
import StateFiles
import Transcript

/// What language models would be asked and would cost for one video, said before anything is asked. Rather too high than too low.
public struct ModelEstimate: Sendable, Equatable {
    /// Tokens, requests, and, where the price is known, money; nil where nothing can be said before there is a transcript.
    public let cost: Cost?

    /// A moment as it is answered, and a post, in tokens.
    private static let perMoment = 150
    private static let perPost = 80
    /// A sentence's number and signs.
    private static let perSentence = 6

    /// What the given stages would ask; nil where they ask nothing.
    init?(_ state: VideoState, _ stages: [StageName], _ access: ChatAccess) throws {
        let settings = state.settings
        guard settings.analyst == .openai, stages.contains(.analyze) || stages.contains(.caption) else { return nil }
        guard let talk = try Self.talk(state, stages) else {
            cost = nil
            return
        }
        let prompts = try Prompts(folder: settings.prompts)
        let picker = MomentPicker(talk: talk, rules: Rules(settings))
        var sum = Cost()
        if stages.contains(.analyze), picker.hasCandidates {
            let windows = picker.windows(budget: settings.windowTokens) { TokenCounter.estimate($0) + 4 }
            let system = TokenCounter.estimate(prompts.text(.choose, [:]))
            for window in windows {
                sum.requests += 1
                sum.tokensIn += system + TokenCounter.estimate(ChooseQuestion(window: window).shown)
                sum.tokensOut += window.most * Self.perMoment
            }
            if windows.count > 1 {
                sum.requests += 1
                sum.tokensIn += TokenCounter.estimate(prompts.text(.rank, [:])) + settings.windowTokens / 2
                sum.tokensOut += 10 * picker.wanted
            }
        }
        if stages.contains(.caption) {
            // A clip has about as many words as the longest that is best: three a second.
            let clip = Int(Rules().ideal.upperBound) * 3 * 2
            let clips = max(
                1,
                stages.contains(.analyze) ? picker.wanted : (try? Caption.ready(state).count) ?? picker.wanted
            )
            sum.requests += 1
            sum.tokensIn += TokenCounter.estimate(prompts.text(.captions, [:])) + clips * (clip + Self.perSentence)
            sum.tokensOut += clips * max(1, settings.platforms.count) * Self.perPost
        }
        // A model that nobody named is told as what is missing.
        let prices = try Prices(file: settings.prices, isOpenAI: access.isOpenAI)
        if let model = try? access.model(settings), let price = prices.price(of: model) {
            sum.usd = price.dollars(Usage(prompt: sum.tokensIn, completion: sum.tokensOut))
        }
        cost = sum
    }

    /// The words that there are already: fetched, or in captions beside the video.
    private static func talk(_ state: VideoState, _ stages: [StageName]) throws -> Talk? {
        if !stages.contains(.fetchVTT), (try? state.transcript()) != nil { return try state.talk() }
        guard let file = state.captions.first, let bytes = try? CaptionTrial(state).bytes(of: file),
            let captions = try? Captions(parsing: bytes)
        else { return nil }
        let sentences = captions.sentences()
        let duration = (try? state.asset().duration) ?? sentences.last.map { $0.end } ?? 0
        return Talk(sentences: sentences, events: [], duration: duration, language: nil)
    }
}
