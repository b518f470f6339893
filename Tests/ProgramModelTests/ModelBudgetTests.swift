import EmulatorKit
import Manifest
import TestSupport
import Testing

/// Nothing is spent beyond a budget, and what was spent is told.
@Suite struct ModelBudgetTests {
    @Test(.timeLimit(.minutes(3))) func aBudgetBelowOneQuestionSpendsNothing() async throws {
        try await ModelInbox.with { inbox in
            try await inbox.addTalks("talk")
            let ending = try await inbox.run("--budget-tokens", "100")
            #expect(ending.code == 0, "\(ending.errors)")
            #expect(try await inbox.server.stats().received == 0)
            let manifest = try inbox.expectReady("talk", by: "extractive")
            #expect(manifest.notes.contains { $0.contains("the video's budget of 100 tokens") }, "\(manifest.notes)")
            #expect(manifest.cost.tokens == 0 && manifest.cost.requests == 0)
        }
    }

    /// An answer that was lost may be billed, so that asking again is spending again.
    @Test(.timeLimit(.minutes(3))) func aBudgetForOneTryIsNotSpentOnThree() async throws {
        try await ModelInbox.with { inbox in
            try await inbox.addTalks("talk")
            try await inbox.server.setFaults(["next": ["reset-after", "reset-after", "reset-after"]])
            let ending = try await inbox.run("--budget-tokens", "3000")
            #expect(ending.code == 0, "\(ending.errors)")
            let stats = try await inbox.server.stats()
            #expect(stats.json["lost"]?.integer == 1 && stats.answered == 0, "\(stats.json)")
            let manifest = try inbox.expectReady("talk", by: "extractive")
            #expect(manifest.notes.contains { $0.contains("the video's budget of 3000 tokens") }, "\(manifest.notes)")
            #expect(manifest.cost.tokens > 1500 && manifest.cost.tokens <= 3000, "\(manifest.cost)")
        }
    }

    @Test(.timeLimit(.minutes(3))) func aDaysBudgetIsKeptOverVideosAndRestarts() async throws {
        try await ModelInbox.with { inbox in
            try await inbox.addTalks("one")
            let first = try await inbox.run()
            #expect(first.code == 0, "\(first.errors)")
            let spent = try inbox.expectReady("one").cost.tokens
            #expect(spent > 0)
            let received = try await inbox.server.stats().received
            try await inbox.addTalks("one", "two", "three")
            let budget = spent + 10
            let ending = try await inbox.run("--day-budget-tokens", "\(budget)")
            #expect(ending.code == 0, "\(ending.errors)")
            #expect(try await inbox.server.stats().received == received)
            for video in ["two", "three"] {
                let notes = try inbox.expectReady(video, by: "extractive").notes
                #expect(notes.contains { $0.contains("today's budget of \(budget) tokens: \(spent) are") }, "\(notes)")
            }
        }
    }

    @Test(.timeLimit(.minutes(3))) func dollarsNeedAPriceAndAreCountedByIt() async throws {
        try await ModelInbox.with { inbox in
            try await inbox.addTalks("talk")
            let unknown = try await inbox.run("--budget-usd", "5")
            #expect(unknown.code == 3 && unknown.errors.contains("--prices"), "\(unknown.errors)")
            #expect(try await inbox.server.stats().received == 0)
            // What a minute of sound costs says nothing of a chat.
            try inbox.write("\(ModelServer.model): { minute: 0.01 }\n".utf8, to: "prices.yaml")
            let ofSound = try await inbox.run("--budget-usd", "5", "--prices", "prices.yaml")
            #expect(ofSound.code == 3 && ofSound.errors.contains("--prices"), "\(ofSound.errors)")
            try inbox.write("\(ModelServer.model): { input: 100, cached: 10, output: 400 }\n".utf8, to: "prices.yaml")
            let known = try await inbox.run("--budget-usd", "5", "--prices", "prices.yaml")
            #expect(known.code == 0, "\(known.errors)")
            let cost = try inbox.expectReady("talk").cost
            let fresh = Double(cost.tokensIn - cost.tokensCached) * 100
            let dollars = (fresh + Double(cost.tokensCached) * 10 + Double(cost.tokensOut) * 400) / 1_000_000
            let told = try #require(cost.usd)
            #expect(dollars > 0 && abs(told - dollars) < 0.000_01, "\(told) \(dollars)")
        }
    }
}
