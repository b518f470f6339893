import EmulatorKit
import HTTPTransfer
import Manifest
import StateFiles
import Synchronization
import SystemPackage
import TestSupport
import Testing

@testable import Installation

@Suite(.timeLimit(.minutes(2))) struct FileFetchTests {
    private static let content: [UInt8] = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
    private static let file = ModelFile("model.bin", bytes: content.count, sha256: Digest.of(content))

    /// A server that answers by a rule, and what it was asked for: the ranges, one a request.
    private final class Server: Sendable {
        let ranges = Mutex<[String?]>([])
        typealias Rule = @Sendable (_ number: Int, _ range: String?, _ file: FilePath) throws -> Delivery

        func run(
            in scratch: FilePath,
            rule: @escaping Rule,
            _ body: (_ url: String) async throws -> Void
        ) async throws {
            let file = scratch.appending("published")
            try AtomicFile.write(content, to: file)
            let server = try await HTTPServer(port: 0)
            let url = "http://127.0.0.1:\(server.port)"
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    try await server.run { request, _ in
                        let range = request.header("Range")
                        let number = self.ranges.withLock { ranges in
                            ranges.append(range)
                            return ranges.count
                        }
                        return try rule(number, range, file)
                    }
                }
                try await body(url)
                group.cancelAll()
            }
        }
    }

    private static func whole(_ range: String?, _ file: FilePath) throws -> Response {
        try Response.file(file, type: "application/octet-stream", range: range)
    }

    private func fetch(_ url: String, _ scratch: FilePath, file: ModelFile = file) async throws {
        var policy = RetryPolicy()
        policy.base = .milliseconds(1)
        try await FileFetch(
            client: HTTPTransfer(),
            file: file,
            address: ModelAddress(url: Secret("\(url)/model.bin"), host: "models.test", authorization: nil),
            part: scratch.appending("part"),
            policy: policy
        ).run { _ in }
    }

    private func check(
        part: [UInt8]? = nil,
        file: ModelFile = file,
        _ rule: @escaping Server.Rule
    ) async throws -> (ranges: [String?], isThere: Bool) {
        let server = Server()
        var isThere = false
        try await ScratchFolder.with { scratch in
            let path = scratch.path.appending("part")
            if let part { try AtomicFile.write(part, to: path) }
            try await server.run(in: scratch.path, rule: rule) { url in
                try await fetch(url, scratch.path, file: file)
            }
            isThere = try Files.read(path) == Self.content
        }
        return (server.ranges.withLock { $0 }, isThere)
    }

    @Test func fetchesAFile() async throws {
        let (ranges, isThere) = try await check { _, range, file in .answer(try Self.whole(range, file)) }
        #expect(isThere && ranges == [nil])
    }

    @Test func goesOnWhereItWasInterrupted() async throws {
        let (ranges, isThere) = try await check(part: Array(Self.content.prefix(1000))) { _, range, file in
            .answer(try Self.whole(range, file))
        }
        #expect(isThere && ranges == ["bytes=1000-"])
    }

    @Test func asksForTheRestAfterEachCut() async throws {
        let (ranges, isThere) = try await check { number, range, file in
            let answer = try Self.whole(range, file)
            return number < 10 ? .cut(answer) : .answer(answer)
        }
        #expect(isThere && ranges.count == 10)
        // Each goes on from a later place than the one before.
        let offsets = ranges.dropFirst().compactMap { $0.flatMap { Int($0.dropFirst(6).dropLast()) } }
        #expect(offsets.count == 9 && zip(offsets, offsets.dropFirst()).allSatisfy { $0 < $1 }, "\(offsets)")
    }

    @Test func aServerThatKnowsNoPartsSendsAll() async throws {
        let (ranges, isThere) = try await check(part: Array(Self.content.prefix(1000))) { _, _, file in
            .answer(try Self.whole(nil, file))
        }
        #expect(isThere && ranges == ["bytes=1000-", nil])
    }

    @Test func anotherPartThanAskedForIsNotTaken() async throws {
        let (_, isThere) = try await check(part: Array(Self.content.prefix(1000))) { _, range, file in
            .answer(try Self.whole(range == nil ? nil : "bytes=2000-", file))
        }
        #expect(isThere)
    }

    @Test(arguments: [1000, 300_000, 400_000]) func aPartOfAnotherFileIsThrownAway(length: Int) async throws {
        let (ranges, isThere) = try await check(part: [UInt8](repeating: 7, count: length)) { _, range, file in
            .answer(try Self.whole(range, file))
        }
        #expect(isThere && ranges.last == .some(nil))
    }

    @Test func aServerThatIsBusyIsAskedAgain() async throws {
        let (ranges, isThere) = try await check { number, range, file in
            number < 3 ? .answer(Response(status: 503)) : .answer(try Self.whole(range, file))
        }
        #expect(isThere && ranges.count == 3)
    }

    /// Of a file of which no size is known, a part says nothing.
    @Test func aFileOfUnknownSizeIsFetchedWhole() async throws {
        let text = Array("{\"alignment_heads\": [[1, 0]]}".utf8)
        let server = Server()
        try await ScratchFolder.with { scratch in
            try AtomicFile.write(Array("{\"al".utf8), to: scratch.path.appending("part"))
            try await server.run(in: scratch.path) { _, _, _ in
                .answer(Response(status: 200, body: .bytes(text)))
            } _: { url in
                try await fetch(url, scratch.path, file: ModelFile("config.json", .json))
            }
            #expect(try Files.read(scratch.path.appending("part")) == text)
        }
        #expect(server.ranges.withLock { $0 } == [nil])
    }

    private func failure(_ rule: @escaping Server.Rule) async throws -> Failure {
        try await ScratchFolder.with { scratch in
            let error = await #expect(throws: Failure.self) {
                try await Server().run(in: scratch.path, rule: rule) { url in try await fetch(url, scratch.path) }
            }
            return try #require(error)
        }
    }

    @Test func aWrongByteIsRefusedAndTakenAway() async throws {
        var bytes = Self.content
        bytes[1234] ^= 0x20
        let wrong = bytes
        try await ScratchFolder.with { scratch in
            let error = await #expect(throws: Failure.self) {
                try await Server().run(in: scratch.path) { _, _, _ in
                    .answer(Response(status: 200, body: .bytes(wrong)))
                } _: { url in
                    try await fetch(url, scratch.path)
                }
            }
            #expect(error?.class == .config)
            let digests = "SHA-256 \(Digest.of(wrong).prefix(12))… in place of \(Digest.of(Self.content).prefix(12))…"
            #expect(error?.message == "models.test: model.bin has \(digests); it is not used")
            #expect(Files.isGone(scratch.path.appending("part")))
        }
    }

    @Test func whatIsNotThereIsToldAtOnce() async throws {
        let failure = try await failure { _, _, _ in .answer(Response(status: 404)) }
        #expect(failure == Failure(.config, "model.bin from models.test: HTTP 404"))
    }

    @Test func moreThanTheFileIsNotTaken() async throws {
        let failure = try await failure { _, _, _ in
            .answer(Response(status: 200, body: .bytes(Self.content + [0])))
        }
        #expect(failure.class == .config && failure.message.contains("larger than 300000 bytes"))
    }

    @Test func aServerThatAlwaysBreaksOffIsGivenUp() async throws {
        let failure = try await failure { _, _, _ in .reset }
        #expect(failure.class == .transient && failure.message.contains("what has come is kept"))
    }
}
