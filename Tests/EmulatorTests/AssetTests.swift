import EmulatorKit
import SystemPackage
import Testing

/// The life of an asset from its upload to its end.
@Suite(.timeLimit(.minutes(2)))
struct AssetTests {
    private static let captioned: JSON = [
        "playback_policies": ["public"], "passthrough": "talk",
        "inputs": [["generated_subtitles": [["language_code": "auto", "name": "Spoken"]]]],
    ]

    /// Uploads a video and names its asset, in whatever state it is.
    private func begin(_ emulator: EmulatorProcess) async throws -> (asset: String, upload: String) {
        let client = emulator.client
        let video = emulator.folder.appending("video.mp4")
        try await TestVideo.make(video, seconds: 2)
        let upload = try await client.newUpload(Self.captioned)
        _ = try await client.send("PUT", upload.url, extra: ["-T", video.string])
        let asset = try await client.api("GET", "/video/v1/uploads/\(upload.id)").data["asset_id"]?.text
        return (try #require(asset), upload.id)
    }

    @Test func isPreparingWithoutTracksAtFirst() async throws {
        try await EmulatorProcess.with(["--processing", "3600"]) { emulator in
            let begun = try await begin(emulator)
            let asset = try await emulator.client.api("GET", "/video/v1/assets/\(begun.asset)").data
            #expect(asset["status"] == "preparing")
            #expect(asset["progress"]?["state"] == "ingesting")
            #expect(asset["tracks"] == nil)
            #expect(asset["duration"] == nil)
            #expect(asset["created_at"]?.text.flatMap { Int($0) } != nil)
            #expect(asset["playback_ids"]?.items?.count == 1)
            #expect(asset["upload_id"]?.text == begun.upload)
        }
    }

    @Test func isReadyBeforeItsCaptions() async throws {
        try await EmulatorProcess.with(["--transcription", "3600"]) { emulator in
            let client = emulator.client
            let ready = try await client.poll(try await begin(emulator).asset) { $0["status"] == "ready" }
            #expect(ready["aspect_ratio"] == "16:9")
            #expect(ready["max_stored_frame_rate"] == 29.97)
            #expect(ready["ingest_type"] == "on_demand_direct_upload")
            let waiting = try #require(ready.texts.first)
            #expect(waiting["status"] == "preparing")
            #expect(waiting["language_code"] == "auto")
            let early = try await client.send("GET", client.base + "/stream/\(ready.playback)/text/\(waiting.id).vtt")
            #expect(early.status == 404)
        }
    }

    @Test func hearsTheLanguageAndMakesCaptions() async throws {
        try await EmulatorProcess.with(["--language", "de"]) { emulator in
            let client = emulator.client
            let id = try await begin(emulator).asset
            let asset = try await client.poll(id) {
                $0["status"] == "ready" && $0.texts.first?["status"] != "preparing"
            }
            #expect(asset.texts.first?["status"] == "ready")
            #expect(asset.texts.first?["language_code"] == "de")
            let base = "\(client.base)/stream/\(asset.playback)/text/\(asset.texts[0].id)"
            let words = try await client.send("GET", base + ".vtt")
            #expect(words.headers["content-type"]?.hasPrefix("text/vtt") == true)
            #expect(words.text.hasPrefix("WEBVTT"))
            #expect(words.text.contains(" --> "))
        }
    }

    @Test func servesTheCaptionsLaidBeside() async throws {
        let text = "WEBVTT\n\n00:00.500 --> 00:01.500\nLaid <b>beside</b>.\n"
        try await EmulatorProcess.with(["--captions", "SCRATCH"], captions: ["talk.vtt": text]) { emulator in
            let client = emulator.client
            let video = emulator.folder.appending("video.mp4")
            try await TestVideo.make(video, seconds: 2)
            let id = try await client.ingest(video, Self.captioned).id
            let asset = try await client.poll(id) { $0.texts.first?["status"] == "ready" }
            let base = "\(client.base)/stream/\(asset.playback)/text/\(asset.texts[0].id)"
            let captions = try await client.send("GET", base + ".vtt")
            #expect(captions.text == text)
            let plain = try await client.send("GET", base + ".txt")
            #expect(plain.text == "Laid beside.")
        }
    }

    @Test(arguments: ["errored", "empty"])
    func hearsNothingInSilence(silence: String) async throws {
        try await EmulatorProcess.with(["--silence", silence]) { emulator in
            let video = emulator.folder.appending("video.mp4")
            try await TestVideo.make(video, seconds: 2, sound: "anullsrc")
            let id = try await emulator.client.ingest(video, Self.captioned).id
            let asset = try await emulator.client.poll(id) { $0.texts.first?["status"] != "preparing" }
            #expect(asset.texts.first?["status"]?.text == (silence == "errored" ? "errored" : "ready"))
            // Why is told by an event only.
            #expect(asset.texts.first?["error"] == nil)
        }
    }

    @Test func aFileThatIsNoVideoIsErrored() async throws {
        try await EmulatorProcess.with { emulator in
            let client = emulator.client
            let upload = try await client.newUpload()
            let reply = try await client.put(upload.url, Array("This is a text.".utf8))
            #expect(reply.status == 200)
            let id = try #require(try await client.api("GET", "/video/v1/uploads/\(upload.id)").data["asset_id"]?.text)
            let asset = try await client.poll(id) { $0["status"] != "preparing" }
            #expect(asset["status"] == "errored")
            #expect(asset["errors"]?["type"] == "invalid_input")
            #expect(asset["errors"]?["messages"]?.items?.isEmpty == false)
            #expect(asset["tracks"] == nil)
        }
    }

    @Test func makesItsFiles() async throws {
        try await EmulatorProcess.with { emulator in
            let client = emulator.client
            let video = emulator.folder.appending("video.mp4")
            try await TestVideo.make(video, seconds: 2)
            let asset = try await client.ingest(video, ["playback_policies": ["public"]])
            for resolution in ["1080p", "audio-only"] {
                let reply = try await client.api(
                    "POST",
                    "/video/v1/assets/\(asset.id)/static-renditions",
                    ["resolution": .string(resolution), "passthrough": "mine"]
                )
                #expect(reply.status == 201)
                let made = try reply.data
                #expect(made["status"] == "preparing")
                #expect(made["passthrough"] == "mine")
            }
            let mixed = try await client.api(
                "POST",
                "/video/v1/assets/\(asset.id)/static-renditions",
                ["resolution": "highest"]
            )
            #expect(mixed.status == 400)
            let done = try await client.poll(asset.id) { asset in
                asset["static_renditions"]?["files"]?.items?.allSatisfy { $0["status"] != "preparing" } == true
            }
            let files = try #require(done["static_renditions"]?["files"]?.items)
            #expect(files.map { $0["status"] } == ["skipped", "ready"])
            let size = try #require(files[1]["filesize"]?.text)
            let sound = try await client.send("GET", client.base + "/stream/\(asset.playback)/audio.m4a?download=x")
            #expect(String(sound.body.count) == size)
            #expect(sound.headers["content-disposition"]?.hasPrefix("attachment") == true)
            let part = try await client.send(
                "GET",
                client.base + "/stream/\(asset.playback)/audio.m4a",
                extra: ["-H", "Range: bytes=2-5"]
            )
            #expect(part.status == 206)
            #expect(part.body == Array(sound.body[2...5]))
            let picture = try await client.send("GET", client.base + "/image/\(asset.playback)/thumbnail.jpg?width=64")
            #expect(picture.headers["content-type"] == "image/jpeg")
            #expect(picture.body.starts(with: [0xff, 0xd8]))
        }
    }

    @Test func isChangedAndDeleted() async throws {
        try await EmulatorProcess.with { emulator in
            let client = emulator.client
            let video = emulator.folder.appending("video.mp4")
            try await TestVideo.make(video, seconds: 2)
            let asset = try await client.ingest(video)
            let path = "/video/v1/assets/\(asset.id)"
            let patched = try await client.api("PATCH", path, ["passthrough": "new", "meta": ["title": "A talk"]]).data
            #expect(patched["passthrough"] == "new")
            #expect(patched["meta"]?["title"] == "A talk")
            let name = try await client.api("POST", path + "/playback-ids", ["policy": "public"]).data
            let found = try await client.api("GET", "/video/v1/playback-ids/\(name.id)").data
            #expect(found["object"]?["id"]?.text == asset.id)
            let info = try await client.api("GET", path + "/input-info").data
            #expect(info.items?.first?["file"]?["tracks"]?.items?.count == 2)
            let deleted = try await client.api("DELETE", path)
            #expect(deleted.status == 204)
            #expect(deleted.body.isEmpty)
            let gone = try await client.api("GET", path)
            #expect(gone.status == 404)
            let stream = try await client.send("GET", client.base + "/stream/\(name.id).m3u8")
            #expect(stream.status == 404)
        }
    }
}
