import EmulatorKit
import Testing

/// Faults happen as asked, on the socket.
@Suite(.timeLimit(.minutes(2)))
struct FaultTests {
    private func meet(_ client: EmulatorClient, _ kind: String) async throws {
        try await client.faults(["rate": 0, "next": [.string(kind)]])
    }

    /// What one call comes to: a status, or curl's failure as a negative number.
    private func outcome(_ call: () async throws -> EmulatorClient.Reply) async throws -> Int {
        do { return try await call().status } catch let failure as EmulatorClient.Failure { return -failure.code }
    }

    @Test func theSameSeedFailsTheSameRequests() async throws {
        var logs: [[JSON?]] = []
        for seed in ["7", "7", "8"] {
            try await EmulatorProcess.with(["--faults", "0.5", "--seed", seed, "--slow", "0.01"]) { emulator in
                for _ in 0..<40 {
                    // Whatever comes of it: the log tells.
                    _ = try await outcome { try await emulator.client.api("GET", "/video/v1/assets") }
                }
                let log = try await emulator.client.api("GET", "/_emulator/log").json
                logs.append(log.items?.map { $0["fault"] } ?? [])
            }
        }
        #expect(logs[0].count == 40)
        #expect(logs[0] == logs[1])
        #expect(logs[0] != logs[2])
        #expect((5...35).contains(logs[0].count { $0 != nil }))
    }

    @Test(arguments: [
        ("refuse", -56, 0), ("reset-before", -56, 0), ("reset-after", -56, 1), ("cut", -18, 1),
        ("wrong-length", -18, 1),
        ("slow", 201, 1), ("429", 429, 0), ("429-retry-after", 429, 0), ("500", 500, 0), ("502", 502, 0),
        ("503", 503, 0), ("503-retry-after", 503, 0), ("html-200", 200, 0), ("html-502", 502, 0),
    ])
    func doesTheWorkOrNot(kind: String, status: Int, uploads: Int) async throws {
        try await EmulatorProcess.with(["--slow", "0.1"]) { emulator in
            let client = emulator.client
            try await meet(client, kind)
            let met = try await outcome { try await client.api("POST", "/video/v1/uploads", ["cors_origin": "*"]) }
            #expect(met == status)
            let stats = try await client.api("GET", "/_emulator/stats").json
            #expect(stats["uploads_created"]?.integer == uploads)
            #expect(stats["faults"]?[kind] == 1)
            let next = try await client.api("GET", "/video/v1/uploads")
            #expect(next.status == 200)
        }
    }

    @Test func saysWhenToComeBackOnlyWhenItShould() async throws {
        try await EmulatorProcess.with { emulator in
            for (kind, wait) in [("429", nil), ("429-retry-after", "1"), ("503", nil), ("503-retry-after", "1")] {
                try await meet(emulator.client, kind)
                let reply = try await emulator.client.api("GET", "/video/v1/assets")
                #expect(reply.headers["retry-after"] == wait, "\(kind)")
            }
        }
    }

    @Test func anUploadThatIsResetKeepsWholeUnits() async throws {
        try await EmulatorProcess.with { emulator in
            let client = emulator.client
            let url = try await client.newUpload().url
            let bytes = [UInt8](repeating: 7, count: 1_200_000)
            try await meet(client, "reset-before")
            let met = try await outcome { try await client.put(url, bytes) }
            #expect([-55, -56].contains(met))
            let asked = try await client.put(url, range: "bytes */1200000")
            #expect(asked.status == 308)
            #expect(asked.headers["range"] == "bytes=0-524287")
            try await meet(client, "reset-after")
            let rest = Array(bytes[524_288...])
            let lost = try await outcome { try await client.put(url, rest, range: "bytes 524288-1199999/1200000") }
            #expect(lost == -56)
            let again = try await client.put(url, range: "bytes */1200000")
            #expect(again.status == 200)
        }
    }

    @Test func readsAreStaleForAWhile() async throws {
        try await EmulatorProcess.with(["--stale", "3600"]) { emulator in
            let client = emulator.client
            let upload = try await client.newUpload()
            let cancelled = try await client.api("PUT", "/video/v1/uploads/\(upload.id)/cancel").data
            #expect(cancelled["status"] == "cancelled")
            let read = try await client.api("GET", "/video/v1/uploads/\(upload.id)").data
            #expect(read["status"] == "waiting")
            let list = try await client.api("GET", "/video/v1/uploads").json["data"]
            #expect(list == [])
        }
    }

    @Test func onlyTheGivenPathsFail() async throws {
        try await EmulatorProcess.with(["--faults", "1", "--fault-kinds", "500", "--fault-path", "/video/v1/up"]) {
            emulator in
            let assets = try await emulator.client.api("GET", "/video/v1/assets")
            #expect(assets.status == 200)
            let uploads = try await emulator.client.api("GET", "/video/v1/uploads")
            #expect(uploads.status == 500)
            try await emulator.client.faults(["rate": 0])
            let healed = try await emulator.client.api("GET", "/video/v1/uploads")
            #expect(healed.status == 200)
        }
    }

    @Test func theLogHoldsNoCredential() async throws {
        try await EmulatorProcess.with { emulator in
            let client = emulator.client
            let upload = try await client.newUpload()
            _ = try await client.put(upload.url, [1])
            let log = try await client.api("GET", "/_emulator/log").text
            #expect(log.contains("/upload/"))
            let secret = try #require(upload.url.split(separator: "/").last)
            #expect(!log.contains(secret))
        }
    }
}
