import FoundationEssentials
package import Manifest
package import Outbox
import StateFiles
package import SystemPackage
import TestSupport

/// A video in an outbox of its own, with records as a test wants them: 100 seconds with words and two moments.
package struct TrialVideo: Sendable {
    package let outbox: Outbox
    package let id: VideoID
    package let source: FilePath
    package let folder: VideoFolder

    /// One whose content has a digest of this digit alone.
    package init(outbox: Outbox, digit: Character = "a", named name: String = "talk") throws {
        self.init(outbox: outbox, sha256: String(repeating: digit, count: 64), named: name)
        try folder.place.makeDirectory()
    }

    private init(outbox: Outbox, sha256: String, named name: String) {
        self.outbox = outbox
        id = VideoID(sha256: sha256)
        source = FilePath("/inbox/\(name).mp4")
        folder = outbox.folder(name)
    }

    package static func with(_ body: (TrialVideo) throws -> Void) async throws {
        try await ScratchFolder.with { scratch in
            try body(try TrialVideo(outbox: try Outbox(writing: scratch.path.appending("out"))))
        }
    }

    /// The video with the records that stand in its folder.
    package func recorded() throws -> RecordedVideo { try RecordedVideo(id: id, folder: folder, source: source) }

    /// Writes a record of a stage; it began `number` seconds after 2026 did and took half a second.
    @discardableResult
    package func record(
        _ stage: StageName,
        _ status: StageRecord.Status = .done,
        _ result: StageResult? = nil,
        outputs: [OutputFile] = [],
        change: (inout StageRecord) -> Void = { _ in }
    ) throws -> StageRecord {
        var record = StageRecord(
            stage: stage,
            attempt: 1,
            startedAt: try time("2026-01-01T00:00:0\(stage.number).000Z"),
            fingerprint: String(repeating: "f", count: 64)
        )
        record.status = status
        record.result = result
        record.outputs = outputs
        record.finishedAt = status == .running ? nil : try time("2026-01-01T00:00:0\(stage.number).500Z")
        record.engine = Engine(name: "trial", version: "\(stage.number)")
        record.cost = Cost(seconds: 0.5)
        change(&record)
        try folder.write(record)
        return record
    }

    /// Writes the records and files of the first four stages.
    package func analyzed(_ moments: String = Self.moments) throws {
        try record(.upload, .done, .source(Source(path: source.string, bytes: 1000, sha256: id.sha256)))
        try record(
            .awaitAsset,
            .done,
            .asset(
                Asset(
                    duration: 100,
                    width: 640,
                    height: 360,
                    frameRate: 25,
                    codecs: Source.Codecs(video: "h264", audio: "aac"),
                    audioTracks: 1,
                    textTracks: 0
                )
            )
        )
        let transcript = try write(VideoFolder.transcript, Self.transcript)
        let info = TranscriptInfo(path: VideoFolder.transcript, language: "en", origin: .beside, words: 16)
        try record(
            .fetchVTT,
            .done,
            .transcript(TranscriptResult(info: info, notes: ["a note"])),
            outputs: [transcript]
        )
        let spans = [
            AnalysisResult.Span(id: "m10000", startTime: 10, endTime: 40),
            AnalysisResult.Span(id: "m50000", startTime: 50, endTime: 80),
        ]
        let file = try write(VideoFolder.moments, moments)
        try record(.analyze, .done, .analysis(AnalysisResult(chosen: spans, scoreCurve: [0.5])), outputs: [file])
    }

    /// Writes a file of the video and describes it.
    package func write(_ path: String, _ text: String) throws -> OutputFile {
        let place = folder.file(path)
        try place.parent.makeDirectory()
        try place.write(text.utf8)
        let bytes = Array(text.utf8)
        return OutputFile(path: path, bytes: bytes.count, sha256: Digest.of(bytes))
    }

    private func time(_ text: String) throws -> Timestamp {
        try JSONText.decode([Timestamp].self, from: .init("[\"\(text)\"]".utf8))[0]
    }

    package static let transcript = """
        WEBVTT

        00:00:10.000 --> 00:00:25.000
        The first thing is simple.

        00:00:25.000 --> 00:00:40.000
        It takes three days.

        00:00:50.000 --> 00:01:20.000
        The second thing is that nobody reads it.

        """

    package static let moments = """
        {"schema_version": 1, "video_id": "aaaaaaaaaaaaaaaa", "moments": [
        {"id": "m10000", "start_time": 10, "end_time": 40, "title": "Simple", "description": "d", "reason": "r",
        "score": 0.5, "score_parts": {}, "quote": "It takes three days.", "boundary": "sentence"},
        {"id": "m50000", "start_time": 50, "end_time": 80, "title": "Nobody", "description": "d", "reason": "r",
        "score": 0.4, "score_parts": {}, "quote": "nobody reads it", "boundary": "sentence"}]}
        """
}
