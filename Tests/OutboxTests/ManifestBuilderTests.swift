import Manifest
import Outbox
import OutboxSupport
import StateFiles
import Testing

/// The manifest is told from the records alone.
@Suite struct ManifestBuilderTests {
    private func clip(_ moment: String, _ file: String?, _ failure: Failure? = nil) -> ClipResult {
        var clip = ClipResult(momentId: moment, fingerprint: "x")
        clip.file = file
        clip.failure = failure
        clip.duration = file.map { _ in 30 }
        return clip
    }

    private func build(_ video: TrialVideo, pending: StageName? = nil) throws -> VideoManifest {
        try ManifestBuilder(state: video.recorded(), pending: pending).build()
    }

    @Test func aNewVideoIsPending() async throws {
        try await TrialVideo.with { video in
            let manifest = try build(video)
            #expect(manifest.status == StageName.upload.status)
            #expect(manifest.clips.isEmpty && manifest.moments.isEmpty && manifest.error == nil)
        }
    }

    @Test func theStatusIsTheFirstStageThatIsOpen() async throws {
        try await TrialVideo.with { video in
            try video.analyzed()
            let manifest = try build(video)
            #expect(manifest.status == StageName.clip.status)
            #expect(manifest.duration == 100 && manifest.source.frameRate == 25 && manifest.source.bytes == 1000)
            #expect(manifest.moments.map(\.id) == ["m10000", "m50000"] && manifest.scoreCurve == [0.5])
            #expect(manifest.notes == ["a note"] && manifest.transcript?.words == 16)
            #expect(manifest.engines["analyze"] == Engine(name: "trial", version: "4"))
            #expect(manifest.cost.seconds == 2)
            #expect(manifest.createdAt.description.hasPrefix("2026-01-01T00:00:01"))
            #expect(manifest.updatedAt.description.hasPrefix("2026-01-01T00:00:04.5"))
        }
    }

    @Test func aFinishedVideoIsReadyUnlessSomethingIsPending() async throws {
        try await TrialVideo.with { video in
            try video.analyzed()
            let clips = [clip("m10000", "clips/01-simple.mp4"), clip("m50000", "clips/02-nobody.mp4")]
            try video.record(.clip, .done, .clips(clips))
            let words = CaptionResult(
                momentId: "m10000",
                file: "clips/01-simple.txt",
                caption: "c",
                hashtags: ["#a"],
                posts: [],
                fingerprint: "x",
                engine: Engine(name: "extractive", version: "1")
            )
            try video.record(.caption, .done, .captions([words]))
            let manifest = try build(video)
            #expect(manifest.status == .ready)
            #expect(manifest.clips.map(\.id) == ["m10000-clip", "m50000-clip"])
            #expect(manifest.clips.map(\.status) == [.ready, .ready])
            #expect(manifest.clips.map(\.caption) == ["c", nil] && manifest.clips[0].hashtags == ["#a"])
            #expect(try build(video, pending: .fetchVTT).status == StageName.fetchVTT.status)
        }
    }

    @Test(arguments: [true, false])
    func clipsThatFailedMakeItPartialWhereOthersStand(_ oneStands: Bool) async throws {
        try await TrialVideo.with { video in
            try video.analyzed()
            let failure = Failure(.input, "cannot be cut")
            let clips = [clip("m10000", oneStands ? "clips/01-simple.mp4" : nil), clip("m50000", nil, failure)]
            try video.record(.clip, .failed, .clips(clips)) { $0.failure = failure }
            try video.record(.caption, .done, .captions([]))
            let manifest = try build(video)
            #expect(manifest.status == (oneStands ? .partial : .error))
            #expect(manifest.error == StageFailure(stage: .clip, failure: failure))
            #expect(manifest.clips.map(\.status) == [oneStands ? .ready : .processing, .error])
        }
    }

    /// Clips that stand keep the titles of the moments that were read last.
    @Test func momentsThatMakeNoSenseAreThoseOfBefore() async throws {
        try await TrialVideo.with { video in
            try video.analyzed()
            try video.record(.clip, .done, .clips([clip("m10000", "clips/01-simple.mp4")]))
            let before = try build(video)
            try video.folder.file(VideoFolder.manifest).write(JSONText.file(before))
            _ = try video.write(VideoFolder.moments, "{")
            let after = try build(video)
            #expect(after.moments == before.moments && !after.moments.isEmpty)
        }
    }

    @Test func theSameRecordsGiveTheSameManifest() async throws {
        try await TrialVideo.with { video in
            try video.analyzed()
            #expect(try JSONText.file(build(video)) == JSONText.file(build(video)))
        }
    }
}
