import EmulatorKit
import Testing

/// What the service answers when it does not do as it is told.
@Suite(.timeLimit(.minutes(2)))
struct ErrorShapeTests {
    private static let unknown = "0123456789abcdefghijABCDEFGHIJ0123456789abcd"

    @Test func tellsWhatIsWrong() async throws {
        try await EmulatorProcess.with { emulator in
            let client = emulator.client
            let nobody = try await client.api("GET", "/video/v1/assets", user: "token:wrong")
            #expect(nobody.status == 401)
            let body = try nobody.json
            #expect(body == ["error": ["type": "unauthorized", "messages": ["Unauthorized request"]]])

            let malformed = try await client.api("GET", "/video/v1/assets/no-id")
            #expect(malformed.status == 400)
            let (type, message) = (try malformed.errorType, try malformed.message)
            #expect(type == "invalid_parameters")
            #expect(message == "Failed to parse ID")

            for path in ["assets", "uploads", "playback-ids"] {
                let missing = try await client.api("GET", "/video/v1/\(path)/\(Self.unknown)")
                let type = try missing.errorType
                #expect(missing.status == 404, "\(path)")
                #expect(type == "not_found", "\(path)")
            }
        }
    }

    @Test(
        arguments: [
            ("/video/v1/uploads", [:]),
            ("/video/v1/uploads", ["cors_origin": "*", "timeout": 59]),
            ("/video/v1/uploads", ["cors_origin": "*", "new_asset_settings": ["passthrough": 5]]),
            ("/video/v1/uploads", ["cors_origin": "*", "time_out": 3600]),
            ("/video/v1/uploads", ["cors_origin": "*", "timeout": "3600"]),
            ("/video/v1/uploads", ["cors_origin": "*", "test": "true"]),
            ("/video/v1/uploads", ["cors_origin": "*", "new_asset_settings": ["playback_policies": "public"]]),
            ("/video/v1/uploads", ["cors_origin": "*", "new_asset_settings": ["meta": ["name": "A talk"]]]),
            (
                "/video/v1/uploads",
                ["cors_origin": "*", "new_asset_settings": ["inputs": [["generated_subtitles": [["language": "en"]]]]]]
            ),
            ("/video/v1/assets", ["inputs": [["url": "mux://assets/x", "start_time": "1"]]]),
            ("/video/v1/assets", ["inputs": [["url": "http://127.0.0.1/a.mp4"]], "max_resolution": "2160p"]),
            ("/video/v1/assets", [:]),
            ("/video/v1/assets", ["inputs": [["url": "http://127.0.0.1/a.mp4", "start_time": 1]]]),
            ("/video/v1/assets", ["inputs": [["url": "http://127.0.0.1/a.mp4"]], "video_quality": "best"]),
            (
                "/video/v1/assets",
                [
                    "inputs": [["url": "http://127.0.0.1/a.mp4"]],
                    "static_renditions": [["resolution": "highest"], ["resolution": "720p"]],
                ]
            ),
            (
                "/video/v1/assets",
                [
                    "inputs": [["url": "http://127.0.0.1/a.mp4"]], "mp4_support": "standard",
                    "static_renditions": [["resolution": "highest"]],
                ]
            ),
            ("/video/v1/assets", ["inputs": [["url": "mux://assets/x", "start_time": 1]]]),
        ] as [(String, JSON)]
    )
    func refusesWhatCannotBe(path: String, body: JSON) async throws {
        try await EmulatorProcess.with { emulator in
            let reply = try await emulator.client.api("POST", path, body)
            let type = try reply.errorType
            #expect(reply.status == 400)
            #expect(type == "invalid_parameters")
            let stats = try await emulator.client.api("GET", "/_emulator/stats").json
            #expect(stats["assets_created"] == 0)
            #expect(stats["uploads_created"] == 0)
        }
    }

    @Test func streamHostsHaveTheirOwnShape() async throws {
        try await EmulatorProcess.with { emulator in
            let reply = try await emulator.client.send("GET", emulator.client.base + "/stream/\(Self.unknown).m3u8")
            #expect(reply.status == 404)
            let json = try reply.json
            #expect(json["code"] == 5)
            #expect(json["message"]?.text != nil)
            #expect(json["error"] == nil)
        }
    }

    @Test func limitsRequestsWithoutSayingForHowLong() async throws {
        try await EmulatorProcess.with(["--post-rate", "0.001", "--burst", "2"]) { emulator in
            for _ in 0..<2 { _ = try await emulator.client.newUpload() }
            let reply = try await emulator.client.api("POST", "/video/v1/uploads", ["cors_origin": "*"])
            #expect(reply.status == 429)
            let json = try reply.json
            #expect(json == ["errors": ["Too many requests, retry later."]])
            #expect(reply.headers["retry-after"] == nil)
            #expect(reply.headers["server"] == "Mux API Server")
            // Reads have a bucket of their own, here without a bottom.
            let read = try await emulator.client.api("GET", "/video/v1/uploads")
            #expect(read.status == 200)
        }
    }

    @Test func keepsToThePlan() async throws {
        try await EmulatorProcess.with(["--max-assets", "1", "--no-static-renditions"]) { emulator in
            let client = emulator.client
            let url = try await client.newUpload().url
            _ = try await client.put(url, [1, 2, 3])
            let over = try await client.api("POST", "/video/v1/uploads", ["cors_origin": "*"])
            let message = try over.message
            #expect(over.status == 400)
            #expect(message?.contains("limited to 1 assets") == true)
            let rendition = try await client.api(
                "POST",
                "/video/v1/uploads",
                ["cors_origin": "*", "new_asset_settings": ["static_renditions": [["resolution": "highest"]]]]
            )
            #expect(rendition.status == 400)
        }
    }

    @Test func aReadingTokenMayNotWrite() async throws {
        try await EmulatorProcess.with(["--read-only"]) { emulator in
            let write = try await emulator.client.api("POST", "/video/v1/uploads", ["cors_origin": "*"])
            #expect(write.status == 403)
            let read = try await emulator.client.api("GET", "/video/v1/uploads")
            #expect(read.status == 200)
        }
    }
}
