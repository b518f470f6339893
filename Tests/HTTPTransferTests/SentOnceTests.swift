import Testing

@testable import HTTPTransfer

@Suite(.timeLimit(.minutes(3))) struct SentOnceTests {
    /// Even where an old connection is used: libcurl by itself would send it again over a new one.
    @Test func aPostOverAnOldConnectionIsNotSentAgain() async throws {
        try await ScriptedServer.run(FaultTests.onceThenClose) { server in
            let driver = Driver(HTTPTransfer.Options())
            defer { driver.close() }
            func send(_ request: HTTPRequest) async throws -> Answer {
                var order = Order(request, try Endpoint(request.url))
                order.fresh = false
                return try await driver.run(order, nil)
            }
            _ = try await send(HTTPRequest(.get, .plain(server.url())))
            let post = HTTPRequest(.post, .plain(server.url()), body: .bytes([1], type: "a/b"))
            let error = await failure { try await send(post) }
            #expect(error?.kind == .cut)
            #expect(error?.reach == .unknown)
            #expect(error?.message == "closed without an answer; not sent again")
            #expect(server.seen.map(\.method) == ["GET", "POST"])
        }
    }
}
