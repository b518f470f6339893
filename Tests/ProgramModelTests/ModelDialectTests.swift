import Intake
import Manifest
import StateFiles
import SystemPackage
import TestSupport
import Testing

/// Whatever server answers, the clips come out alike, and nothing is asked twice.
@Suite struct ModelDialectTests {
    static let servers = [
        ["--reasoning"], ["--dialect", "llama-cpp"], ["--dialect", "llama-cpp", "--old"], ["--ignores-schema"],
    ]

    @Test(.timeLimit(.minutes(3)), arguments: LongTables.rows(servers, every: 2))
    func aTalkIsReadyWhateverServerAnswers(options: [String]) async throws {
        try await ModelInbox.with(options) { inbox in
            try await inbox.addTalks("talk")
            let ending = try await inbox.run("--clips", "1")
            #expect(ending.code == 0, "\(ending.errors)")
            let manifest = try inbox.expectReady("talk")
            #expect(manifest.engines["analyze"]?.version == ModelServer.model)
            let stats = try await inbox.server.stats()
            #expect(stats.answered >= 2 && stats.answeredAgain == 0, "\(stats.json)")
        }
    }

    @Test(
        .timeLimit(.minutes(3)),
        arguments: LongTables.rows([[], ["--dialect", "ollama"], ["--dialect", "vllm", "--no-usage"]], every: 2)
    )
    func onlyWhatChangedIsAskedAgain(options: [String]) async throws {
        try await ModelInbox.with(options) { inbox in
            try await inbox.addTalks("talk")
            let ending = try await inbox.run("--clips", "1")
            #expect(ending.code == 0, "\(ending.errors)")
            let manifest = try inbox.expectReady("talk")
            #expect(manifest.engines["analyze"]?.version == ModelServer.model)
            let platforms = try #require(manifest.clips.first).posts.map(\.platform)
            #expect(platforms == ["youtube_shorts", "tiktok", "instagram", "linkedin", "x"])
            let first = try await inbox.server.stats()
            #expect(first.answered >= 2 && first.answeredAgain == 0, "\(first.json)")

            let again = try await inbox.run("--clips", "1")
            #expect(again.code == 0 && again.errors.contains("1 ready (1 already were)"), "\(again.errors)")
            #expect(try await inbox.server.stats().received == first.received)

            // Other platforms are one question more, for all clips.
            let other = try await inbox.run("--clips", "1", "--platforms", "tiktok")
            #expect(other.code == 0, "\(other.errors)")
            #expect(
                try inbox.expectReady("talk").clips.map { $0.posts.map(\.platform) }.allSatisfy { $0 == ["tiktok"] }
            )
            let second = try await inbox.server.stats()
            #expect(second.answered == first.answered + 1, "\(second.json)")

            // What was answered is kept beside the record of the stage.
            try Files.removeFile(inbox.outbox.appending("talk").appending("state").appending("4-analyze.json"))
            let lost = try await inbox.run("--clips", "1", "--platforms", "tiktok")
            #expect(lost.code == 0, "\(lost.errors)")
            #expect(try inbox.expectReady("talk").moments == manifest.moments)
            #expect(try await inbox.server.stats().answered == second.answered)

            // It goes on from there by itself.
            let retried = try await inbox.smartclip("retry", "talk", "--from", "analyze")
            #expect(retried.code == 0, "\(retried.errors)")
            try inbox.expectReady("talk")
            #expect(try await inbox.server.stats().answered > second.answered)
        }
    }

    /// A fifth of what it says breaks the rules.
    @Test(.timeLimit(.minutes(3)), arguments: 1...2) func noneOfAMediocreModelsInventionsSurvives(seed: Int)
        async throws
    {
        try await ModelInbox.with(["--model-kind", "mediocre", "--seed", "\(seed)"]) { inbox in
            try await inbox.addTalks("one", "two")
            let ending = try await inbox.run()
            #expect(ending.code == 0, "\(ending.errors)")
            for video in ["one", "two"] {
                let manifest = try inbox.manifest(video)
                try inbox.expectReady(video, by: manifest.engines["analyze"]?.name ?? "")
                #expect(manifest.rejected.allSatisfy { $0.passedOver?.isEmpty == false })
            }
        }
    }
}
