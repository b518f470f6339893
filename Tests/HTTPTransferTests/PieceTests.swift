import Synchronization
import Testing

@testable import HTTPTransfer

/// Answers that are handed out as they come.
@Suite(.timeLimit(.minutes(3))) struct PieceTests {
    /// What was handed out, piece by piece.
    private final class Basket: Sendable {
        private let kept = Mutex<[[UInt8]]>([])
        /// After so many bytes no more are wanted.
        let enough: Int

        init(enough: Int = .max) { self.enough = enough }

        var pieces: [[UInt8]] { kept.withLock(\.self) }
        var bytes: [UInt8] { Array(pieces.joined()) }

        func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
            kept.withLock {
                $0.append(Array(bytes))
                return $0.reduce(0) { $0 + $1.count } < enough
            }
        }
    }

    private static func request(
        _ server: ScriptedServer,
        _ basket: Basket,
        limit: Int = 1 << 20,
        limits: HTTPRequest.Limits = HTTPRequest.Limits()
    ) -> HTTPRequest {
        HTTPRequest(
            .post,
            .plain(server.url()),
            body: .bytes([1], type: "a/b"),
            sink: .pieces(limit: limit) { basket.take($0) },
            limits: limits
        )
    }

    /// The second piece is not sent before the first was handed out.
    @Test func aPieceIsHandedOutBeforeTheNextComes() async throws {
        let gate = ServerGate()
        try await ScriptedServer.run({ connection in
            _ = try connection.request()
            try connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n")
            gate.wait()
            try connection.write("3\r\ntwo\r\n0\r\n\r\n")
        }) { server in
            let kept = Mutex<[UInt8]>([])
            var request = Self.request(server, Basket())
            request.sink = .pieces(limit: 100) { bytes in
                kept.withLock { $0 += bytes }
                gate.open()
                return true
            }
            let response = try await HTTPTransfer().send(request)
            #expect(kept.withLock(\.self) == Array("onetwo".utf8))
            #expect(response.received == 6 && response.body.isEmpty)
        }
    }

    @Test func whereNoMoreIsWantedTheAnswerIsWhatCame() async throws {
        let (gone, tellGone) = AsyncStream<Void>.makeStream()
        try await ScriptedServer.run({ connection in
            _ = try connection.request()
            try connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")
            connection.waitUntilGone()
            tellGone.yield()
        }) { server in
            let basket = Basket(enough: 5)
            let response = try await HTTPTransfer().send(Self.request(server, basket))
            #expect(response.status == 200 && basket.bytes == Array("hello".utf8))
            // The server is not left to write on.
            for await _ in gone { break }
        }
    }

    @Test func anErrorsTextIsNotHandedOut() async throws {
        try await ScriptedServer.run(answering: answer("400 Bad Request", [], "no")) { server in
            let basket = Basket()
            let response = try await HTTPTransfer().send(Self.request(server, basket))
            #expect(response.status == 400 && response.body == Array("no".utf8) && basket.pieces.isEmpty)
        }
    }

    @Test func moreThanTheLimitIsTooLarge() async throws {
        try await ScriptedServer.run(answering: answer("200 OK", [], "hello")) { server in
            let basket = Basket()
            let error = await failure { try await HTTPTransfer().send(Self.request(server, basket, limit: 4)) }
            #expect(error?.kind == .tooLarge(limit: 4))
        }
    }

    @Test(arguments: ["5\r\nhello\r\n", "5\r\nhel"]) func whatBreaksOffIsCut(_ text: String) async throws {
        try await ScriptedServer.run({ connection in
            _ = try connection.request()
            try connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + text)
        }) { server in
            let error = await failure { try await HTTPTransfer().send(Self.request(server, Basket())) }
            #expect(error?.kind == .cut)
            #expect(error?.reach == .unknown)
        }
    }

    @Test func anAnswerThatFallsSilentIsAStallSoonerThanOneThatHasNotBegun() async throws {
        try await ScriptedServer.run({ connection in
            _ = try connection.request()
            try connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")
            connection.waitUntilGone()
        }) { server in
            var limits = HTTPRequest.Limits()
            (limits.stall, limits.silence) = (.seconds(3600), .milliseconds(150))
            let error = await failure {
                try await HTTPTransfer().send(Self.request(server, Basket(), limits: limits))
            }
            #expect(error?.kind == .stalled)
        }
    }

    /// However long it takes in all: what comes again and again in time is no stall.
    @Test func theWatchRunsFromTheLastBytes() {
        var limits = HTTPRequest.Limits()
        (limits.stall, limits.silence) = (.seconds(600), .seconds(60))
        let start = SuspendingClock.now
        var watch = StallWatch(limits, since: start)
        #expect(watch.deadline == start + .seconds(600))
        watch.noteBody(at: start + .seconds(500))
        #expect(watch.deadline == start + .seconds(560))
        for time in stride(from: 550, through: 5000, by: 50) {
            watch.note(Int64(time) * 4, at: start + .seconds(time))
            #expect(watch.deadline == start + .seconds(time + 60))
        }
        // A silence that is longer than the stall is none.
        limits.silence = .seconds(900)
        watch = StallWatch(limits, since: start)
        watch.noteBody(at: start + .seconds(10))
        #expect(watch.deadline == start + .seconds(600))
    }
}
