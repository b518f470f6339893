import EmulatorKit
import FoundationEssentials
import HTTPTransfer
import Intake
import Manifest
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import ProgramSupport

/// What an account cannot do, and what goes missing, is told in a sentence, with the right class.
@Suite struct MuxLimitTests {
    /// A limit of the account, the exit code, and what is said of it.
    @Test(
        .timeLimit(.minutes(3)),
        arguments: [
            (["--max-assets", "0"], "Free plan is limited to 0 assets"),
            (["--no-static-renditions"], "static renditions"),
            (["--read-only"], "Mux Video read and write"),
        ]
    )
    func whatThePlanOrTheTokenDoesNotIncludeIsConfig(_ options: [String], _ words: String) async throws {
        try await MuxInbox.with(options) { inbox in
            try await inbox.addShort("one")
            let ending = try await inbox.run()
            #expect(ending.code == 3, "\(ending.errors)")
            #expect(ending.errors.contains(words), "\(ending.errors)")
            #expect(try inbox.manifest("one").error?.class == .config)
        }
    }

    /// The plan's last asset goes to the first of two clips.
    @Test(.timeLimit(.minutes(3))) func clipsThatStandArePublishedWhereTheAccountHasNoRoomForAll() async throws {
        try await MuxInbox.with(["--max-assets", "3"]) { inbox in
            let other = try await inbox.mux.ask(
                .post,
                "/video/v1/assets",
                ["inputs": [["url": "http://127.0.0.1:1/other.mp4"]], "playback_policies": ["public"]]
            )
            try await inbox.addTalk("talk")
            let ending = try await inbox.run(MuxInbox.long)
            #expect(ending.code == 3 && ending.errors.contains("--unused"), "\(ending.errors)")
            let partial = try inbox.manifest("talk")
            #expect(partial.status == .partial && partial.error?.class == .config)
            #expect(partial.clips.map(\.status).sorted { $0.rawValue < $1.rawValue } == [.error, .ready])
            #expect(partial.clips.allSatisfy { $0.status == .error || ($0.assetId != nil && $0.file != nil) })

            // There is room again.
            let id = try #require(other.1["data"]?["id"]?.text)
            #expect(try await inbox.mux.ask(.delete, "/video/v1/assets/\(id)").status == 204)
            let again = try await inbox.run(MuxInbox.long)
            #expect(again.code == 0, "\(again.errors)")
            #expect(try inbox.manifest("talk").status == .ready)
            #expect(try await inbox.mux.stats().clips == [1, 1])
            #expect(try await inbox.smartclip("verify").code == 0)
        }
    }

    @Test(.timeLimit(.minutes(3))) func credentialsThatAreMissingOrWrongAreNamed() async throws {
        try await MuxInbox.with { inbox in
            try await inbox.addShort("one")
            let missing = try await inbox.run(environment: ["MUX_TOKEN_SECRET": nil])
            #expect(missing.code == 3 && missing.errors.contains("needs MUX_TOKEN_SECRET;"), "\(missing.errors)")
            let plan = try await inbox.program(["MUX_TOKEN_SECRET": nil]).run(
                ["plan", "inbox", "--output", "outbox", "--host", "mux"],
                in: inbox.folder
            )
            #expect(plan.output.contains("needs MUX_TOKEN_SECRET;"), "\(plan.output)")
            #expect(try await inbox.mux.stats().requests == 0)
            let wrong = try await inbox.run(environment: ["MUX_TOKEN_SECRET": "wrong"])
            #expect(wrong.code == 3 && wrong.errors.contains("Unauthorized request"), "\(wrong.errors)")
            // Nothing is sent in the clear to another machine.
            let clear = try await inbox.run(environment: ["MUX_BASE_URL": "http://api.mux.example"])
            #expect(
                clear.code == 3 && clear.errors.contains("MUX_BASE_URL must begin with https://"),
                "\(clear.errors)"
            )
            let right = try await inbox.run()
            #expect(right.code == 0, "\(right.errors)")
        }
    }

    @Test(.timeLimit(.minutes(3))) func aFileThatIsNoVideoIsNotSent() async throws {
        try await MuxInbox.with { inbox in
            try inbox.write((0..<50_000).map { UInt8($0 * 7919 % 251) }, to: inbox.inbox.appending("rubbish.mp4"))
            let ending = try await inbox.run()
            #expect(ending.code == 1, "\(ending.errors)")
            #expect(try await inbox.mux.stats().requests == 0)
        }
    }

    @Test(.timeLimit(.minutes(3))) func aLedgerThatIsLostMakesNothingTwice() async throws {
        try await MuxInbox.with { inbox in
            try await inbox.addShort("one")
            #expect(try await inbox.run().code == 0)
            try Files.removeTree(inbox.file(".smartclip/ledger"))
            let retry = try await inbox.program().run(
                ["retry", "one", "--from", "upload", "--output", "outbox", "--progress", "plain"] + MuxInbox.short,
                in: inbox.folder
            )
            #expect(retry.code == 0, "\(retry.errors)")
            try await inbox.expectReady(["one"], clips: 1)
        }
    }

    @Test(.timeLimit(.minutes(3))) func anAssetThatWasDeletedIsReportedAndUploadedAgainWhenAskedTo() async throws {
        try await MuxInbox.with { inbox in
            try await inbox.addShort("one")
            #expect(try await inbox.run().code == 0)
            let old = try #require(try inbox.manifest("one").assetId)
            #expect(try await inbox.mux.ask(.delete, "/video/v1/assets/\(old)").status == 204)
            // The clip is here: nothing need be done.
            #expect(try await inbox.run().code == 0)
            try TinyVideos.write(
                ##"{"moments": [{"start_time": 0.5, "end_time": 5}]}"##,
                to: inbox.file("one/moments.json")
            )
            let ending = try await inbox.run()
            #expect(ending.code == 3 && ending.errors.contains("--from upload"), "\(ending.errors)")
            // What was made within the last minute may only not be listed yet; this one is older.
            try inbox.ageLedgers()
            let retry = try await inbox.program().run(
                ["retry", "one", "--from", "upload", "--output", "outbox", "--progress", "plain"] + MuxInbox.short,
                in: inbox.folder
            )
            #expect(retry.code == 0, "\(retry.errors)")
            let new = try #require(try inbox.manifest("one").assetId)
            #expect(new != old)
            #expect(try await inbox.mux.stats().uploads == 2)
            #expect(try await inbox.smartclip("doctor", "--remote").output.contains("unused"))
        }
    }
}

extension MuxInbox {
    /// Makes all that stands in the ledgers look as if it had been made long ago.
    func ageLedgers() throws {
        for var ledger in try ledgers() {
            for index in ledger.objects.indices {
                ledger.objects[index].madeAt = Timestamp(Date(timeIntervalSince1970: 0))
            }
            let path = file(".smartclip/ledger/\(ledger.video).json")
            try AtomicFile.write(Array(JSONText.file(ledger)), to: path)
        }
    }
}
