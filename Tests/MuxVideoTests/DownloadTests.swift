import HTTPTransfer
import SystemPackage
import Testing

@testable import MuxVideo

@Suite(.timeLimit(.minutes(3)))
struct DownloadTests {
    private func content(_ count: Int, _ factor: Int = 1) -> [UInt8] {
        (0..<(count / 500 + 1)).flatMap { block in
            [UInt8](repeating: UInt8(truncatingIfNeeded: block &* factor &* 31 &+ block / 7), count: 500)
        }.dropLast(500 - count % 500)
    }

    private func download(_ client: any HTTPClient, into file: ScratchFile) async throws -> Int64 {
        try await MuxClient.with(client).download(
            playback: PlaybackID(id: "P1"),
            rendition: "highest.mp4",
            to: file.descriptor,
            clock: InstantClock()
        )
    }

    private func check(_ server: FileServer, holds content: [UInt8]) async throws {
        let file = try ScratchFile([UInt8](repeating: 0xAA, count: 5000))
        let count = try await download(server, into: file)
        let bytes = try file.bytes()
        #expect(count == Int64(content.count))
        #expect(bytes == content)
    }

    @Test(arguments: [0, 1, 499, 1 << 20, (1 << 20) + 1, 2_500_001])
    func aFileArrivesWhole(count: Int) async throws {
        let bytes = content(count)
        try await check(FileServer(.init(content: bytes, tag: "\"a\"")), holds: bytes)
        try await check(FileServer(.init(content: bytes), manners: .init(knowsRanges: false)), holds: bytes)
    }

