import Highlights
import Manifest
import OpenAIEmulator
import Settings
import TestSupport
import Testing

@testable import Pipeline

/// A model that only its server's grammar holds, and servers that read less than they are shown.
@Suite(.timeLimit(.minutes(3))) struct WeakModelTests {
    private func trial(
        _ change: (inout OpenAIOptions) -> Void,
        settings: (inout Settings) -> Void = { _ in }
    ) async throws -> ModelTrial {
        var options = OpenAIOptions()
        options.dialect = .llamaCpp
        change(&options)
        let server = try await OpenAIServer(options)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            let trial = try await ModelTrial.choose(
                from: try ModelTrial.fiveMinutes(),
                at: server.base,
                settings: settings
            )
            group.cancelAll()
            // A server that is called off says so.
            while let result = await group.nextResult() {
                if case .failure(let error) = result, !(error is CancellationError) { throw error }
            }
            return trial
        }
    }

    /// As Gemma 3 270M did: before the schema had bounds it took 12,600 tokens of answers that were thrown away.
    @Test(arguments: OpenAIOptions.Streaming.allCases)
    func aGrammarHoldsAWeakModel(streaming: OpenAIOptions.Streaming) async throws {
        let trial = try await trial { ($0.kind, $0.streaming) = (.weak, streaming) }
        #expect(trial.silence == nil)
        #expect(trial.choice?.moments.isEmpty == false)
        let refused = streaming == .refused || streaming == .uncounted
        #expect(trial.cost.requests == (refused ? 2 : 1))
        #expect(trial.cost.tokensOut < 1500, "\(trial.cost)")
    }

    /// In the openai dialect no text has a most: the first one never ends.
    @Test func whoRepeatsItselfWithoutAGrammarIsNotAskedAgain() async throws {
        let trial = try await trial { ($0.kind, $0.dialect) = (.weak, .openai) }
        #expect(trial.choice == nil)
        #expect(trial.silence?.contains("repeats itself") == true, "\(trial)")
        // Two refusals of what OpenAI does not take, and one answer.
        #expect(trial.cost.requests == 3)
        #expect(trial.cost.tokensOut < 1500, "\(trial.cost)")
    }

    /// llama.cpp says how much it reads: the talk is shown in parts that fit at once.
    @Test func aContextThatIsReportedIsKeptAtOnce() async throws {
        let trial = try await trial { $0.context = 3072 }
        #expect(trial.silence == nil, "\(trial)")
        #expect(trial.choice?.moments.isEmpty == false)
        let small = try await self.trial { $0.context = 1024 }
        // What does not even hold the question: one refusal, and the fallback.
        #expect(small.choice == nil && small.cost.requests == 1, "\(small)")
    }
}
