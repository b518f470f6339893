import HTTPTransfer
import Testing

@Suite(.timeLimit(.minutes(3))) struct TransferTests {
    @Test func anAnswerComesWhole() async throws {
        try await ScriptedServer.run(answering: answer("200 OK", ["X-One: 1", "x-one: 2"], "hello")) { server in
            let response = try await HTTPTransfer().send(HTTPRequest(.get, .plain(server.url("/a?b=c"))))
            #expect(response.status == 200)
            #expect(response.body == Array("hello".utf8))
            #expect(response.received == 5)
            #expect(response.headers["X-ONE"] == "1")
            #expect(response.version == "1.1")
            #expect(!response.reused)
            let seen = try #require(server.seen.first)
            #expect(seen.line == "GET /a?b=c HTTP/1.1")
            #expect(seen["User-Agent"] == "smartclip")
            #expect(seen["Accept-Encoding"]?.contains("gzip") == true)
        }
    }

    @Test func aConnectionIsUsedAgain() async throws {
        try await ScriptedServer.run(answering: answer("200 OK")) { server in
            let client = HTTPTransfer()
            for _ in 0..<5 { _ = try await client.send(HTTPRequest(.get, .plain(server.url()))) }
            let last = try await client.send(
                HTTPRequest(.put, .plain(server.url()), body: .bytes([1, 2], type: "a/b"))
            )
            #expect(last.reused)
            #expect(server.connections == 1)
            #expect(server.seen.count == 6)
        }
    }

    @Test func theBodyAndItsLengthAndTypeAreSent() async throws {
        try await ScriptedServer.run(answering: answer("201 Created")) { server in
            let client = HTTPTransfer()
            for method in [HTTPRequest.Method.post, .put, .patch, .delete] {
                _ = try await client.send(
                    HTTPRequest(method, .plain(server.url()), body: .bytes(Array("{}".utf8), type: "application/json"))
                )
            }
            for seen in server.seen {
                #expect(seen["Content-Length"] == "2")
                #expect(seen["Content-Type"] == "application/json")
                #expect(seen["Expect"] == nil)
                #expect(seen["Transfer-Encoding"] == nil)
                #expect(seen.body == Array("{}".utf8))
            }
            #expect(server.seen.map(\.method) == ["POST", "PUT", "PATCH", "DELETE"])
        }
    }

    @Test func withoutABodyTheLengthIsZero() async throws {
        try await ScriptedServer.run(answering: answer("200 OK")) { server in
            let client = HTTPTransfer()
            for method in [HTTPRequest.Method.post, .put, .patch] {
                _ = try await client.send(HTTPRequest(method, .plain(server.url())))
            }
            #expect(server.seen.map { $0["Content-Length"] } == ["0", "0", "0"])
            #expect(server.seen.allSatisfy { $0["Content-Type"] == nil })
        }
    }

    @Test func manyGoAtOnce() async throws {
        let client = HTTPTransfer()
        let all = 40
        try await ScriptedServer.run({ connection in
            while let request = try connection.request() { try connection.write(answer("200 OK", [], request.line)) }
        }) { server in
            let bodies = try await withThrowingTaskGroup(of: String.self) { group in
                for number in 0..<all {
                    group.addTask {
                        let response = try await client.send(HTTPRequest(.get, .plain(server.url("/\(number)"))))
                        return String(decoding: response.body, as: UTF8.self)
                    }
                }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(bodies == Set((0..<all).map { "GET /\($0) HTTP/1.1" }))
        }
    }
}
