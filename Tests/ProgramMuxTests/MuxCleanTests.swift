import EmulatorKit
import HTTPTransfer
import Intake
import Manifest
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import ProgramSupport

/// `clean --remote` deletes what this outbox made, and only that; `doctor --remote` sees what is amiss.
@Suite struct MuxCleanTests {
    @Test(.timeLimit(.minutes(3))) func onlyWhatThisOutboxMadeIsDeleted() async throws {
        try await MuxInbox.with { inbox in
            try await inbox.addShort("one")
            #expect(try await inbox.run().code == 0)
            #expect(try await inbox.run(output: "other").code == 0)
            #expect(try await inbox.mux.assets().count == 4)

            let dry = try await inbox.smartclip("clean", "one", "--remote", "--dry-run")
            #expect(dry.code == 0 && dry.output.split(separator: "\n").count == 2, "\(dry.output)")
            #expect(try await inbox.mux.assets().count == 4)

            // One is gone already, which is as good.
            let clip = try #require(try inbox.manifest("one").clips.first?.assetId)
            #expect(try await inbox.mux.ask(.delete, "/video/v1/assets/\(clip)").status == 204)
            let clean = try await inbox.smartclip("clean", "one", "--remote")
            #expect(clean.code == 0, "\(clean.errors)")
            #expect(try await inbox.mux.assets().count == 2)
            #expect(try inbox.ledgers().flatMap(\.objects).allSatisfy { $0.status == .gone })
            let manifest = try inbox.manifest("one")
            #expect(manifest.status == .ready && manifest.assetId == nil && manifest.clips.first?.downloadURL == nil)

            let doctor = try await inbox.smartclip("doctor", "--remote")
            #expect(doctor.code == 0 && doctor.output.contains("2 of other outboxes"), "\(doctor.output)")
            let before = try await inbox.mux.stats()
            let again = try await inbox.run()
            #expect(again.code == 0 && again.errors.contains("1 ready (1 already were)"), "\(again.errors)")
            let after = try await inbox.mux.stats()
            #expect(after.uploads == before.uploads && after.assets == before.assets)
            #expect(try await inbox.smartclip("verify").code == 0)
        }
    }

    @Test(.timeLimit(.minutes(3))) func allOfAVideoGoesAndItsSourceStays() async throws {
        try await MuxInbox.with { inbox in
            try await inbox.addShort("one")
            #expect(try await inbox.run().code == 0)
            try TinyVideos.write("mine", to: inbox.file("one/notes.txt"))
            let clean = try await inbox.smartclip("clean", "one")
            #expect(clean.code == 0, "\(clean.errors)")
            #expect(try await inbox.mux.assets().isEmpty)
            #expect(try Files.list(inbox.file("one")).map(\.string) == ["notes.txt"])
            #expect(try FileFacts.ifPresent(inbox.inbox.appending("one.mp4")) != nil)
        }
    }

    /// By hand, or by each run.
    @Test(.timeLimit(.minutes(3)), arguments: LongTables.rows([[], ["--mux-keep", "current"]]))
    func whatAnEditLeftIsDeletedAndNothingElse(_ keep: [String]) async throws {
        try await MuxInbox.with { inbox in
            try await inbox.addShort("one")
            let flags = MuxInbox.short + keep
            #expect(try await inbox.run(flags).code == 0)
            let old = try #require(try inbox.manifest("one").clips.first?.assetId)
            try TinyVideos.write(
                ##"{"moments": [{"start_time": 0.5, "end_time": 5}]}"##,
                to: inbox.file("one/moments.json")
            )
            let edit = try await inbox.run(flags)
            #expect(edit.code == 0, "\(edit.errors)")
            if keep.isEmpty {
                #expect(try await inbox.smartclip("doctor", "--remote").output.contains("unused: \(old)"))
                let wrong = try await inbox.smartclip("clean", "one", "--unused")
                #expect(wrong.code == 2 && wrong.errors.contains("--remote"), "\(wrong.errors)")
                let dry = try await inbox.smartclip("clean", "--all", "--remote", "--unused", "--dry-run")
                #expect(dry.output == "one: would delete asset \(old) (clip)\n", "\(dry.output)\(dry.errors)")
                #expect(try await inbox.mux.assets().count == 3)
                let clean = try await inbox.smartclip("clean", "--all", "--remote", "--unused")
                #expect(clean.output == "one: deleted asset \(old) (clip)\n", "\(clean.output)\(clean.errors)")
            } else {
                #expect(edit.errors.contains("as no clip needs it: asset \(old)"), "\(edit.errors)")
            }
            let left = try await inbox.mux.assets().compactMap { $0["id"]?.text }
            let manifest = try inbox.manifest("one")
            #expect(Set(left) == Set([manifest.assetId, manifest.clips.first?.assetId].compactMap { $0 }))
            #expect(manifest.status == .ready && manifest.clips.first?.downloadURL != nil)
            #expect(try await inbox.smartclip("doctor", "--remote").code == 0)
            let before = try await inbox.mux.stats().requests
            #expect(try await inbox.run(flags).errors.contains("1 ready (1 already were)"))
            #expect(try await inbox.mux.stats().requests == before)
        }
    }

    @Test(.timeLimit(.minutes(3))) func whatIsAmissIsNamed() async throws {
        try await MuxInbox.with { inbox in
            try await inbox.addShort("one")
            #expect(try await inbox.run().code == 0)
            let object = try #require(try inbox.ledgers().first?.objects.first)
            let asset = try #require(object.assetId)
            // Made by hand under this outbox's name.
            let made = try await inbox.mux.ask(
                .post,
                "/video/v1/assets",
                [
                    "inputs": [["url": .string("mux://assets/\(asset)"), "start_time": 0, "end_time": 5]],
                    "meta": ["external_id": .string(object.key + "-by-hand")],
                ]
            )
            #expect(made.status == 201)
            let clip = try #require(try inbox.manifest("one").clips.first?.assetId)
            #expect(try await inbox.mux.ask(.delete, "/video/v1/assets/\(clip)").status == 204)
            let doctor = try await inbox.smartclip("doctor", "--remote")
            #expect(doctor.code == 1)
            let orphan = try #require(made.1["data"]?["id"]?.text)
            #expect(doctor.output.contains("orphan: \(orphan)"), "\(doctor.output)")
            #expect(doctor.output.contains("missing: \(clip)"), "\(doctor.output)")
        }
    }
}
