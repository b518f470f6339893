import HTTPTransfer
import SystemPackage
import Testing

@Suite(.timeLimit(.minutes(3))) struct FaultTests {
    /// Limits of a test that is to meet a stall soon.
    private static let hasty: HTTPRequest.Limits = {
        var limits = HTTPRequest.Limits()
        limits.stall = .milliseconds(150)
        return limits
    }()

    private static func get(_ url: String) -> HTTPRequest { HTTPRequest(.get, .plain(url), limits: hasty) }

    @Test func aClosedPortIsRefused() async throws {
        // The port of a server that is gone by now.
        let url = try await ScriptedServer.run(answering: "") { $0.closedURL }
        let error = await failure { try await HTTPTransfer().send(HTTPRequest(.post, .plain(url))) }
        #expect(error?.kind == .refused)
        #expect(error?.reach == .notSent)
        #expect(error?.isTransient == true)
    }

    @Test func aNameThatIsNoneIsNotFound() async throws {
        let error = await failure {
            try await HTTPTransfer().send(HTTPRequest(.post, .plain("http://nowhere.invalid/x?key=s3cret")))
        }
        #expect(error?.kind == .nameNotFound)
        #expect(error?.reach == .notSent)
        #expect(error?.host == "nowhere.invalid:80")
    }

    @Test func aServerThatSaysNothingIsAStall() async throws {
        try await ScriptedServer.run({ connection in
            _ = try connection.request()
            connection.waitUntilGone()
        }) { server in
            let error = await failure { try await HTTPTransfer().send(Self.get(server.url())) }
            #expect(error?.kind == .stalled)
            #expect(error?.reach == .unknown)
        }
    }

    @Test func aServerThatStopsMidAnswerIsAStall() async throws {
        try await ScriptedServer.run({ connection in
            _ = try connection.request()
            try connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
            connection.waitUntilGone()
        }) { server in
            let error = await failure { try await HTTPTransfer().send(Self.get(server.url())) }
            #expect(error?.kind == .stalled)
        }
    }

    @Test func aServerThatStopsMidHeaderIsAStall() async throws {
        try await ScriptedServer.run({ connection in
            _ = try connection.request()
            try connection.write("HTTP/1.1 200 OK\r\nContent-Le")
            connection.waitUntilGone()
        }) { server in
            let error = await failure { try await HTTPTransfer().send(Self.get(server.url())) }
            #expect(error?.kind == .stalled)
        }
    }

    @Test func aServerThatStopsReadingIsAStall() async throws {
        let file = try TestFile()
        // More than the buffers of two sockets hold.
        let length: Int64 = 64 << 20
        try file.descriptor.resize(to: length)
        try await ScriptedServer.run({ connection in
            _ = try connection.head()
            connection.waitUntilGone()
        }) { server in
            let request = HTTPRequest(
                .put,
                .plain(server.url()),
                body: .file(file.descriptor, offset: 0, length: length, type: nil),
                limits: Self.hasty
            )
            let error = await failure { try await HTTPTransfer().send(request) }
            #expect(error?.kind == .stalled)
            #expect(error?.reach == .unknown)
        }
    }

    @Test func aHandshakeThatIsNotAnsweredIsAConnectTimeout() async throws {
        try await ScriptedServer.run({ $0.waitUntilGone() }) { server in
            var request = HTTPRequest(.post, .plain("https://\(server.host)/"))
            request.limits.connect = .milliseconds(150)
            let error = await failure { try await HTTPTransfer().send(request) }
            #expect(error?.kind == .connectTimeout)
            #expect(error?.reach == .notSent)
        }
    }

    @Test func anAnswerThatIsShortIsCut() async throws {
        try await ScriptedServer.run({ connection in
            _ = try connection.request()
            try connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
        }) { server in
            let error = await failure { try await HTTPTransfer().send(Self.get(server.url())) }
            #expect(error?.kind == .cut)
        }
    }

    @Test func aChunkedAnswerThatIsShortIsCut() async throws {
        try await ScriptedServer.run({ connection in
            _ = try connection.request()
            try connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")
        }) { server in
            let error = await failure { try await HTTPTransfer().send(Self.get(server.url())) }
            #expect(error?.kind == .cut)
        }
    }

    @Test func aResetBeforeTheAnswerIsCut() async throws {
        try await ScriptedServer.run({ connection in
            _ = try connection.request()
            connection.reset()
        }) { server in
            let error = await failure { try await HTTPTransfer().send(HTTPRequest(.post, .plain(server.url()))) }
            #expect(error?.kind == .cut)
            #expect(error?.reach == .unknown)
            #expect(server.seen.count == 1)
        }
    }

    @Test func aResetMidAnswerIsCut() async throws {
        try await ScriptedServer.run({ connection in
            _ = try connection.request()
            try connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
            connection.reset()
        }) { server in
            let error = await failure { try await HTTPTransfer().send(Self.get(server.url())) }
            #expect(error?.kind == .cut)
        }
    }

    @Test(arguments: ["SSH-2.0-OpenSSH_9.2\r\n\r\n", "\0\0\0\0", "HTTP/9.9 200 OK\r\n\r\n"])
    func whatIsNotHTTPIsSaidSo(_ text: String) async throws {
        try await ScriptedServer.run({ connection in
            _ = try connection.request()
            try connection.write(text)
        }) { server in
            let error = await failure { try await HTTPTransfer().send(Self.get(server.url())) }
            #expect(error?.kind == .notHTTP)
        }
    }

    @Test func headersWithoutEndAreRefused() async throws {
        try await ScriptedServer.run({ connection in
            _ = try connection.request()
            try connection.write("HTTP/1.1 200 OK\r\n")
            while true { try connection.write("X-More: \(String(repeating: "x", count: 1000))\r\n") }
        }) { server in
            let error = await failure { try await HTTPTransfer().send(Self.get(server.url())) }
            #expect(error?.kind == .notHTTP)
        }
    }

    /// libcurl by itself sends it again over a new connection.
    @Test(arguments: [HTTPRequest.Method.post, .patch])
    func whatMakesSomethingIsSentOnce(_ method: HTTPRequest.Method) async throws {
        try await ScriptedServer.run(Self.onceThenClose) { server in
            let client = HTTPTransfer()
            _ = try await client.send(Self.get(server.url("/first")))
            let error = await failure {
                try await client.send(
                    HTTPRequest(method, .plain(server.url("/make")), body: .bytes(pattern(1000), type: "a/b"))
                )
            }
            #expect(error?.kind == .cut)
            #expect(error?.reach == .unknown)
            #expect(server.seen.filter { $0.method == method.rawValue }.count == 1)
        }
    }

    /// The first connection of the two answers one request, reads another and closes.
    static let onceThenClose: ScriptedServer.Script = { connection in
        if connection.number == 1 {
            _ = try connection.request()
            try connection.write(answer("200 OK"))
        }
        _ = try connection.request()
    }

    @Test func whatIsRepeatableGoesOverANewConnection() async throws {
        let body = pattern(300_000)
        let file = try TestFile(body)
        try await ScriptedServer.run({ connection in
            _ = try connection.request()
            if connection.number == 1 {
                try connection.write(answer("200 OK"))
                // Takes the second one, but for its last bytes, and closes.
                _ = try connection.head()
                _ = try connection.bytes(200_000)
                return
            }
            try connection.write(answer("200 OK", [], "again"))
        }) { server in
            let client = HTTPTransfer()
            _ = try await client.send(HTTPRequest(.get, .plain(server.url())))
            let source = HTTPRequest.Body.file(file.descriptor, offset: 0, length: Int64(body.count), type: nil)
            let response = try await client.send(HTTPRequest(.put, .plain(server.url()), body: source))
            #expect(response.body == Array("again".utf8))
            #expect(server.seen.last?.body == body)
        }
    }

    @Test func anAnswerBeforeTheEndOfTheBodyCounts() async throws {
        let file = try TestFile()
        try file.descriptor.resize(to: 64 << 20)
        try await ScriptedServer.run({ connection in
            _ = try connection.head()
            try connection.write(answer("413 Content Too Large", ["Connection: close"], "too much"))
            connection.waitUntilGone()
        }) { server in
            let source = HTTPRequest.Body.file(file.descriptor, offset: 0, length: 64 << 20, type: nil)
            let response = try await HTTPTransfer().send(HTTPRequest(.put, .plain(server.url()), body: source))
            #expect(response.status == 413)
            #expect(response.body == Array("too much".utf8))
        }
    }
}
