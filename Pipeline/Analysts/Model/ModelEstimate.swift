import Highlights
import Intake
import Manifest
import OpenAIAccess
import OpenAIChat
import Outbox
import Roles
import Settings
import StateFiles
import Transcript

extension AnalystEstimate {
    /// A moment as it is answered, and a post, in tokens.
    private static let perMoment = 150
    private static let perPost = 80
    /// A sentence's number and signs.
    private static let perSentence = 6

    /// What the given stages would ask; nil where they ask nothing.
    init?(_ state: VideoState, _ stages: [StageName], _ access: OpenAIAccess) throws {
        let settings = state.settings
        guard stages.contains(.analyze) || stages.contains(.caption) else { return nil }
        guard let talk = try Self.talk(state, stages) else {
            self.init(cost: nil)
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
                stages.contains(.analyze) ? picker.wanted : (try? state.recorded.readyMoments().count) ?? picker.wanted
            )
            sum.requests += 1
            sum.tokensIn += TokenCounter.estimate(prompts.text(.captions, [:])) + clips * (clip + Self.perSentence)
            sum.tokensOut += clips * max(1, settings.platforms.count) * Self.perPost
        }
        // A model that nobody named is reported as what is missing.
        let prices = try Prices(file: settings.prices, isOpenAI: access.isOpenAI)
        if let model = try? access.model(settings), let price = prices.price(of: model) {
            sum.usd = price.dollars(Usage(prompt: sum.tokensIn, completion: sum.tokensOut))
        }
        self.init(cost: sum)
    }

    /// The words that there are already: fetched, or in captions beside the video.
    private static func talk(_ state: VideoState, _ stages: [StageName]) throws -> Talk? {
        if !stages.contains(.fetchVTT), (try? state.recorded.transcript()) != nil { return try state.recorded.talk() }
        guard let file = state.captions.first, let bytes = try? CaptionTrial(state).bytes(of: file),
            let captions = try? Captions(parsing: bytes)
        else { return nil }
        let sentences = captions.sentences()
        let duration = (try? state.recorded.asset().duration) ?? sentences.last.map { $0.end } ?? 0
        return Talk(sentences: sentences, events: [], duration: duration, language: nil)
    }
}
