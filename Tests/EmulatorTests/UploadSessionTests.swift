import EmulatorKit
import Testing

/// The table of the resumable rules, row by row, over sockets.
@Suite(.timeLimit(.minutes(2)))
struct UploadSessionTests {
    private static let unit = 262_144
    private static let bytes = (0..<600_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }

    private func chunk(_ range: ClosedRange<Int>) -> [UInt8] { Array(Self.bytes[range]) }

    @Test func takesAWholeFileWithoutContentRange() async throws {
        try await EmulatorProcess.with { emulator in
            let upload = try await emulator.client.newUpload()
            let reply = try await emulator.client.put(upload.url, Self.bytes)
            #expect(reply.status == 200)
            #expect(reply.body.isEmpty)
            let after = try await emulator.client.api("GET", "/video/v1/uploads/\(upload.id)").data
            #expect(after["status"] == "asset_created")
            #expect(after["asset_id"] != nil)
            #expect(after["url"] == nil)
        }
    }

    @Test func takesChunksAndSaysHowFarItGot() async throws {
        try await EmulatorProcess.with { emulator in
            let client = emulator.client
            let url = try await client.newUpload().url
            let nothing = try await client.put(url, range: "bytes */*")
            #expect(nothing.status == 308)
            #expect(nothing.headers["range"] == nil)
            let first = try await client.put(url, chunk(0...262_143), range: "bytes 0-262143/600000")
            #expect(first.status == 308)
            #expect(first.headers["range"] == "bytes=0-262143")
            let asked = try await client.put(url, range: "bytes */600000")
            #expect(asked.status == 308)
            #expect(asked.headers["range"] == "bytes=0-262143")
            let second = try await client.put(url, chunk(262_144...524_287), range: "bytes 262144-524287/*")
            #expect(second.status == 308)
            #expect(second.headers["range"] == "bytes=0-524287")
            let last = try await client.put(url, chunk(524_288...599_999), range: "bytes 524288-599999/600000")
            #expect(last.status == 200)
            let again = try await client.put(url, chunk(0...262_143), range: "bytes 0-262143/600000")
            #expect(again.status == 200)
            let query = try await client.put(url, range: "bytes */600000")
            #expect(query.status == 200)
            let stats = try await client.api("GET", "/_emulator/stats").json
            #expect(stats["assets_created"] == 1)
        }
    }

    @Test func keepsOnlyWholeUnitsOfAChunkThatIsNotTheLast() async throws {
        try await EmulatorProcess.with { emulator in
            let url = try await emulator.client.newUpload().url
            let reply = try await emulator.client.put(url, chunk(0...299_999), range: "bytes 0-299999/600000")
            #expect(reply.status == 308)
            #expect(reply.headers["range"] == "bytes=0-262143")
            let small = try await emulator.client.newUpload().url
            let none = try await emulator.client.put(small, chunk(0...99), range: "bytes 0-99/600000")
            #expect(none.status == 308)
            #expect(none.headers["range"] == nil)
        }
    }

    @Test func passesOverBytesItHasAndRefusesAGap() async throws {
        try await EmulatorProcess.with { emulator in
            let client = emulator.client
            let url = try await client.newUpload().url
            let ahead = try await client.put(url, chunk(262_144...524_287), range: "bytes 262144-524287/600000")
            #expect(ahead.status == 503)
            #expect(ahead.headers["content-type"]?.hasPrefix("text/plain") == true)
            _ = try await client.put(url, chunk(0...262_143), range: "bytes 0-262143/600000")
            // The first half of this is there already, and comes with other bytes: what is stored stays.
            let changed = [UInt8](repeating: 0, count: 262_144) + chunk(262_144...524_287)
            let overlap = try await client.put(url, changed, range: "bytes 0-524287/600000")
            #expect(overlap.headers["range"] == "bytes=0-524287")
            let last = try await client.put(url, chunk(524_288...599_999), range: "bytes 524288-599999/600000")
            #expect(last.status == 200)
            let files = try emulator.sources()
            #expect(files == [Self.bytes])
        }
    }

