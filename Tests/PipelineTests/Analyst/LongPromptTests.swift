import FoundationEssentials
import Highlights
import Intake
import Manifest
import OpenAIAccess
import OpenAIEmulator
import Outbox
import Roles
import Settings
import StateFiles
import SystemPackage
import TestSupport
import Testing
import Transcript

@testable import AnalystModel
@testable import Pipeline

/// What a server counts tells whether it has read all of a prompt, whatever the script of the talk.
@Suite(.timeLimit(.minutes(5))) struct LongPromptTests {
    private static let english = "The people who built this place did not know then what number %d would come to mean."
    /// The newest tables take less than half a token for a letter of these, and older ones more than one.
    private static let georgian =
        "ხალხმა ვინც ეს ადგილი ააშენა მაშინ არ იცოდა რას ნიშნავდა ნომერი %d ყველა ჩვენგანისთვის."

    @Test(arguments: [(english, 300), (georgian, 70)])
    func aPromptThatWasReadIsNotTakenForCutOff(sentence: String, count: Int) async throws {
        let requests = try await requests(OpenAIOptions(), sentence, count)
        // Two are refused for what they ask beside, and cost nothing.
        #expect(requests == 3)
    }

    @Test func whatAServerForgetsIsShownInSmallerParts() async throws {
        var options = OpenAIOptions()
        options.dialect = .ollama
        options.context = 2048
        let requests = try await requests(options, Self.english, 300)
        #expect(requests > 2)
    }

    /// How many are needed to choose from a talk that fits into one.
    private func requests(_ options: OpenAIOptions, _ sentence: String, _ count: Int) async throws -> Int {
        let server = try await OpenAIServer(options)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            let requests = try await ScratchFolder.with { try await asked(server, $0.path, sentence, count) }
            group.cancelAll()
            // A server that is called off says so.
            while let result = await group.nextResult() {
                if case .failure(let error) = result, !(error is CancellationError) { throw error }
            }
            return requests
        }
    }

    private func asked(
        _ server: OpenAIServer,
        _ scratch: FilePath,
        _ sentence: String,
        _ count: Int
    ) async throws -> Int {
        let cues = (0..<count).map { number -> String in
            let words = sentence.replacing("%d", with: "\(number)")
            return "\(Self.clock(number * 6)) --> \(Self.clock(number * 6 + 5))\n\(words)\n"
        }
        let captions = try Captions(parsing: Array("WEBVTT\n\n\(cues.joined(separator: "\n"))".utf8), format: .webVTT)
        let talk = Talk(sentences: captions.sentences(), events: [], duration: Double(count * 6 + 10), language: nil)
        let outbox = try Outbox(writing: scratch)
        var settings = Settings()
        settings.analyst = .openai
        settings.model = "emulated"
        let state = try VideoState(
            id: VideoID(sha256: Digest.of(Array(sentence.utf8))),
            folder: outbox.folder("talk"),
            source: scratch.appending("talk.mp4"),
            settings: settings
        )
        let meter = RequestMeter()
        return try await RequestMeter.$current.withValue(meter) {
            let requests = try PaidRequests(
                state,
                .analyze,
                access: OpenAIAccess(environment: ["OPENAI_BASE_URL": server.base]),
                outbox: outbox
            )
            let picker = MomentPicker(talk: talk, rules: Rules())
            let result = try await ModelChooser(
                requests: requests,
                picker: picker,
                settings: settings,
                language: nil,
                progress: { _ in }
            ).choose()
            #expect(!result.choice.moments.isEmpty)
            return meter.cost.requests
        }
    }

    private static func clock(_ seconds: Int) -> String {
        let (minutes, rest) = seconds.quotientAndRemainder(dividingBy: 60)
        return "00:\(minutes < 10 ? "0" : "")\(minutes):\(rest < 10 ? "0" : "")\(rest).000"
    }
}
