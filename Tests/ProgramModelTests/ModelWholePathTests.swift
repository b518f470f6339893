import Intake
import Manifest
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import ProgramSupport

/// The whole path: Mux holds and cuts the videos, a language model chooses the moments and writes the posts.
@Suite struct ModelWholePathTests {
    @Test(.timeLimit(.minutes(10))) func muxAndAModelMakeEverythingOnceWheneverTheProgramIsKilled() async throws {
        var random = RandomNumbers(seed: UInt64(Surrounding.number("SMARTCLIP_SEED", 7)))
        let delays = (0..<Surrounding.number("SMARTCLIP_KILLS", 5)).map { _ in
            Duration.seconds(Double.random(in: 0.2...4, using: &random))
        }
        try await ModelServer.with(["--think", "300", "--key", ModelServer.key]) { model in
            try await MuxInbox.with { inbox in
                try await inbox.addTalk("talk", captions: false)
                let analyst = ["--analyst", "openai"]
                var kills = 0
                for delay in delays {
                    // The instant is what is tried.
                    let struck = try await inbox.runAndKill(
                        analyst,
                        kind: MuxInbox.long,
                        environment: model.environment
                    ) {
                        _ in try await Task.sleep(for: delay)
                    }
                    guard struck else { break }
                    kills += 1
                }
                #expect(kills > 0)
                let ending = try await inbox.run(MuxInbox.long + analyst, environment: model.environment)
                #expect(ending.code == 0, "\(ending.errors)")
                let manifest = try inbox.manifest("talk")
                #expect(manifest.engines["analyze"]?.name == "openai", "\(manifest.notes)")
                #expect(manifest.engines["caption"]?.name == "openai", "\(manifest.notes)")
                #expect(manifest.clips.allSatisfy { $0.posts.count == 5 })
                try await inbox.expectReady(["talk"], clips: manifest.moments.count)
                let stats = try await model.stats()
                #expect(stats.answered >= 2 && stats.answeredAgain <= kills, "\(stats.json)")
                for name in ["inbox", "outbox"] { try Self.expectNoSecret(below: inbox.folder.appending(name)) }
            }
        }
    }

    @Test(.timeLimit(.minutes(3)), arguments: LongTables.rows(["ollama", "llama-cpp", "vllm"]))
    func aVideoAtMuxIsReadyWhateverServerAnswers(dialect: String) async throws {
        try await ModelServer.with(["--dialect", dialect]) { model in
            try await MuxInbox.with { inbox in
                try await inbox.addTalk("talk")
                let ending = try await inbox.run(
                    MuxInbox.long + ["--analyst", "openai", "--clips", "1"],
                    environment: model.environment
                )
                #expect(ending.code == 0, "\(ending.errors)")
                let manifest = try inbox.manifest("talk")
                #expect(manifest.engines["analyze"]?.name == "openai", "\(manifest.notes)")
                #expect(manifest.engines["caption"]?.name == "openai", "\(manifest.notes)")
                try await inbox.expectReady(["talk"], clips: 1)
                let stats = try await model.stats()
                #expect(stats.answered >= 2 && stats.answeredAgain == 0, "\(stats.json)")
            }
        }
    }

    private static func expectNoSecret(below path: FilePath) throws {
        let names = ScratchFolder.names(in: path)
        for name in names { try expectNoSecret(below: path.appending(name)) }
        guard names.isEmpty, let facts = try FileFacts.ifPresent(path), facts.kind == .regular else { return }
        let content = try Files.read(path)
        for secret in [ModelServer.key, MuxServer.tokenSecret] {
            #expect(content.firstRange(of: Array(secret.utf8)) == nil, "\(path)")
        }
    }
}
