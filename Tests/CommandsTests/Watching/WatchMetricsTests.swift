import Intake
import Manifest
import StateFiles
import SystemPackage
import TestSupport
import Testing
import Watching

@testable import Commands
@testable import Pipeline

@Suite struct WatchMetricsTests {
    /// The series of the file that is written after some events, by name and labels as they stand there.
    private func series(_ events: [WatchEvent], hookFailures: Int = 0, free: Int? = 5) async throws -> [String: Double]
    {
        try await ScratchFolder.with { scratch in
            let path = scratch.path.appending("smartclip.prom")
            let metrics = WatchMetrics(to: path)
            for event in events { metrics.count(event) }
            for _ in 0..<hookFailures { metrics.countHookFailure() }
            try metrics.write(free: free)
            var series: [String: Double] = [:]
            for line in String(decoding: try Files.read(path), as: UTF8.self).split(separator: "\n") {
                if line.hasPrefix("# HELP smartclip_") || line.hasPrefix("# TYPE smartclip_") { continue }
                let space = try #require(line.lastIndex(of: " "))
                #expect(series[String(line[..<space])] == nil, "\(line)")
                let value: Double = try #require(Double(line[line.index(after: space)...]), "\(line)")
                series[String(line[..<space])] = value
            }
            return series
        }
    }

    private func ended(_ status: VideoStatus, _ failure: Failure?, clips: Int, worked: Bool = true) -> WatchEvent {
        .work(
            .ended(
                VideoOutcome(
                    video: "talk",
                    source: "/in/talk.mp4",
                    status: status,
                    clips: clips,
                    failure: failure.map { StageFailure(stage: .clip, failure: $0) },
                    worked: worked
                )
            )
        )
    }

    @Test func beforeAnythingHappenedAllIsZero() async throws {
        let series = try await series([], free: nil)
        #expect(series["smartclip_videos{state=\"waiting\"}"] == 0)
        #expect(series["smartclip_failures_total{class=\"transient\"}"] == 0)
        #expect(series["smartclip_paused"] == 0)
        #expect(series["smartclip_outbox_free_bytes"] == nil)
        let now = try #require(series["smartclip_last_written_seconds"])
        #expect(try #require(series["smartclip_start_time_seconds"]) <= now)
    }

    @Test func whatHappenedIsCounted() async throws {
        var status = WatchStatus(
            pid: 1,
            host: "h",
            inbox: "/in",
            startedAt: .now,
            updatedAt: .now,
            mode: "events"
        )
        status.counts.ready = 7
        status.counts.queued = 2
        status.paused = "no room"
        let series = try await series(
            [
                ended(.ready, nil, clips: 3), ended(.partial, Failure(.transient, "x"), clips: 2),
                ended(.error, Failure(.input, "x"), clips: 9),
                // What was done before is not counted again.
                ended(.ready, nil, clips: 3, worked: false),
                .work(.stageDone(video: "talk", stage: .clip, seconds: 5)),
                .work(.stageDone(video: "talk", stage: .clip, seconds: 0.05)),
                .looked(reason: "start", videos: 3, seconds: 0.5), .standing(status),
            ],
            hookFailures: 2
        )
        #expect(series["smartclip_videos_ready_total"] == 1)
        #expect(series["smartclip_clips_made_total"] == 5)
        #expect(series["smartclip_failures_total{class=\"transient\"}"] == 1)
        #expect(series["smartclip_failures_total{class=\"input\"}"] == 1)
        #expect(series["smartclip_hook_failures_total"] == 2)
        #expect(series["smartclip_videos{state=\"ready\"}"] == 7)
        #expect(series["smartclip_videos{state=\"queued\"}"] == 2)
        #expect(series["smartclip_paused"] == 1)
        #expect(series["smartclip_outbox_free_bytes"] == 5)
        #expect(series["smartclip_stage_seconds_count{stage=\"clip\"}"] == 2)
        #expect(series["smartclip_look_seconds_count"] == 1)
        // No file's name is a label.
        #expect(!series.keys.contains { $0.contains("talk") })
    }
}
