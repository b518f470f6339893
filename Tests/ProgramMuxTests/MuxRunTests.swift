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

/// Host `mux` gives what host `local` gives.
@Suite struct MuxRunTests {
    @Test(.timeLimit(.minutes(3))) func theManifestIsThatOfHostLocalAndASecondRunAsksForNothing() async throws {
        try await MuxInbox.with { inbox in
            try await inbox.addTalk("talk")
            // Mux keeps the source's rate, which host local would raise: these videos have ten frames a second.
            let flags = MuxInbox.long + ["--frame-rate", "source"]
            let ending = try await inbox.run(flags)
            #expect(ending.code == 0, "\(ending.errors)")
            let local = try await inbox.run(flags, "--host", "local", output: "local")
            #expect(local.code == 0, "\(local.errors)")
            let mux = try inbox.manifest("talk")
            let path = inbox.folder.appending("local/talk/manifest.json")
            let here = try JSONText.decode(VideoManifest.self, from: Data(try Files.read(path)))
            #expect(!mux.clips.isEmpty)
            #expect(try Self.alike(mux) == Self.alike(here))
            #expect(mux.cost.requests > 0 && here.cost.requests == 0)
            for clip in mux.clips {
                let checks = try #require(clip.checks)
                #expect(checks.frames == checks.framesExpected && checks.notes == [])
                #expect(clip.assetId != nil && clip.playbackId != nil && clip.playbackPolicy == "public")
                #expect(clip.width != nil && clip.height != nil && clip.frameRate == clip.checks?.frameRate)
                let answer = try await inbox.mux.fetch(try #require(clip.downloadURL))
                #expect(answer.status == 200 && answer.body.dropFirst(4).starts(with: Array("ftyp".utf8)))
            }
            let before = try await inbox.mux.stats().requests
            let again = try await inbox.run(flags)
            #expect(again.code == 0 && again.errors.contains("1 ready (1 already were)"), "\(again.errors)")
            #expect(try await inbox.mux.stats().requests == before)
            #expect(try await inbox.smartclip("verify").code == 0)
            let output = try await SchemaFiles.validate(in: inbox.folder)
            // Six records, a manifest, a choice, a line of the index and a ledger.
            #expect(output == "valid 10\n")
        }
    }

    /// What may differ taken out: ids, engines, times, cost, and how far Mux's coding is from the source's pixels.
    private static func alike(_ manifest: VideoManifest) throws -> VideoManifest {
        var manifest = manifest
        let epoch = Timestamp(Date(timeIntervalSince1970: 0))
        manifest.uploadId = nil
        manifest.assetId = nil
        manifest.playbackId = nil
        manifest.playbackPolicy = nil
        manifest.engines = [:]
        manifest.cost = Cost()
        manifest.createdAt = epoch
        manifest.updatedAt = epoch
        for index in manifest.clips.indices {
            manifest.clips[index].assetId = nil
            manifest.clips[index].playbackId = nil
            manifest.clips[index].playbackPolicy = nil
            manifest.clips[index].downloadURL = nil
            manifest.clips[index].checks?.firstFrameDifference = 0
            manifest.clips[index].checks?.lastFrameDifference = 0
            // Only who cuts it here can tell.
            manifest.clips[index].checks?.cut = nil
        }
        return manifest
    }

    @Test(.timeLimit(.minutes(3))) func aTightenedClipIsNotTheOneAtMux() async throws {
        try await MuxInbox.with { inbox in
            try await inbox.addTalk("talk")
            // Long enough for the silence between two parts of the talk to lie in it.
            let length = ["--clips", "1", "--min-length", "22", "--max-length", "34"]
            let flags = length + ["--frame-rate", "source", "--trim-silence", "0.3"]
            let ending = try await inbox.run(flags)
            #expect(ending.code == 0, "\(ending.errors)")
            let local = try await inbox.run(flags, "--host", "local", output: "local")
            #expect(local.code == 0, "\(local.errors)")
            let path = inbox.folder.appending("local/talk/manifest.json")
            let here = try JSONText.decode(VideoManifest.self, from: Data(try Files.read(path)))
            let mux = try inbox.manifest("talk")
            #expect(!mux.clips.isEmpty)
            for (clip, own) in zip(mux.clips, here.clips) {
                let trimmed = try #require(clip.checks?.trimmed)
                #expect(trimmed == own.checks?.trimmed && clip.duration == own.duration && clip.assetId != nil)
                #expect(clip.checks?.frames == own.checks?.frames)
                // Where nothing was found to take out, it is the one at Mux.
                #expect((clip.downloadURL == nil) == !trimmed.cuts.isEmpty)
                let isTold = clip.checks?.notes.contains { $0.contains("still in the clip at Mux") } ?? false
                #expect(isTold == !trimmed.cuts.isEmpty)
            }
            #expect(mux.clips.contains { $0.downloadURL == nil })
        }
    }

    @Test(.timeLimit(.minutes(3))) func whereThereAreNoCaptionsMuxHearsThem() async throws {
        try await MuxInbox.with(["--language", "de"]) { inbox in
            try await inbox.addTalk("talk", captions: false)
            let ending = try await inbox.run(MuxInbox.long)
            #expect(ending.code == 0, "\(ending.errors)")
            let transcript = try #require(try inbox.manifest("talk").transcript)
            #expect(transcript.origin == .host && transcript.language == "de" && transcript.words > 10)
        }
    }

    @Test(.timeLimit(.minutes(3))) func signedPlaybackIsFetchedWithAKeyOfTheAccount() async throws {
        try await MuxInbox.with { inbox in
            try await inbox.addShort("one")
            let without = try await inbox.run(MuxInbox.short, "--mux-policy", "signed")
            #expect(without.code == 3 && without.errors.contains("MUX_SIGNING_KEY"), "\(without.errors)")
            let key = try await inbox.mux.ask(.post, "/system/v1/signing-keys").1["data"]
            let secret = try #require(key?["private_key"]?.text)
            let ending = try await inbox.run(
                MuxInbox.short,
                "--mux-policy",
                "signed",
                environment: ["MUX_SIGNING_KEY": try #require(key?["id"]?.text), "MUX_PRIVATE_KEY": secret]
            )
            #expect(ending.code == 0, "\(ending.errors)")
            let clip = try #require(try inbox.manifest("one").clips.first)
            #expect(clip.checks?.notes == [])
            // The address is told without its token, which is a secret and expires; that it needs one is told too.
            let url = try #require(clip.downloadURL)
            #expect(!url.contains("token") && clip.playbackPolicy == "signed")
            #expect(try inbox.manifest("one").playbackPolicy == "signed")
            #expect(try await inbox.mux.fetch(url).status == 403)
            let keys = ["MUX_SIGNING_KEY": key?["id"]?.text, "MUX_PRIVATE_KEY": secret]
            let show = try await inbox.program(keys).run(
                ["show", "one", "--urls", "--output", "outbox"],
                in: inbox.folder
            )
            let lines = show.output.split(separator: "\n")
            #expect(show.code == 0 && lines.count == 2, "\(show.output)\(show.errors)")
            for line in lines {
                #expect(line.contains(" (until 20"))
                let address = try #require(line.split(separator: " ").first { $0.hasPrefix("http") })
                #expect(try await inbox.mux.fetch(String(address)).status == 200)
            }
            let keyless = try await inbox.smartclip("show", "one", "--urls")
            #expect(keyless.code == 3 && keyless.errors.contains("MUX_SIGNING_KEY"), "\(keyless.errors)")
        }
    }
}
