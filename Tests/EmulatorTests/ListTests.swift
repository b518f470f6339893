import EmulatorKit
import Testing

/// Lists come in pages, or along a cursor.
@Suite(.timeLimit(.minutes(2)))
struct ListTests {
    /// Seven assets of no use, newest first.
    private func fill(_ client: EmulatorClient) async throws -> [String] {
        var made: [String] = []
        for _ in 0..<7 {
            let upload = try await client.newUpload()
            _ = try await client.put(upload.url, [0])
            let asset = try await client.api("GET", "/video/v1/uploads/\(upload.id)").data["asset_id"]?.text
            made.insert(try #require(asset), at: 0)
        }
        return made
    }

    private func ids(_ client: EmulatorClient, _ query: String) async throws -> (ids: [String], next: String?) {
        let json = try await client.api("GET", "/video/v1/assets?\(query)").json
        return (try #require(json["data"]?.items).map(\.id), json["next_cursor"]?.text)
    }

    @Test func pagesAndCursorsGiveEachAssetOnce() async throws {
        try await EmulatorProcess.with { emulator in
            let client = emulator.client
            let all = try await fill(client)
            var paged: [String] = []
            for page in 1...4 {
                let part = try await client.api("GET", "/video/v1/assets?limit=2&page=\(page)").json
                paged += try #require(part["data"]?.items).map(\.id)
                #expect(part.members?.keys.contains("next_cursor") == false)
            }
            #expect(paged == all)
            let beyond = try await ids(client, "limit=2&page=5").ids
            #expect(beyond == [])

            var (walked, cursor) = try await ids(client, "limit=3")
            while let next = cursor {
                // What is deleted or added meanwhile moves nothing.
                if walked.count == 3 { _ = try await client.api("DELETE", "/video/v1/assets/\(next)") }
                let part = try await ids(client, "limit=3&cursor=\(next)")
                walked += part.ids
                cursor = part.next
            }
            #expect(walked == all)
        }
    }

    @Test func filtersAndBounds() async throws {
        try await EmulatorProcess.with { emulator in
            let client = emulator.client
            let all = try await fill(client)
            let one = try #require(try await client.api("GET", "/video/v1/assets/\(all[2])").data["upload_id"]?.text)
            let found = try await ids(client, "upload_id=\(one)").ids
            #expect(found == [all[2]])
            let live = try await ids(client, "live_stream_id=\(one)").ids
            #expect(live == [])
            for query in ["limit=101", "limit=0", "page=0", "limit=many", "cursor=!"] {
                let reply = try await client.api("GET", "/video/v1/assets?\(query)")
                #expect(reply.status == 400, "\(query)")
            }
            let uploads = try await client.api("GET", "/video/v1/uploads?limit=2&page=4").json["data"]?.items
            #expect(uploads?.count == 1)
        }
    }
}
