import HTTPTransfer
import Testing

@Suite(.timeLimit(.minutes(3))) struct CancellationTests {
    @Test func cancellingClosesTheConnection() async throws {
        let (asked, tellAsked) = AsyncStream<Void>.makeStream()
        let (gone, tellGone) = AsyncStream<Void>.makeStream()
        try await ScriptedServer.run({ connection in
            _ = try connection.request()
            tellAsked.yield()
            connection.waitUntilGone()
            tellGone.yield()
        }) { server in
            let client = HTTPTransfer()
            let request = HTTPRequest(.post, .plain(server.url()))
            let error = await withTaskGroup(of: HTTPError?.self) { group in
                group.addTask { await failure { try await client.send(request) } }
                for await _ in asked { break }
                group.cancelAll()
                return await group.next() ?? nil
            }
            #expect(error?.kind == .cancelled)
            #expect(error?.reach == .unknown)
            for await _ in gone { break }
        }
    }

    @Test func whatWasCancelledBeforeIsNotSent() async throws {
        try await ScriptedServer.run(answering: answer("200 OK")) { server in
            let client = HTTPTransfer()
            let request = HTTPRequest(.post, .plain(server.url()))
            let error = await withTaskGroup(of: HTTPError?.self) { group in
                group.cancelAll()
                group.addTask { await failure { try await client.send(request) } }
                return await group.next() ?? nil
            }
            #expect(error?.kind == .cancelled)
            #expect(error?.reach == .notSent)
            #expect(server.connections == 0)
        }
    }

    /// Whatever the moment, each call ends once, with an answer or as cancelled.
    @Test func cancellingAtAnyMomentEndsEachCallOnce() async throws {
        try await ScriptedServer.run(answering: answer("200 OK", [], "x")) { server in
            let client = HTTPTransfer()
            let ends = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<200 {
                    group.addTask {
                        let task = Task {
                            await failure { try await client.send(HTTPRequest(.get, .plain(server.url()))) }
                        }
                        for _ in 0..<number { await Task.yield() }
                        task.cancel()
                        let error = await task.value
                        return error == nil || error?.kind == .cancelled
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(ends == 200)
        }
    }

    @Test func oneThatIsCancelledDoesNotDisturbOthers() async throws {
        let (asked, tellAsked) = AsyncStream<Void>.makeStream()
        let gate = ServerGate()
        try await ScriptedServer.run({ connection in
            _ = try connection.request()
            tellAsked.yield()
            gate.wait()
            try connection.write(answer("200 OK"))
        }) { server in
            let client = HTTPTransfer()
            let request = HTTPRequest(.get, .plain(server.url()))
            async let other = client.send(request)
            let error = await withTaskGroup(of: HTTPError?.self) { group in
                group.addTask { await failure { try await client.send(request) } }
                var count = 0
                for await _ in asked {
                    count += 1
                    if count == 2 { break }
                }
                group.cancelAll()
                return await group.next() ?? nil
            }
            #expect(error?.kind == .cancelled)
            gate.open()
            let status = try await other.status
            #expect(status == 200)
        }
    }

    @Test func theClientMayGoBeforeItsTransfersAreDone() async throws {
        try await ScriptedServer.run(answering: answer("200 OK")) { server in
            let response = try await HTTPTransfer().send(HTTPRequest(.get, .plain(server.url())))
            #expect(response.status == 200)
        }
    }

    /// With the client its thread ends, and so its kept connections.
    @Test func whenTheClientGoesItsConnectionsAreClosed() async throws {
        let (gone, tellGone) = AsyncStream<Void>.makeStream()
        try await ScriptedServer.run({ connection in
            _ = try connection.request()
            try connection.write(answer("200 OK"))
            connection.waitUntilGone()
            tellGone.yield()
        }) { server in
            func once() async throws {
                let client = HTTPTransfer()
                _ = try await client.send(HTTPRequest(.get, .plain(server.url())))
            }
            try await once()
            for await _ in gone { break }
        }
    }
}
