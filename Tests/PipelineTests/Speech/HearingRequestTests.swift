import Manifest
import OpenAIAccess
import Roles
import Testing

@testable import Pipeline
@testable import Recognisers

/// What a server that transcribes is told, and what that may cost.
struct HearingRequestTests {
    @Test(arguments: [
        (nil, "eng", "en"), (nil, "de", "de"), (nil, "gsw", nil), (nil, "und", nil), (nil, nil, nil),
        ("pt-BR", "eng", "pt"), ("yue", nil, "yue"),
    ])
    func aTracksLanguageIsReportedWhereTheServerKnowsIt(_ wanted: String?, _ track: String?, _ told: String?) {
        #expect(ServerRecogniser.spoken(wanted, track) == told)
    }

    @Test func soundThatIsBilledByTheTokenCountsBeforeItIsSent() throws {
        let byToken = PaidRequests.most(600, Prices.Price(input: 2.5, output: 10))
        // What OpenAI counts is ten tokens a second.
        #expect(byToken.promptTokens >= 6000 && byToken.completionTokens > 0)
        #expect(try #require(byToken.usd) > 6000 * 2.5 / 1e6)
        let byMinute = PaidRequests.most(600, Prices.Price(minute: 0.006))
        #expect(byMinute.promptTokens == 0 && byMinute.completionTokens == 0)
        #expect(abs(try #require(byMinute.usd) - 0.06) < 1e-9)
        #expect(PaidRequests.most(600, nil).usd == nil)
    }
}
