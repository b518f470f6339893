import HTTPTransfer
import SystemPackage
import Testing

@Suite(.timeLimit(.minutes(3))) struct BodyTests {
    @Test func aPartOfAFileIsSentFromItsPlace() async throws {
        let content = pattern(3_000_000)
        let file = try TestFile(content)
        try file.descriptor.seek(offset: 7, from: .start)
        try await ScriptedServer.run(answering: answer("200 OK")) { server in
            let source = HTTPRequest.Body.file(file.descriptor, offset: 1000, length: 2_500_000, type: "video/mp4")
            _ = try await HTTPTransfer().send(HTTPRequest(.put, .plain(server.url()), body: source))
            let seen = try #require(server.seen.first)
            #expect(seen["Content-Length"] == "2500000")
            #expect(seen["Content-Type"] == "video/mp4")
            #expect(seen.body == Array(content[1000..<2_501_000]))
        }
        let place = try file.descriptor.seek(offset: 0, from: .current)
        #expect(place == 7)
    }

    @Test func aFileThatEndsEarlyIsSaidSo() async throws {
        let file = try TestFile(pattern(1000))
        try await ScriptedServer.run(answering: answer("200 OK")) { server in
            let source = HTTPRequest.Body.file(file.descriptor, offset: 0, length: 1001, type: nil)
            let error = await failure {
                try await HTTPTransfer().send(HTTPRequest(.put, .plain(server.url()), body: source))
            }
            #expect(error?.kind == .sourceChanged)
            #expect(error?.message == "the file ended 1 bytes early")
            #expect(server.seen.isEmpty)
        }
    }

    @Test func aFileTakesTheAnswerAtItsPlace() async throws {
        let file = try TestFile(pattern(10))
        try await ScriptedServer.run(answering: answer("200 OK", [], "hello")) { server in
            let sink = HTTPRequest.Sink.file(file.descriptor, offset: 10, limit: 5)
            let response = try await HTTPTransfer().send(HTTPRequest(.get, .plain(server.url()), sink: sink))
            #expect(response.received == 5)
            #expect(response.body.isEmpty)
            #expect(server.seen.first?["Accept-Encoding"] == nil)
        }
        let bytes = try file.bytes()
        #expect(bytes == pattern(10) + Array("hello".utf8))
    }

    @Test func anErrorsTextDoesNotGoToTheFile() async throws {
        let file = try TestFile()
        let long = String(repeating: "x", count: 100_000)
        try await ScriptedServer.run(answering: answer("404 Not Found", [], long)) { server in
            let sink = HTTPRequest.Sink.file(file.descriptor, offset: 0, limit: 5)
            let response = try await HTTPTransfer().send(HTTPRequest(.get, .plain(server.url()), sink: sink))
            #expect(response.status == 404)
            #expect(response.body.count == 64 << 10)
        }
        let bytes = try file.bytes()
        #expect(bytes.isEmpty)
    }

    @Test func tooMuchForAFileIsRefusedBeforeItIsWritten() async throws {
        let file = try TestFile()
        try await ScriptedServer.run(answering: answer("200 OK", [], "hello")) { server in
            let sink = HTTPRequest.Sink.file(file.descriptor, offset: 0, limit: 4)
            let error = await failure {
                try await HTTPTransfer().send(HTTPRequest(.get, .plain(server.url()), sink: sink))
            }
            #expect(error?.kind == .tooLarge(limit: 4))
        }
        let bytes = try file.bytes()
        #expect(bytes.isEmpty)
    }

    @Test func aFileThatCannotBeWrittenIsSaidSo() async throws {
        let full = try FileDescriptor.open("/dev/full", .readWrite)
        defer { try? full.close() }
        try await ScriptedServer.run(answering: answer("200 OK", [], "hello")) { server in
            let sink = HTTPRequest.Sink.file(full, offset: 0, limit: 100)
            let error = await failure {
                try await HTTPTransfer().send(HTTPRequest(.get, .plain(server.url()), sink: sink))
            }
            #expect(error?.kind == .sink(errno: Errno.noSpace.rawValue))
        }
    }

    @Test(arguments: [true, false])
    func memoryHasItsLimit(_ isTold: Bool) async throws {
        let body = String(repeating: "x", count: 1001)
        let text = isTold ? answer("200 OK", [], body) : "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + body
        try await ScriptedServer.run({ connection in
            _ = try connection.request()
            try connection.write(text)
        }) { server in
            let client = HTTPTransfer()
            let error = await failure {
                try await client.send(HTTPRequest(.get, .plain(server.url()), sink: .memory(limit: 1000)))
            }
            #expect(error?.kind == .tooLarge(limit: 1000))
            let response = try await client.send(HTTPRequest(.get, .plain(server.url()), sink: .memory(limit: 1001)))
            #expect(response.body.count == 1001)
        }
    }

    @Test func whatIsPackedIsUnpackedAndThenMeasured() async throws {
        let body = Gzip.stored(pattern(5000))
        try await ScriptedServer.run({ connection in
            while try connection.request() != nil {
                try connection.write(
                    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(body.count)\r\n\r\n"
                )
                try connection.write(body)
            }
        }) { server in
            let client = HTTPTransfer()
            let response = try await client.send(
                HTTPRequest(.get, .plain(server.url()), sink: .memory(limit: body.count))
            )
            #expect(response.body == pattern(5000))
            let error = await failure {
                try await client.send(HTTPRequest(.get, .plain(server.url()), sink: .memory(limit: 4999)))
            }
            #expect(error?.kind == .tooLarge(limit: 4999))
        }
    }

    @Test func theLastProgressIsTheWhole() async throws {
        let content = pattern(400_000)
        let file = try TestFile(content)
        try await ScriptedServer.run(answering: answer("200 OK", [], "hello")) { server in
            let (steps, tell) = AsyncStream<TransferProgress>.makeStream()
            let source = HTTPRequest.Body.file(file.descriptor, offset: 0, length: Int64(content.count), type: nil)
            _ = try await HTTPTransfer().send(HTTPRequest(.put, .plain(server.url()), body: source)) { tell.yield($0) }
            tell.finish()
            let all = await steps.reduce(into: []) { $0.append($1) }
            #expect(all.last == TransferProgress(sent: Int64(content.count), received: 5, expected: 5))
            #expect(all.map(\.sent) == all.map(\.sent).sorted())
        }
    }
}
