import EmulatorKit
import SystemPackage
import Testing

/// Clips hold exactly the frames they are asked for.
@Suite(.timeLimit(.minutes(2)))
struct ClipTests {
    @Test func holdExactlyTheFramesOfTheirSpan() async throws {
        try await EmulatorProcess.with { emulator in
            let client = emulator.client
            let video = emulator.folder.appending("video.mp4")
            try await TestVideo.make(video, seconds: 12)
            let source = try await client.ingest(video)
            let frames = try await TestVideo.frames(video.string)
            // The last two begin on a frame, and between two.
            for (start, end) in [(0.0, 1.0), (7.5, 9.75), (8.008, 9.009), (11.0, 12.5), (3.3, 3.9)] {
                let wanted = frames.filter { $0 >= start - 0.000_000_5 && $0 < end - 0.000_000_5 }
                let clip = try await client.clip(source.id, start, end)
                let made = try await TestVideo.frames("\(client.base)/stream/\(clip.playback)/highest.mp4")
                #expect(made.count == wanted.count, "\(start) to \(end)")
                #expect(made.first == 0)
                // Frames keep their distances: the rate is the source's.
                let distances = zip(made, wanted).map { ($0 - ($1 - (wanted.first ?? 0))).magnitude }
                #expect(distances.allSatisfy { $0 < 0.001 })
                #expect(clip["source_asset_id"]?.text == source.id)
                #expect(clip["ingest_type"] == "on_demand_clip")
            }
            let stats = try await client.api("GET", "/_emulator/stats").json
            #expect(stats["clips"]?.items?.count == 5)
        }
    }

    @Test func takeTheCaptionsAlongButNotTheLabels() async throws {
        let text = "WEBVTT\n\n00:01.000 --> 00:02.000\nOne.\n\n00:02.500 --> 00:04.000\nTwo.\n"
        try await EmulatorProcess.with(["--captions", "SCRATCH"], captions: ["talk.vtt": text]) { emulator in
            let client = emulator.client
            let video = emulator.folder.appending("video.mp4")
            try await TestVideo.make(video, seconds: 6)
            let id = try await client.ingest(
                video,
                ["passthrough": "talk", "meta": ["title": "T"], "inputs": [["generated_subtitles": [["name": "CC"]]]]]
            ).id
            _ = try await client.poll(id) { $0.texts.first?["status"] == "ready" }
            let clip = try await client.clip(id, 1.5, 3)
            #expect(clip["passthrough"] == nil)
            #expect(clip["meta"] == nil)
            let track = try #require(clip.texts.first)
            #expect(track["name"] == "CC")
            let words = try await client.send("GET", client.base + "/stream/\(clip.playback)/text/\(track.id).vtt").text
            #expect(words.contains("\n00:00:00.000 --> 00:00:00.500\nOne.\n"))
            #expect(words.contains("\n00:00:01.000 --> 00:00:01.500\nTwo.\n"))
            // A clip is an asset of its own.
            _ = try await client.api("DELETE", "/video/v1/assets/\(id)")
            let left = try await client.api("GET", "/video/v1/assets/\(clip.id)")
            #expect(left.status == 200)
        }
    }

    @Test func mustBeHalfASecondLong() async throws {
        try await EmulatorProcess.with(["--refuse-long-clips"]) { emulator in
            let client = emulator.client
            let video = emulator.folder.appending("video.mp4")
            try await TestVideo.make(video, seconds: 2)
            let source = try await client.ingest(video).id
            for (start, end) in [(0.0, 0.4), (1, 1), (1.5, 1), (0, 20), (20, 21)] as [(Double, Double)] {
                let reply = try await client.api(
                    "POST",
                    "/video/v1/assets",
                    [
                        "inputs": [
                            [
                                "url": .string("mux://assets/\(source)"), "start_time": .number(start),
                                "end_time": .number(end),
                            ]
                        ]
                    ]
                )
                let type = try reply.errorType
                #expect(reply.status == 400, "\(start) to \(end)")
                #expect(type == "invalid_parameters")
            }
        }
    }
}
