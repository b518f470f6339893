import FoundationEssentials
import Manifest
import Outbox
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import HostMux
@testable import Pipeline

/// Which objects at Mux may be deleted without taking anything away.
@Suite struct RemoteUseTests {
    private let id = VideoID(sha256: String(repeating: "a", count: 64))

    private func object(
        _ key: String,
        _ purpose: RemoteObject.Purpose,
        _ status: RemoteObject.Status = .standing,
        variant: String = "public default",
        span: (Double, Double)? = nil
    ) -> RemoteObject {
        var object = RemoteObject(key: key, host: "mux", purpose: purpose, variant: variant)
        object.status = status
        object.assetId = key
        if let span {
            let moment = MomentEntry(
                id: key,
                videoId: id.short,
                startTime: span.0,
                endTime: span.1,
                title: "",
                description: "",
                reason: "",
                score: 0,
                scoreParts: [:],
                quote: "",
                boundary: .edited
            )
            object.fingerprint = MuxClip.fingerprint(moment, of: id)
        }
        return object
    }

    /// A video of a minute with asset `source`, a clip of 1 to 5 s that is made, and one of 10 to 15 s that is wanted.
    private func write(_ outbox: Outbox, clips: StageRecord.Status, sent: StageRecord.Status = .done) throws {
        let folder = outbox.folder("a")
        func record(_ stage: StageName, _ status: StageRecord.Status, _ result: StageResult) throws {
            var record = StageRecord(stage: stage, attempt: 1, startedAt: .now, fingerprint: id.sha256)
            record.status = status
            record.result = result
            if stage == .upload { record.remoteIds["asset_id"] = "source" }
            try folder.write(record)
        }
        try record(.upload, sent, .source(Source(path: "a.mp4", bytes: 1, sha256: id.sha256)))
        try record(
            .awaitAsset,
            .done,
            .asset(
                Asset(
                    duration: 60,
                    width: 320,
                    height: 180,
                    frameRate: 25,
                    codecs: Source.Codecs(video: "h264", audio: nil),
                    audioTracks: 0,
                    textTracks: 0
                )
            )
        )
        let words = TranscriptInfo(path: nil, language: nil, origin: .sound, words: 0)
        try record(.fetchVTT, .done, .transcript(TranscriptResult(info: words, notes: [])))
        var made = ClipResult(momentId: "made", fingerprint: id.sha256)
        made.file = "clips/01.mp4"
        made.remote = RemoteClip(assetId: "made", playbackId: "p", downloadURL: nil, playbackPolicy: "public")
        try record(.clip, clips, .clips([made]))
        let moments = #"{"moments": [{"start_time": 1, "end_time": 5}, {"start_time": 10, "end_time": 15}]}"#
        try folder.file(VideoFolder.moments).write(moments.utf8)
    }

    @Test(arguments: [
        ("source", true), ("made", true),
        // Of a moment that is wanted: the next run takes it up.
        ("wanted", true),
        // Of times that no moment has any more, made with other options, replaced, come to nothing.
        ("changed", false), ("signed", false), ("first", false), ("failed", false), ("old source", false),
    ])
    func whatNoResultAndNoRunNeedsIsUnused(_ key: String, _ isNeeded: Bool) async throws {
        try await ScratchFolder.with { scratch in
            let outbox = try Outbox(writing: scratch.path)
            var ledger = RemoteLedger(video: id.short, folder: "a")
            ledger.objects = [
                object("old source", .source), object("source", .source), object("made", .clip, span: (1, 5)),
                object("changed", .clip, span: (2, 5)),
                object("signed", .clip, variant: "signed default", span: (10, 15)),
                object("first", .clip, span: (10, 15)), object("failed", .clip, .failed, span: (10, 15)),
                object("wanted", .clip, span: (10, 15)),
            ]
            let object = try #require(ledger.objects.first { $0.key == key })
            for status in [StageRecord.Status.done, .failed] {
                try write(outbox, clips: status)
                #expect(try RemoteUse(of: ledger, in: outbox).needs(object) == isNeeded)
            }
        }
    }

    @Test func whatIsBeingMadeIsNeededAndWhatIsLeftOfRemovedResultsIsNot() async throws {
        try await ScratchFolder.with { scratch in
            let outbox = try Outbox(writing: scratch.path)
            let ledger = RemoteLedger(video: id.short, folder: "a")
            let new = object("new source", .source)
            #expect(try !RemoteUse(of: ledger, in: outbox).needs(new))
            try write(outbox, clips: .running, sent: .running)
            let use = try RemoteUse(of: ledger, in: outbox)
            #expect(use.needs(new) && use.needs(object("clip", .clip, .uploading)))
        }
    }
}
