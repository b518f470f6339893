import EmulatorKit
import Manifest
import StateFiles
import TestSupport
import Testing

/// What only a person can mend is told once; for all else there is the extractive analyst.
@Suite struct ModelFailureTests {
    @Test(.timeLimit(.minutes(3)), arguments: LongTables.rows(["unauthorized", "quota"]))
    func aRefusalOfAllRequestsIsMetOnceAndLosesNothing(fault: String) async throws {
        try await ModelInbox.with(["--fault", "\(fault)=1"]) { inbox in
            let videos = ["one", "two", "three"]
            try await inbox.addTalks(videos)
            let ending = try await inbox.run("-j", "1", "--clips", "1")
            #expect(ending.code == 3, "\(ending.errors)")
            for video in videos {
                let error = try #require(try inbox.manifest(video).error)
                #expect(error.class == .config && error.stage == .analyze, "\(error)")
            }
            let stats = try await inbox.server.stats()
            #expect(stats.received == 1, "\(stats.json)")
            try await inbox.server.setFaults(["rates": [:]])
            let good = try await inbox.run("--clips", "1")
            #expect(good.code == 0, "\(good.errors)")
            for video in videos { try inbox.expectReady(video) }
        }
    }

    @Test(.timeLimit(.minutes(3))) func whatWasOfNoUseIsAskedAgainWhereSomebodyWantsIt() async throws {
        try await ModelInbox.with(["--fault", "bad-json=1"]) { inbox in
            try await inbox.addTalks("talk")
            let failed = try await inbox.run("--strict", "true")
            #expect(failed.code != 0 && failed.errors.contains("no usable answer"), "\(failed.errors)")
            try await inbox.server.setFaults(["rates": [:]])
            let received = try await inbox.server.stats().received
            // Nobody pays for the same answer at each hour of cron.
            let again = try await inbox.run("--strict", "true")
            #expect(again.code != 0 && again.errors.contains("no usable answer"), "\(again.errors)")
            #expect(try await inbox.server.stats().received == received)
            let retried = try await inbox.smartclip("retry", "talk")
            #expect(retried.code == 0, "\(retried.errors)")
            try inbox.expectReady("talk")
        }
    }

    @Test(.timeLimit(.minutes(3))) func whatWasDoneInTheModelsPlaceIsNotEnoughForAStrictRun() async throws {
        try await ModelInbox.with(["--fault", "500=1"]) { inbox in
            try await inbox.addTalks("talk")
            let lenient = try await inbox.run()
            #expect(lenient.code == 0, "\(lenient.errors)")
            try inbox.expectReady("talk", by: "extractive")
            let strict = try await inbox.run("--strict", "true")
            #expect(strict.code == 75, "\(strict.errors)")
            try await inbox.server.setFaults(["rates": [:]])
            let good = try await inbox.run("--strict", "true")
            #expect(good.code == 0, "\(good.errors)")
            try inbox.expectReady("talk")
        }
    }

    @Test(.timeLimit(.minutes(3))) func aKeyAndAModelThatAreNotTheServersAreTold() async throws {
        try await ModelInbox.with(["--key", ModelServer.key, "--model", ModelServer.model]) { inbox in
            try await inbox.addTalks("talk")
            let key = try await inbox.run(environment: ["OPENAI_API_KEY": "sk-another"])
            #expect(key.code == 3 && key.errors.contains("OPENAI_API_KEY"), "\(key.errors)")
            #expect(!key.errors.contains("sk-another"))
            let model = try await inbox.run("--model", "unheard-of")
            #expect(model.code == 3 && model.errors.contains("--model"), "\(model.errors)")
            let good = try await inbox.run("--model", ModelServer.model)
            #expect(good.code == 0, "\(good.errors)")
            try inbox.expectReady("talk")
        }
    }

    @Test(.timeLimit(.minutes(6))) func whereNoServerListensTheExtractiveAnalystDoesItUnlessStrict() async throws {
        try await ModelInbox.with { inbox in
            try await inbox.addTalks("talk")
            // A port that nobody listens at.
            let nowhere = ["OPENAI_BASE_URL": "http://127.0.0.1:1/v1"]
            // Both try for half a minute, so they try together.
            async let strict = inbox.run("--clips", "1", "--strict", "true", output: "strict", environment: nowhere)
            async let lenient = inbox.run("--clips", "1", "--strict", "false", environment: nowhere)
            let (failed, good) = try await (strict, lenient)
            #expect(failed.code == 75, "\(failed.errors)")
            #expect(try inbox.manifest("talk", output: "strict").error?.class == .transient)
            #expect(good.code == 0, "\(good.errors)")
            try Self.expectBothNotes(try inbox.expectReady("talk", by: "extractive").notes)
        }
    }

    /// That another has chosen and that another has written are two things.
    private static func expectBothNotes(_ notes: [String]) throws {
        for words in ["moments are chosen", "captions are written"] {
            let note = "\(words) by the extractive analyst, since the model could not"
            #expect(notes.count { $0.contains(note) } == 1, "\(notes)")
        }
    }

    /// Half of one moment is none; half of a clip's posts are some.
    @Test(.timeLimit(.minutes(3))) func ofACutAnswerWhatIsWholeIsUsed() async throws {
        try await ModelInbox.with(["--fault", "length=1"]) { inbox in
            try await inbox.addTalks("talk")
            let ending = try await inbox.run("--clips", "1")
            #expect(ending.code == 0, "\(ending.errors)")
            let manifest = try inbox.manifest("talk")
            #expect(manifest.engines["analyze"]?.name == "extractive" && manifest.engines["caption"]?.name == "openai")
            #expect(manifest.clips.allSatisfy { $0.status == .ready && $0.posts.count == 5 })
            #expect(manifest.notes.contains { $0.contains("cut off by the limit of tokens") }, "\(manifest.notes)")
        }
    }

    @Test(.timeLimit(.minutes(3)), arguments: LongTables.rows(["content-filter", "refusal", "bad-json"], every: 2))
    func answersThatAreOfNoUseAreReplacedUnlessStrict(fault: String) async throws {
        try await ModelInbox.with(["--fault", "\(fault)=1"]) { inbox in
            try await inbox.addTalks("talk")
            let strict = try await inbox.run("--clips", "1", "--strict", "true")
            #expect(strict.code == 3, "\(strict.errors)")
            #expect(try inbox.manifest("talk").error?.class == .config, "\(strict.errors)")
            let ending = try await inbox.run("--clips", "1", "--strict", "false")
            #expect(ending.code == 0, "\(ending.errors)")
            try Self.expectBothNotes(try inbox.expectReady("talk", by: "extractive").notes)
        }
    }
}
