import FoundationEssentials
import Intake
import Manifest
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import ProgramSupport

/// What `plan` says of language models before any is asked.
@Suite(.timeLimit(.minutes(3))) struct ModelPlanTests {
    private struct Line: Decodable {
        var cost: Cost?
        var error: Failure?
        var asksModel: Bool

        enum CodingKeys: String, CodingKey {
            case cost, error
            case asksModel = "asks_model"
        }
    }

    private func plan(_ inbox: ModelInbox, _ more: String..., environment: [String: String?] = [:]) async throws -> Line
    {
        let arguments = ["plan", "inbox", "--output", "outbox", "--json"] + ModelInbox.settings + more
        let ending = try await inbox.program(environment).run(arguments, in: inbox.folder)
        let line = try JSONText.decode(Line.self, from: Data(ending.output.utf8))
        #expect(ending.code == (line.error == nil ? 0 : 3), "\(ending.errors)")
        return line
    }

    @Test func whatIsEstimatedIsNotExceededAndNothingIsAsked() async throws {
        try await ModelInbox.with { inbox in
            try await inbox.addTalks("talk")
            let planned = try await plan(inbox)
            #expect(planned.asksModel)
            let estimate = try #require(planned.cost)
            #expect(estimate.requests == 2 && estimate.tokensOut > 0 && estimate.usd == nil)
            #expect(try await inbox.server.stats().received == 0)
            let ending = try await inbox.run()
            #expect(ending.code == 0, "\(ending.errors)")
            let cost = try inbox.manifest("talk").cost
            #expect(cost.tokensIn > 0 && cost.tokensIn <= estimate.tokensIn, "\(cost) against \(estimate)")
            let after = try await plan(inbox)
            #expect(!after.asksModel && after.cost == Cost())
            let validated = try await SchemaFiles.validate(in: inbox.folder)
            // Six records, a manifest, a choice, a line, and two lines for each of two questions.
            #expect(validated == "valid 13\n")
        }
    }

    @Test func whatIsMissingIsReportedBeforehand() async throws {
        try await ModelInbox.with { inbox in
            try await inbox.addTalks("talk")
            let nowhere: [String: String?] = ["OPENAI_BASE_URL": nil, "OPENAI_API_KEY": nil]
            let analyst = try await plan(inbox, environment: nowhere)
            #expect(analyst.error?.class == .config && analyst.error?.message.contains("OPENAI_API_KEY") == true)
            try Files.removeFile(inbox.inbox.appending("talk.vtt"))
            let heard = ["--analyst", "extractive", "--recogniser", "server"]
            let ending = try await inbox.program().run(
                ["plan", "inbox", "--output", "outbox"] + heard,
                in: inbox.folder
            )
            #expect(ending.output.contains("the sound of 1 to a server that transcribes"), "\(ending.output)")
            let silent = try await inbox.program(nowhere).run(
                ["plan", "inbox", "--output", "outbox"] + heard,
                in: inbox.folder
            )
            #expect(silent.output.contains("OPENAI_API_KEY"), "\(silent.output)")
        }
    }
}
