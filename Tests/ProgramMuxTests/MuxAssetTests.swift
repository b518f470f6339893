import EmulatorKit
import Glibc
import HTTPTransfer
import Intake
import Manifest
import StateFiles
import Subprocess
import SystemPackage
import TestSupport
import Testing

@testable import ProgramSupport

/// `smartclip run mux:ASSET_ID`: an asset that somebody else made is clipped without a file of it, and stays theirs.
@Suite struct MuxAssetTests {
    static let withFile: JSON = ["playback_policies": ["public"], "static_renditions": [["resolution": "highest"]]]

    private func clean(_ inbox: MuxInbox, _ id: String) async throws {
        for names in [["mux-\(id)"], ["--all"]] {
            let clean = try await inbox.program().run(
                ["clean"] + names + ["--remote", "--output", "outbox"],
                in: inbox.folder
            )
            #expect(clean.code == 0 && !clean.output.contains(id + " (source)"), "\(clean.output)\(clean.errors)")
        }
        #expect(try await inbox.mux.assets().map { $0["id"]?.text } == [id])
    }

    @Test(.timeLimit(.minutes(3))) func anAssetIsClippedWithoutAnUploadAndNeverDeleted() async throws {
        try await MuxInbox.with { inbox in
            let id = try await inbox.mux.asset(of: try await WatchInbox.video(1))
            let (name, folder) = ("mux:\(id)", "mux-\(id)")
            let plan = try await inbox.smartclip("plan", name)
            #expect(plan.code == 0 && plan.output.contains("1 that is at Mux already"), "\(plan.output)\(plan.errors)")
            #expect(try await inbox.mux.stats().requests("POST /video/v1/assets/{id}/static-renditions") == 0)

            let ending = try await inbox.runNamed([name])
            #expect(ending.code == 0, "\(ending.errors)")
            let manifest = try inbox.manifest(folder)
            #expect(manifest.status == .ready && manifest.assetId == id && manifest.uploadId == nil)
            #expect(manifest.playbackId != nil && manifest.transcript?.origin == .host)
            #expect(manifest.notes.contains { $0.contains("highest.mp4") && $0.contains("not the original") })
            let clip = try #require(manifest.clips.first)
            #expect(clip.checks?.notes == [] && clip.downloadURL != nil && clip.assetId != nil && clip.assetId != id)
            // The test's own upload is the only one.
            let stats = try await inbox.mux.stats()
            #expect(stats.uploads == 1 && stats.assets == 2 && stats.clips == [1], "\(stats.json)")
            #expect(stats.requests("POST /video/v1/assets/{id}/static-renditions") == 1)
            #expect(try await inbox.mux.files(of: id) == ["highest.mp4"])
            let show = try await inbox.smartclip("show", name)
            #expect(show.code == 0 && show.output.contains("note: was at Mux already"), "\(show.output)")
            #expect(try await inbox.smartclip("verify").code == 0)
            let doctor = try await inbox.smartclip("doctor", "--remote")
            #expect(doctor.code == 0 && doctor.output.contains("1 assets stand and are used"), "\(doctor.output)")
            #expect(try OutboxTree(inbox.outbox).leftovers == [])

            // Nothing is left to do, to ask or to pay for.
            let asked = try await inbox.mux.stats().requests
            let again = try await inbox.runNamed([name, name])
            #expect(again.code == 0 && again.errors.contains("1 ready (1 already were)"), "\(again.errors)")
            let planned = try await inbox.program().run(
                ["plan", name, "--output", "outbox"] + MuxInbox.namedFlags.dropLast(2) + MuxInbox.short,
                in: inbox.folder
            )
            #expect(planned.code == 0 && planned.output.contains("\(folder): done"), "\(planned.output)")
            #expect(try await inbox.mux.stats().requests == asked)

            // An edit has its clip cut from the same asset.
            try TinyVideos.write(
                ##"{"moments": [{"start_time": 0.5, "end_time": 5}]}"##,
                to: inbox.file("\(folder)/moments.json")
            )
            let edit = try await inbox.smartclip("retry", name, "--progress", "plain")
            #expect(edit.code == 0, "\(edit.errors)")
            #expect(try await inbox.mux.stats().assets == 3)

            try await clean(inbox, id)
            #expect(try inbox.manifest(folder).assetId == id)
            let all = try await inbox.smartclip("clean", name)
            #expect(all.code == 0 && all.output.contains("fetched/mux-\(id).mp4"), "\(all.output)\(all.errors)")
            #expect(try FileFacts.ifPresent(inbox.file(".smartclip/fetched")) == nil)
            #expect(try await inbox.mux.assets().count == 1)
            // Its file at Mux is there now, and not asked for again.
            let anew = try await inbox.runNamed([name])
            #expect(anew.code == 0, "\(anew.errors)")
            #expect(try await inbox.mux.stats().requests("POST /video/v1/assets/{id}/static-renditions") == 1)
        }
    }

