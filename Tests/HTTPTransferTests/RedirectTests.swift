import HTTPTransfer
import Testing

@Suite(.timeLimit(.minutes(3))) struct RedirectTests {
    private static let secret = HTTPRequest.Authorization.bearer(Secret("t0ken"))

    @Test(arguments: [301, 302, 303, 307, 308])
    func aQuestionFollows(_ status: Int) async throws {
        try await ScriptedServer.run({ connection in
            while let request = try connection.request() {
                let isFirst = request.line.contains("/a ")
                try connection.write(
                    isFirst ? answer("\(status) Go", ["Location: b?c"], "moved") : answer("200 OK", [], "here")
                )
            }
        }) { server in
            let request = HTTPRequest(.get, .plain(server.url("/x/a")), authorization: Self.secret)
            let response = try await HTTPTransfer().send(request)
            #expect(response.status == 200)
            #expect(response.body == Array("here".utf8))
            #expect(server.seen.map(\.line) == ["GET /x/a HTTP/1.1", "GET /x/b?c HTTP/1.1"])
            // The same origin may know who asks.
            #expect(server.seen.map { $0["Authorization"] } == ["Bearer t0ken", "Bearer t0ken"])
        }
    }

    @Test(arguments: [HTTPRequest.Method.post, .put, .delete, .patch])
    func whatChangesSomethingDoesNot(_ method: HTTPRequest.Method) async throws {
        try await ScriptedServer.run(answering: answer("307 Go", ["Location: /b"])) { server in
            let response = try await HTTPTransfer().send(HTTPRequest(method, .plain(server.url("/a"))))
            #expect(response.status == 307)
            #expect(response.headers["Location"] == "/b")
            #expect(server.seen.count == 1)
        }
    }

    /// As the storage answers a part of an upload.
    @Test func a308WithoutAPlaceIsAnAnswer() async throws {
        try await ScriptedServer.run(answering: answer("308 Resume Incomplete", ["Range: bytes=0-99"])) { server in
            for method in [HTTPRequest.Method.put, .get] {
                let response = try await HTTPTransfer().send(HTTPRequest(method, .plain(server.url())))
                #expect(response.status == 308)
                #expect(response.headers["Range"] == "bytes=0-99")
            }
        }
    }

    @Test func anotherOriginLearnsNothing() async throws {
        try await ScriptedServer.run(answering: answer("200 OK")) { other in
            let place = other.url("/there")
            try await ScriptedServer.run(answering: answer("302 Found", ["Location: \(place)"])) { server in
                let headers: HTTPHeaders = [
                    "X-Api-Key": "k3y", "Cookie": "c", "Accept": "text/vtt", "Range": "bytes=0-1",
                ]
                for authorization in [Self.secret, .basic(user: Secret("u"), password: Secret("p"))] {
                    let request = HTTPRequest(
                        .get,
                        .plain(server.url()),
                        headers: headers,
                        authorization: authorization
                    )
                    let response = try await HTTPTransfer().send(request)
                    #expect(response.status == 200)
                }
                for seen in other.seen {
                    #expect(seen["Authorization"] == nil)
                    #expect(seen["X-Api-Key"] == nil)
                    #expect(seen["Cookie"] == nil)
                    #expect(seen["Accept"] == "text/vtt")
                    #expect(seen["Range"] == "bytes=0-1")
                }
                #expect(server.seen.map { $0["Authorization"] } == ["Bearer t0ken", "Basic dTpw"])
            }
        }
    }

    @Test func aCircleEnds() async throws {
        try await ScriptedServer.run(answering: answer("302 Found", ["Location: /"])) { server in
            var request = HTTPRequest(.get, .plain(server.url()))
            let error = await failure { [request] in try await HTTPTransfer().send(request) }
            #expect(error?.kind == .tooManyRedirects)
            #expect(server.seen.count == 6)
            request.limits.redirects = 0
            let response = try await HTTPTransfer().send(request)
            #expect(response.status == 302)
        }
    }

    @Test(arguments: ["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "http://u:p@127.0.0.1/"])
    func onlyTheWebIsFollowed(_ place: String) async throws {
        try await ScriptedServer.run(answering: answer("302 Found", ["Location: \(place)"])) { server in
            let error = await failure { try await HTTPTransfer().send(HTTPRequest(.get, .plain(server.url()))) }
            #expect(error?.kind == .badURL)
            #expect(error?.message.contains(place) == false)
        }
    }
}
