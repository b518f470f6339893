import HTTPTransfer
import Testing

@Suite(.timeLimit(.minutes(3))) struct RefusalTests {
    @Test(arguments: [
        "", "nothing", "127.0.0.1/", "ftp://127.0.0.1/", "file:///etc/passwd", "http://", "http:///x", "http://a b/",
        "http://127.0.0.1:0/", "http://127.0.0.1:99999/", "http://127.0.0.1/\r\nX: y", "http://127.0.0.1/a b",
        "http://127.0.0.1/\0", "http://user:p4ss@127.0.0.1/",
    ])
    func whatIsNoURLIsRefused(_ url: String) async {
        let error = await failure { try await HTTPTransfer().send(HTTPRequest(.get, .plain(url))) }
        #expect(error?.kind == .badURL)
        #expect(error?.reach == .notSent)
        #expect(error?.description.contains("p4ss") == false)
    }

    @Test(arguments: [
        ("X\r\nY", "z"), ("X", "z\r\nY: 1"), ("X", "z\nY: 1"), ("X", "z\rY: 1"), ("X", "z\0"), ("X Y", "z"),
        ("X:", "z"),
        ("", "z"), ("Content-Length", "5"), ("transfer-encoding", "chunked"), ("Ü", "z"),
    ])
    func aHeaderThatIsMoreThanOneIsRefused(_ name: String, _ value: String) async throws {
        try await ScriptedServer.run(answering: answer("200 OK")) { server in
            let error = await failure {
                try await HTTPTransfer().send(HTTPRequest(.get, .plain(server.url()), headers: [name: value]))
            }
            #expect(error?.reach == .notSent)
            #expect(error?.isTransient == false)
            #expect(server.connections == 0)
        }
    }

    @Test func anEmptyValueIsSent() async throws {
        try await ScriptedServer.run(answering: answer("200 OK")) { server in
            _ = try await HTTPTransfer().send(HTTPRequest(.get, .plain(server.url()), headers: ["X-Empty": ""]))
            #expect(server.seen.first?["X-Empty"] == "")
        }
    }

    @Test(arguments: [
        HTTPRequest.Authorization.bearer(Secret("a\r\nX: y")), .basic(user: Secret("a\0"), password: Secret("b")),
        .basic(user: Secret("a:b"), password: Secret("c")),
    ])
    func anAuthorizationThatIsMoreThanOneIsRefused(_ authorization: HTTPRequest.Authorization) async throws {
        try await ScriptedServer.run(answering: answer("200 OK")) { server in
            let request = HTTPRequest(.get, .plain(server.url()), authorization: authorization)
            let error = await failure { try await HTTPTransfer().send(request) }
            #expect(error?.reach == .notSent)
            #expect(server.connections == 0)
        }
    }

    @Test func aBodysTypeCannotBringAHeader() async throws {
        try await ScriptedServer.run(answering: answer("200 OK")) { server in
            let request = HTTPRequest(.post, .plain(server.url()), body: .bytes([1], type: "a/b\r\nX: y"))
            let error = await failure { try await HTTPTransfer().send(request) }
            #expect(error?.reach == .notSent)
            #expect(server.connections == 0)
        }
    }

    /// Whatever goes wrong, nobody reads a signed address or a password in its error.
    @Test func noErrorTellsASecret() async throws {
        let scripts: [ScriptedServer.Script] = [
            { _ = try $0.request() },
            { connection in
                _ = try connection.request()
                connection.reset()
            },
            { connection in
                _ = try connection.request()
                try connection.write("HTTP/1.1 200 OK\r\nContent-Length: s1gned\r\n\r\n")
            },
            { connection in
                _ = try connection.request()
                try connection.write("s1gned p4ss")
            },
        ]
        for script in scripts {
            try await ScriptedServer.run(script) { server in
                for host in [server.host, "nowhere.invalid", "127.0.0.1:1"] {
                    let request = HTTPRequest(
                        .put,
                        .secret(Secret("http://\(host)/upload?signature=s1gned")),
                        authorization: .basic(user: Secret("us3r"), password: Secret("p4ss"))
                    )
                    let error = try #require(await failure { try await HTTPTransfer().send(request) })
                    for secret in ["s1gned", "p4ss", "us3r", "/upload"] { #expect(!"\(error)".contains(secret)) }
                    #expect(!error.message.contains("\n"))
                }
            }
        }
    }
}
