import Intake
import Manifest
import Settings
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import Pipeline

/// What a plan says of videos, from their files and records alone: no program is started and nothing is written.
@Suite struct PlannerTests {
    private func plan(
        _ scratch: FilePath,
        _ flags: [SettingKey: String] = [:],
        environment: [String: String] = [:]
    ) async throws -> [PlannedVideo] {
        let planner = Planner(
            outbox: scratch.appending("out"),
            services: Services(of: environment),
            tools: nil,
            settle: 0
        )
        let resolver = try SettingsResolver(flags: flags, environment: [:])
        let (videos, refused, _) = try await planner.plan([scratch.appending("in")], resolver)
        #expect(refused.isEmpty)
        return videos
    }

    private func write(_ name: String, _ text: String, in scratch: FilePath) throws {
        let path = scratch.appending("in").appending(name)
        try Files.makeDirectory(path.removingLastComponent())
        try AtomicFile.write(text.utf8, to: path)
    }

    @Test func aNewVideoNeedsEveryStage() async throws {
        try await ScratchFolder.with { scratch in
            try write("talk.mp4", "talk", in: scratch.path)
            let video = try #require(try await plan(scratch.path).first)
            #expect(video.video == "talk" && video.host == .local && video.failure == nil)
            #expect(video.steps.map(\.stage) == StageName.allCases)
            #expect(video.steps.allSatisfy { $0.reason == .new || $0.reason == .upstream(.fetchVTT) })
            // Which moments there will be nobody knows.
            #expect(video.clips == nil && video.estimate == nil && !video.isTranscribed)
            #expect(try FileFacts.ifPresent(scratch.path.appending("out")) == nil)
        }
    }

    @Test func oneContentIsPlannedOnce() async throws {
        try await ScratchFolder.with { scratch in
            try write("a.mp4", "same", in: scratch.path)
            try write("b.mp4", "same", in: scratch.path)
            try write("c/a.mp4", "other", in: scratch.path)
            let videos = try await plan(scratch.path)
            #expect(videos.map(\.video) == ["a", "a", "c/a"])
            #expect(videos.map(\.duplicateOf) == [nil, "a", nil])
        }
    }

    @Test func captionsBesideItAreNamed() async throws {
        try await ScratchFolder.with { scratch in
            try write("talk.mp4", "talk", in: scratch.path)
            try write("talk.srt", "1\n00:00:01,000 --> 00:00:04,000\nHello there.\n", in: scratch.path)
            let flags: [SettingKey: String] = [.recogniser: "server"]
            let video = try #require(try await plan(scratch.path, flags).first)
            #expect(video.captions?.hasPrefix("talk.srt, ") == true && !video.isTranscribed)
        }
    }

    /// What is missing for a stage is known before it begins.
    @Test(arguments: [
        ([SettingKey.recogniser: "server"], "OPENAI_API_KEY", 2),
        ([.host: "mux"], "MUX_TOKEN_ID", 0),
        ([.analyst: "openai"], "OPENAI_API_KEY", 3),
    ])
    func anObstacleEndsThePlan(_ flags: [SettingKey: String], _ missing: String, _ steps: Int) async throws {
        try await ScratchFolder.with { scratch in
            try write("talk.mp4", "talk", in: scratch.path)
            let video = try #require(try await plan(scratch.path, flags).first)
            #expect(video.failure?.class == .config && video.failure?.message.contains(missing) == true)
            #expect(video.steps.count == steps)
        }
    }

    @Test func aServerThatHearsIsReported() async throws {
        try await ScratchFolder.with { scratch in
            try write("talk.mp4", "talk", in: scratch.path)
            let environment = ["OPENAI_BASE_URL": "http://127.0.0.1:9/v1"]
            let video = try #require(
                try await plan(scratch.path, [.recogniser: "server"], environment: environment).first
            )
            #expect(video.isTranscribed && video.failure == nil && video.steps.count == 6)
        }
    }

    @Test func settingsThatCannotBeObeyedAreTheVideosFailure() async throws {
        try await ScratchFolder.with { scratch in
            try write("talk.mp4", "talk", in: scratch.path)
            try write(".smartclip.yaml", "clips: many\n", in: scratch.path)
            let video = try #require(try await plan(scratch.path).first)
            #expect(video.failure?.class == .config && video.failure?.message.contains(".smartclip.yaml:1") == true)
            #expect(video.steps.isEmpty)
        }
    }
}