    @Test(arguments: [true, false])
    func aCutIsGoneOnFrom(tagged: Bool) async throws {
        let bytes = content(2_500_000)
        let server = FileServer(
            .init(content: bytes, tag: tagged ? "\"a\"" : nil),
            manners: .init(cuts: [1000, .max, 300_000, 7, 0])
        )
        try await check(server, holds: bytes)
        let tag = tagged ? " if \"a\"" : ""
        #expect(
            server.log == [
                "bytes=0-1048575", "bytes=0-524287", "bytes=524288-\(tag)", "bytes=824288-\(tag)",
                "bytes=824295-\(tag)",
                "bytes=824295-\(tag)",
            ]
        )
    }

    /// Behind what an earlier fetch left: all of it, some, nothing, and of a file that has another length now.
    @Test func whatIsThereAlreadyIsNotFetchedAgain() async throws {
        let bytes = content(2_500_000)
        let cases: [(had: Int, total: Int, log: [String])] = [
            (2_500_000, 2_500_000, []), (1_600_000, 2_500_000, ["bytes=1600000-"]),
            (0, 2_500_000, ["bytes=0-1048575", "bytes=1048576- if \"a\""]),
            (1_600_000, 2_400_000, ["bytes=1600000-", "bytes=0-1048575", "bytes=1048576- if \"a\""]),
        ]
        for (had, total, log) in cases {
            let server = FileServer(.init(content: bytes, tag: "\"a\""))
            let file = try ScratchFile(Array(bytes.prefix(had)))
            let count = try await MuxClient.with(server).download(
                playback: PlaybackID(id: "P1"),
                rendition: "highest.mp4",
                to: file.descriptor,
                had: (Int64(had), Int64(total)),
                clock: InstantClock()
            )
            #expect(count == Int64(bytes.count))
            #expect(try file.bytes() == bytes)
            #expect(server.log == log)
        }
    }

    @Test func aFileThatChangesIsFetchedAnew() async throws {
        let (old, new) = (content(2_000_000), content(1_900_000, 3))
        let server = FileServer(
            .init(content: old, tag: "\"a\""),
            .init(content: new, tag: "\"b\""),
            manners: .init(cuts: [.max, 5000, 800_000], changesAt: 2)
        )
        try await check(server, holds: new)
    }

    @Test func withoutATagTheLengthTells() async throws {
        let (old, new) = (content(2_000_000), content(1_900_000, 3))
        let server = FileServer(.init(content: old), .init(content: new), manners: .init(changesAt: 1))
        try await check(server, holds: new)
    }

    /// The whole file came where its rest was asked for, and was cut: what it left stands at the wrong place.
    @Test func aCutOfTheWrongAnswerLeavesNothing() async throws {
        let bytes = content(2_500_000)
        let server = FileServer(.init(content: bytes), manners: .init(forgets: [1], cuts: [.max, 400_000]))
        try await check(server, holds: bytes)
        #expect(server.log == ["bytes=0-1048575", "bytes=1048576-", "bytes=1048576-"])
    }

    @Test func aServerWithoutRangesIsAskedForAll() async throws {
        let bytes = content(3_000_000)
        let server = FileServer(.init(content: bytes), manners: .init(knowsRanges: false, cuts: [2_000_000, 10]))
        try await check(server, holds: bytes)
    }

    @Test func troubleIsWaitedOut() async throws {
        let bytes = content(10)
        let server = FileServer(.init(content: bytes), manners: .init(troubles: [503, 429, 500]))
        try await check(server, holds: bytes)
        #expect(server.log.count == 4)
    }

    @Test func whatIsNotThereIsReportedAtOnce() async throws {
        let client = StandIn { _, _ in .json(404, Recorded.stream) }
        let file = try ScratchFile()
        let error = await #expect(throws: MuxError.self) { try await download(client, into: file) }
        #expect(error?.kind == .notFound)
        #expect(client.requests.count == 1)
    }

    @Test func troubleForLongIsReported() async throws {
        let client = StandIn { _, _ in HTTPResponse(status: 503) }
        let file = try ScratchFile()
        let error = await #expect(throws: MuxError.self) { try await download(client, into: file) }
        guard case .transfer(let transfer) = error?.kind else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(transfer.kind == .hostIsDown && error?.isTransient == true)
        #expect(transfer.message.contains("HTTP 503"))
    }

    @Test(arguments: ["bytes 5-9/10", "bytes 0-9/5", "bytes 0-3/10", "", "bytes 0-9"])
    func aRangeThatWasNotAskedForIsABadAnswer(range: String) async throws {
        let client = StandIn { _, _ in HTTPResponse(status: 206, headers: ["Content-Range": range], received: 10) }
        let file = try ScratchFile()
        let error = await #expect(throws: MuxError.self) { try await download(client, into: file) }
        guard case .badAnswer = error?.kind else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func aPageIsNoVideo() async throws {
        let client = StandIn { _, _ in HTTPResponse(status: 200, headers: ["Content-Type": "text/html"], received: 9) }
        let file = try ScratchFile()
        let error = await #expect(throws: MuxError.self) { try await download(client, into: file) }
        guard case .badAnswer = error?.kind else {
            Issue.record("\(String(describing: error))")
            return
        }
        // As often as the client's policy says, which is once in these tests.
        #expect(client.requests.count == 1)
    }

    /// Pages and errors with the status of a file, at its beginning and in its middle.
    @Test(arguments: [
        ("text/html", "<html>Gateway</html>"), ("application/json", #" {"error":{}}"#), ("video/mp4", "<html>"),
        ("text/html; charset=utf-8", ""),
    ])
    func aPageInPlaceOfAFileIsAskedAgain(type: String, text: String) async throws {
        let bytes = content(2_000_000)
        let page = FileServer.Page(type: type, bytes: Array(text.utf8))
        let server = FileServer(.init(content: bytes, tag: "\"a\""), manners: .init(pages: [0: page, 1: page]))
        let file = try ScratchFile()
        let count = try await MuxClient.with(server, attempts: 6).download(
            playback: PlaybackID(id: "P1"),
            rendition: "highest.mp4",
            to: file.descriptor,
            clock: InstantClock()
        )
        #expect(count == 2_000_000)
        #expect(try file.bytes() == bytes)
        #expect(server.log.count == 4)
    }

    @Test func aPageInTheMiddleOfAFileIsAskedAgain() async throws {
        let bytes = content(2_000_000)
        let page = FileServer.Page(type: "text/html", bytes: Array("<html>".utf8))
        let server = FileServer(.init(content: bytes, tag: "\"a\""), manners: .init(pages: [1: page]))
        let file = try ScratchFile()
        _ = try await MuxClient.with(server, attempts: 6).download(
            playback: PlaybackID(id: "P1"),
            rendition: "highest.mp4",
            to: file.descriptor,
            clock: InstantClock()
        )
        #expect(try file.bytes() == bytes)
        #expect(server.log == ["bytes=0-1048575", "bytes=1048576- if \"a\"", "bytes=1048576- if \"a\""])
    }
}