    /// What this outbox made is not taken for somebody else's, and one asset is not paid for as two videos.
    @Test(.timeLimit(.minutes(3))) func whatIsKnownAlreadyIsNotPaidForAgain() async throws {
        try await MuxInbox.with { inbox in
            let id = try await inbox.mux.asset(of: try await WatchInbox.video(1), Self.withFile)
            let ending = try await inbox.runNamed(["mux:\(id)"])
            #expect(ending.code == 0, "\(ending.errors)")
            let clip = try #require(try inbox.manifest("mux-\(id)").clips.first?.assetId)
            let assets = try await inbox.mux.stats().assets
            for command in ["run", "plan"] {
                let ofClip = try await inbox.program().run(
                    [command, "mux:\(clip)", "--output", "outbox"],
                    in: inbox.folder
                )
                let said = ofClip.output + ofClip.errors
                #expect(ofClip.code != 0 && said.contains("was made here for mux-\(id)"), "\(said)")
            }
            // Another content of the same asset, as another of its files would have.
            let copy = inbox.file(".smartclip/fetched/mux-\(id).mp4")
            var bytes = try Files.read(copy)
            bytes[bytes.count / 2] ^= 1
            try AtomicFile.write(bytes, to: copy)
            let other = try await inbox.runNamed(["mux:\(id)"])
            #expect(other.code != 0 && other.errors.contains("is mux-\(id) already"), "\(other.errors)")
            #expect(try await inbox.mux.stats().assets == assets)
        }
    }

    @Test(.timeLimit(.minutes(3))) func itsOwnFileAndCaptionsAreUsed() async throws {
        try await MuxInbox.with { inbox in
            let settings: JSON = [
                "playback_policies": ["public"], "static_renditions": [["resolution": "highest"]],
                "inputs": [["generated_subtitles": [["language_code": "en", "name": "English"]]]],
            ]
            let id = try await inbox.mux.asset(of: try await WatchInbox.video(1), settings)
            let before = try await inbox.mux.stats()
            let ending = try await inbox.runNamed(["mux:\(id)"])
            #expect(ending.code == 0, "\(ending.errors)")
            #expect(try inbox.manifest("mux-\(id)").transcript?.origin == .host)
            let stats = try await inbox.mux.stats()
            for kind in ["static-renditions", "tracks/{id}/generate-subtitles"] {
                #expect(stats.requests("POST /video/v1/assets/{id}/\(kind)") == 0)
            }
            #expect(stats.assets == before.assets + 1 && stats.uploads == before.uploads)
        }
    }

    @Test(.timeLimit(.minutes(3))) func whatPlaysWithTokensOnlyHasSignedClips() async throws {
        try await MuxInbox.with { inbox in
            let id = try await inbox.mux.asset(of: try await WatchInbox.video(1), ["playback_policies": ["signed"]])
            let without = try await inbox.runNamed(["mux:\(id)"])
            #expect(without.code == 3 && without.errors.contains("MUX_SIGNING_KEY"), "\(without.errors)")
            // Nothing is asked for that could not be read.
            #expect(try await inbox.mux.files(of: id) == [])
            let key = try await inbox.mux.ask(.post, "/system/v1/signing-keys").1["data"]
            let keys = ["MUX_SIGNING_KEY": key?["id"]?.text, "MUX_PRIVATE_KEY": key?["private_key"]?.text]
            let ending = try await inbox.runNamed(["mux:\(id)"], environment: keys)
            #expect(ending.code == 0, "\(ending.errors)")
            let manifest = try inbox.manifest("mux-\(id)")
            #expect(manifest.playbackPolicy == "signed" && manifest.clips.first?.playbackPolicy == "signed")
            // Also by commands that go on from there.
            try TinyVideos.write(
                ##"{"moments": [{"start_time": 0.5, "end_time": 5}]}"##,
                to: inbox.file("mux-\(id)/moments.json")
            )
            let retry = try await inbox.program(keys).run(
                ["retry", "mux:\(id)", "--output", "outbox"],
                in: inbox.folder
            )
            #expect(retry.code == 0, "\(retry.errors)")
            #expect(try inbox.manifest("mux-\(id)").clips.map(\.playbackPolicy) == ["signed"])
        }
    }