    @Test func answersAWrongTotalWithTheTrueRange() async throws {
        try await EmulatorProcess.with { emulator in
            let client = emulator.client
            let url = try await client.newUpload().url
            _ = try await client.put(url, chunk(0...524_287), range: "bytes 0-524287/600000")
            let short = try await client.put(url, chunk(524_288...590_000), range: "bytes 524288-590000/590001")
            #expect(short.status == 308)
            #expect(short.headers["range"] == "bytes=0-524287")
            let query = try await client.put(url, range: "bytes */524288")
            #expect(query.status == 308)
            let stats = try await client.api("GET", "/_emulator/stats").json
            #expect(stats["assets_created"] == 0)
        }
    }

    @Test func finishesAFileOfUnknownLengthWhenAskedWithItsTotal() async throws {
        try await EmulatorProcess.with { emulator in
            let url = try await emulator.client.newUpload().url
            _ = try await emulator.client.put(url, chunk(0...524_287), range: "bytes 0-524287/*")
            let done = try await emulator.client.put(url, range: "bytes */524288")
            #expect(done.status == 200)
        }
    }

    @Test func isGoneAfterItWasCancelled() async throws {
        try await EmulatorProcess.with { emulator in
            let client = emulator.client
            let first = try await client.newUpload()
            let deleted = try await client.send("DELETE", first.url)
            #expect(deleted.status == 499)
            let gone = try await client.put(first.url, chunk(0...9))
            #expect(gone.status == 404)
            let second = try await client.newUpload()
            let cancelled = try await client.api("PUT", "/video/v1/uploads/\(second.id)/cancel")
            #expect(cancelled.status == 200)
            let status = try cancelled.data["status"]
            #expect(status == "cancelled")
            let late = try await client.put(second.url, chunk(0...9))
            #expect(late.status == 410)
            let twice = try await client.api("PUT", "/video/v1/uploads/\(second.id)/cancel")
            #expect(twice.status == 403)
            let unknown = try await client.put(client.base + "/upload/\(second.id)")
            #expect(unknown.status == 404)
        }
    }

    @Test func timesOut() async throws {
        try await EmulatorProcess.with(["--timeout-scale", "0.001"]) { emulator in
            let upload = try await emulator.client.newUpload()
            var status: JSON?
            repeat {
                try await Task.sleep(for: .milliseconds(100))
                status = try await emulator.client.api("GET", "/video/v1/uploads/\(upload.id)").data["status"]
            } while status == "waiting"
            #expect(status == "timed_out")
            let gone = try await emulator.client.put(upload.url, chunk(0...9))
            #expect(gone.status == 410)
        }
    }

    @Test func hidesThe308FromThoseWhoAsk() async throws {
        try await EmulatorProcess.with { emulator in
            let url = try await emulator.client.newUpload().url
            let reply = try await emulator.client.put(
                url,
                chunk(0...262_143),
                range: "bytes 0-262143/600000",
                ["-H", "X-GUploader-No-308: yes"]
            )
            #expect(reply.status == 200)
            #expect(reply.headers["x-http-status-code-override"] == "308")
            #expect(reply.headers["range"] == "bytes=0-262143")
        }
    }

    @Test func refusesTheTokenAndNonsense() async throws {
        try await EmulatorProcess.with { emulator in
            let url = try await emulator.client.newUpload().url
            let leak = try await emulator.client.put(url, Self.bytes, ["-u", "token:secret"])
            #expect(leak.status == 400)
            for range in ["bytes 5-4/10", "bytes 0-9/5", "items 0-9/10", "bytes 0-20/600000"] {
                let reply = try await emulator.client.put(url, chunk(0...9), range: range)
                #expect(reply.status == 400, "\(range)")
            }
        }
    }

    @Test func keepsWholeUnitsOfABrokenRequest() async throws {
        try await EmulatorProcess.with { emulator in
            let client = emulator.client
            let url = try await client.newUpload().url
            try BrokenRequest.send(
                "PUT",
                url,
                port: client.port,
                headers: ["Content-Length: 600000", "Content-Range: bytes 0-599999/600000"],
                Array(Self.bytes.prefix(300_000))
            )
            // The emulator may still be reading when the first question comes.
            var range: String?
            while range == nil { range = try await client.put(url, range: "bytes */600000").headers["range"] }
            #expect(range == "bytes=0-262143")
            let rest = try await client.put(url, chunk(262_144...599_999), range: "bytes 262144-599999/600000")
            #expect(rest.status == 200)
            let files = try emulator.sources()
            #expect(files == [Self.bytes])
        }
    }
}
