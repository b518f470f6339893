import EmulatorKit
import Subprocess
import SystemPackage
import Testing

/// What outside checks of the contract added: the service's own limits, and what else it tells.
@Suite(.timeLimit(.minutes(2)))
struct ContractTests {
    private func make(_ file: FilePath, _ arguments: [String]) async throws {
        let result = try await Subprocess.run(
            .name("ffmpeg"),
            arguments: .init(["-nostdin", "-v", "error"] + arguments + [file.string]),
            output: .discarded,
            error: .string(limit: 1 << 16)
        )
        try #require(result.terminationStatus.isSuccess, "\(result.standardError)")
    }

    /// A 4K picture of one second.
    private func makeLarge(_ file: FilePath) async throws {
        try await make(
            file,
            [
                "-f", "lavfi", "-i", "testsrc=s=3840x2160:r=10", "-f", "lavfi", "-i", "sine", "-t", "1", "-c:v",
                "libx264",
                "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac",
            ]
        )
    }

    private func lines(_ asset: JSON) -> JSON? {
        asset["tracks"]?.items?.first { $0["type"] == "video" }?["max_height"]
    }

    @Test func keepsTo1080LinesUnlessAskedForMore() async throws {
        try await EmulatorProcess.with { emulator in
            let client = emulator.client
            let video = emulator.folder.appending("video.mp4")
            try await makeLarge(video)
            let usual = try await client.ingest(video, ["playback_policies": ["public"]])
            #expect(lines(usual) == 1080 && usual["resolution_tier"] == "1080p")
            #expect(usual["non_standard_input_reasons"] == ["video_resolution": "3840x2160"])
            let large = try await client.ingest(
                video,
                ["playback_policies": ["public"], "max_resolution_tier": "2160p"]
            )
            #expect(lines(large) == 2160 && large["resolution_tier"] == "2160p")
            #expect(large["max_resolution_tier"] == "2160p" && large["non_standard_input_reasons"] == nil)
            // A clip is asked for apart: its own limit is 1080 lines again.
            let clip = try await client.clip(large.id, 0, 0.6)
            #expect(lines(clip) == 1080)
            let file = try #require(clip["static_renditions"]?["files"]?.items?.first)
            #expect(file["height"] == 1080 && file["resolution_tier"] == "1080p")
        }
    }

    @Test func aPlanMayHaveNothingAbove1080Lines() async throws {
        try await EmulatorProcess.with(["--max-resolution", "1080"]) { emulator in
            let reply = try await emulator.client.api(
                "POST",
                "/video/v1/uploads",
                ["cors_origin": "*", "new_asset_settings": ["max_resolution_tier": "1440p"]]
            )
            let message = try reply.message
            #expect(reply.status == 400 && message?.contains("max_resolution_tier") == true)
        }
    }

    @Test func moreThanTwelveHoursAreErrored() async throws {
        try await EmulatorProcess.with { emulator in
            let video = emulator.folder.appending("video.mp4")
            try await make(
                video,
                [
                    "-f", "lavfi", "-i", "color=s=64x64:r=1/60", "-t", "43260", "-c:v", "libx264", "-preset",
                    "ultrafast",
                    "-pix_fmt", "yuv420p",
                ]
            )
            let asset = try await emulator.client.ingest(video)
            #expect(asset["status"] == "errored")
            #expect(asset["errors"]?["messages"]?.items?.first?.text?.contains("12 hours") == true)
        }
    }

    @Test func drawsStoryboardsAndTakesGivenCaptions() async throws {
        try await EmulatorProcess.with { emulator in
            let client = emulator.client
            let video = emulator.folder.appending("video.mp4")
            try await TestVideo.make(video, seconds: 2)
            let first = try await client.ingest(
                video,
                [
                    "playback_policies": ["public"],
                    "inputs": [["generated_subtitles": [["language_code": "en"]]]],
                ]
            )
            let heard = try await client.poll(first.id) { $0.texts.first?["status"] == "ready" }
            let base = "\(client.base)/image/\(first.playback)/storyboard"
            let picture = try await client.send("GET", base + ".jpg")
            #expect(picture.headers["content-type"] == "image/jpeg" && picture.body.starts(with: [0xff, 0xd8]))
            let list = try await client.send("GET", base + ".json").json
            #expect(list["tiles"]?.items?.count == 50 && list["tile_width"] == 256 && list["tile_height"] == 144)
            #expect(list["url"]?.text == base + ".jpg")
            let cues = try await client.send("GET", base + ".vtt?format=webp").text
            #expect(cues.hasPrefix("WEBVTT") && cues.contains("storyboard.webp#xywh=256,0,256,144"))

            // The captions of the first video are given with the second.
            let words = "\(client.base)/stream/\(first.playback)/text/\(heard.texts[0].id).vtt"
            let second = try await client.ingest(
                video,
                [
                    "playback_policies": ["public"],
                    "inputs": [
                        [:],
                        [
                            "url": .string(words), "type": "text", "text_type": "subtitles", "language_code": "en",
                            "name": "English", "closed_captions": true,
                        ],
                    ],
                ]
            )
            let given = try await client.poll(second.id) { $0.texts.first?["status"] == "ready" }
            #expect(given.texts.count == 1)
            #expect(given.texts[0]["text_source"] == "uploaded" && given.texts[0]["closed_captions"] == true)
        }
    }
}