    @Test(.timeLimit(.minutes(3))) func whatHasNoClipsIsToldAndNothingIsMade() async throws {
        try await MuxInbox.with(["--processing", "0.5"]) { inbox in
            let sound = inbox.folder.appending("sound.m4a")
            let made = try await Subprocess.run(
                .name("ffmpeg"),
                arguments: ["-v", "error", "-f", "lavfi", "-i", "sine", "-t", "6", sound.string],
                output: .discarded,
                error: .discarded
            )
            try #require(made.terminationStatus.isSuccess)
            let cases: [(id: String, words: String, code: Int32)] = [
                (String(repeating: "a1", count: 20), "no such asset", 1),
                ("a.b", "letters and digits", 2),
                (try await inbox.mux.asset(of: Array("no video at all".utf8)), "Mux could not make it", 1),
                (try await inbox.mux.asset(of: try Files.read(sound)), "only sound", 1),
            ]
            for (id, words, code) in cases {
                let ending = try await inbox.runNamed(["mux:\(id)"])
                #expect(ending.code == code && ending.errors.contains(words), "\(ending.code) \(ending.errors)")
            }
            #expect(try await inbox.mux.stats().requests("POST /video/v1/assets/{id}/static-renditions") == 0)
            // One that is still being made is waited for; several are told apart.
            let id = try await inbox.mux.asset(of: try await WatchInbox.video(1), Self.withFile, isAwaited: false)
            let ending = try await inbox.runNamed(["mux:\(id)", "mux:\(cases[0].id)"])
            #expect(ending.code == 1 && ending.errors.contains("1 ready"), "\(ending.errors)")
            let keyless = try await inbox.runNamed(["mux:a1"], output: "other", environment: ["MUX_TOKEN_ID": nil])
            #expect(keyless.code == 3 && keyless.errors.contains("MUX_TOKEN_ID"), "\(keyless.errors)")
        }
    }

    /// The copy is a video as any other: it may be clipped here, and then nothing is made at Mux.
    @Test(.timeLimit(.minutes(3))) func hostLocalClipsTheCopy() async throws {
        try await MuxInbox.with { inbox in
            let id = try await inbox.mux.asset(of: try await WatchInbox.video(1), Self.withFile)
            let ending = try await inbox.runNamed(["mux:\(id)"], ["--host", "local"])
            #expect(ending.code == 0, "\(ending.errors)")
            #expect(try await inbox.mux.stats().assets == 1)
            let manifest = try inbox.manifest("mux-\(id)")
            #expect(manifest.status == .ready && manifest.assetId == nil && manifest.clips.first?.assetId == nil)
        }
    }

    /// What this outbox uploaded is that video, not another one.
    @Test(.timeLimit(.minutes(3))) func anUploadOfThisOutboxIsTheVideoThatItWas() async throws {
        try await MuxInbox.with { inbox in
            try await inbox.addShort("one")
            #expect(try await inbox.run().code == 0)
            let id = try #require(try inbox.manifest("one").assetId)
            let before = try await inbox.mux.stats().requests
            let ending = try await inbox.runNamed(["mux:\(id)"])
            #expect(ending.code == 0 && ending.errors.contains("same content as one"), "\(ending.errors)")
            #expect(try await inbox.mux.stats().requests == before)
        }
    }

    /// Where others may write what says which asset a copy is, a command that does not name it makes nothing of it.
    @Test(.timeLimit(.minutes(3))) func whoMayWriteToTheOutboxNamesNoAsset() async throws {
        try await MuxInbox.with { inbox in
            let id = try await inbox.mux.asset(of: try await WatchInbox.video(1), Self.withFile)
            #expect(try await inbox.runNamed(["mux:\(id)"]).code == 0)
            for path in ["", ".smartclip", ".smartclip/videos", ".smartclip/fetched"] {
                let isChanged = inbox.file(path).withPlatformString { chmod($0, 0o777) == 0 }
                try #require(isChanged)
            }
            let before = try await inbox.mux.stats().requests
            let retry = try await inbox.smartclip("retry", "mux:\(id)", "--from", "clip")
            #expect(retry.code == 3 && retry.errors.contains("smartclip run mux:\(id)"), "\(retry.errors)")
            #expect(try await inbox.mux.stats().requests == before)
            #expect(try await inbox.runNamed(["mux:\(id)"]).code == 0)
            #expect(try await inbox.mux.stats().assets == 2)
        }
    }
}
