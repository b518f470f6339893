import HTTPTransfer
import Synchronization
import SystemPackage
import Testing

@testable import MuxVideo

@Suite(.timeLimit(.minutes(2)))
struct ResumableUploadTests {
    private let session = Secret("https://session.test/upload?upload_id=xyz")

    /// Bytes that are different at every place.
    private func content(_ count: Int, seed: UInt64) -> [UInt8] {
        var random = RandomNumbers(seed: seed)
        var block = (0..<509).map { _ in UInt8.random(in: 0...255, using: &random) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + block.count)
        while bytes.count < count {
            withUnsafeBytes(of: bytes.count) { block.replaceSubrange(0..<8, with: $0) }
            bytes += block
        }
        bytes.removeLast(bytes.count - count)
        return bytes
    }

    private func send(_ bytes: [UInt8], by client: any HTTPClient, clock: InstantClock, seed: UInt64) async throws {
        let file = try ScratchFile(bytes)
        try await ResumableUpload(client: client, clock: clock, seed: seed).send(
            file: file.descriptor,
            length: Int64(bytes.count),
            to: session,
            progress: { _ in },
            unchanged: {}
        )
    }

    @Test(arguments: UInt64(1)...40)
    func theFileArrivesWholeWhateverTheServerDoes(seed: UInt64) async throws {
        var random = RandomNumbers(seed: seed)
        let count = Int.random(in: 1...(seed.isMultiple(of: 5) ? 20 << 20 : 3 << 20), using: &random)
        let bytes = content(count, seed: seed)
        let clock = InstantClock()
        let faults = SessionServer.Faults(rate: Int.random(in: 0...60, using: &random), isOdd: seed.isMultiple(of: 2))
        let server = SessionServer(seed: seed, faults: faults, clock: clock, pace: .seconds(Double(seed % 8)))
        var runs = 0
        // Trouble may last longer than one run's patience; another run takes the session up again, as after a kill.
        while !server.isFinished, runs < 20 {
            runs += 1
            do { try await send(bytes, by: server, clock: clock, seed: seed) } catch let error as UploadError {
                #expect(error.isTransient, "\(error)")
            }
        }
        #expect(server.holds(bytes))
        #expect(server.violations.isEmpty)
    }

    @Test(arguments: [1, 262_143, 262_144, 262_145, 8 << 20, (8 << 20) + 1, 24 << 20])
    func anExactMultipleNeedsNoEmptyChunk(count: Int) async throws {
        let clock = InstantClock()
        let server = SessionServer(seed: 1, clock: clock)
        let bytes = content(count, seed: 7)
        try await send(bytes, by: server, clock: clock, seed: 1)
        #expect(server.holds(bytes))
        #expect(server.log.first == "bytes */\(count)")
        let last = try #require(server.log.last)
        #expect(last.hasSuffix("-\(count - 1)/\(count)"))
        #expect(server.log.filter { $0.contains("*") }.count == 1)
        #expect(server.violations.isEmpty)
    }

    @Test func anEmptyFileIsSentToo() async throws {
        let clock = InstantClock()
        let client = StandIn { request, number in
            if request.headers["content-range"] == nil { return HTTPResponse(status: 200) }
            return HTTPResponse(status: number == 0 ? 308 : 200)
        }
        try await send([], by: client, clock: clock, seed: 1)
        #expect(client.requests.map { $0.headers["content-range"] } == ["bytes */0", nil])
    }

    @Test func aFinishedSessionIsSentNothing() async throws {
        let client = StandIn { _, _ in HTTPResponse(status: 200) }
        try await send(content(1000, seed: 1), by: client, clock: InstantClock(), seed: 1)
        #expect(client.requests.count == 1)
    }

    @Test(arguments: [404, 410, 499])
    func aLostSessionIsReportedAsOne(status: Int) async throws {
        let client = StandIn { _, _ in HTTPResponse(status: status) }
        await #expect(throws: UploadError.sessionLost(status: status)) {
            try await send([1, 2, 3], by: client, clock: InstantClock(), seed: 1)
        }
        #expect(client.requests.count == 1)
    }

    @Test func aRefusalTellsItsWords() async throws {
        let client = StandIn { _, _ in .json(403, "<html><body>Access  denied</body></html>") }
        await #expect(throws: UploadError.refused(status: 403, words: ["Access denied"])) {
            try await send([1, 2, 3], by: client, clock: InstantClock(), seed: 1)
        }
    }

    @Test func wordsThatQuoteTheSessionAreWithheld() async throws {
        let client = StandIn { _, _ in .json(400, "No upload AbCdEfGh12345678XyZ here") }
        let file = try ScratchFile([1])
        let error = await #expect(throws: UploadError.self) {
            try await ResumableUpload(client: client, clock: InstantClock(), seed: 1).send(
                file: file.descriptor,
                length: 1,
                to: Secret("https://session.test/x?upload_id=AbCdEfGh12345678XyZ"),
                progress: { _ in },
                unchanged: {}
            )
        }
        #expect(error == .refused(status: 400, words: ["(words that quote a secret)"]))
    }

    @Test func aHostThatIsKnownToBeDownEndsItAtOnce() async throws {
        let down = HTTPError.fault(.hostIsDown, reach: .notSent)
        let client = StandIn { _, _ throws(HTTPError) in throw down }
        await #expect(throws: UploadError.transfer(down)) {
            try await send([1, 2, 3], by: client, clock: InstantClock(), seed: 3)
        }
        #expect(client.requests.count == 1)
        #expect(UploadError.transfer(down).isTransient)
    }

    @Test func aHostThatStaysDownIsGivenUpWithinMinutes() async throws {
        let clock = InstantClock()
        let host = StandIn { _, _ throws(HTTPError) in throw .fault(.refused, reach: .notSent) }
        let client = RetryingClient(host, seed: 1, clock: clock)
        let error = await #expect(throws: UploadError.self) {
            try await send([1, 2, 3], by: client.sparing, clock: clock, seed: 3)
        }
        #expect(error?.isTransient == true)
        #expect(clock.now.offset < .seconds(180))
        #expect(host.requests.count < 20)
    }

    @Test func itGivesUpAfterTenMinutesWithoutProgress() async throws {
        let clock = InstantClock()
        let client = StandIn { _, _ in HTTPResponse(status: 503) }
        await #expect(throws: UploadError.noProgress("HTTP 503")) {
            try await send([1, 2, 3], by: client, clock: clock, seed: 3)
        }
        #expect(clock.now.offset == .seconds(600))
    }

    @Test func aChangedSourceEndsIt() async throws {
        let clock = InstantClock()
        let server = SessionServer(seed: 1, clock: clock)
        let bytes = content(20 << 20, seed: 1)
        let file = try ScratchFile(bytes)
        let calls = Mutex(0)
        await #expect(throws: UploadError.sourceChanged) {
            try await ResumableUpload(client: server, clock: clock, seed: 1).send(
                file: file.descriptor,
                length: Int64(bytes.count),
                to: session,
                progress: { _ in },
                unchanged: {
                    let count = calls.withLock {
                        $0 += 1
                        return $0
                    }
                    if count == 2 { throw Errno.ioError }
                }
            )
        }
        #expect(!server.isFinished)
        #expect(server.count == 8 << 20)
    }

    @Test func aSourceThatChangedAtTheEndIsNoticed() async throws {
        let client = StandIn { _, _ in HTTPResponse(status: 200) }
        let file = try ScratchFile([1, 2, 3])
        await #expect(throws: UploadError.sourceChanged) {
            try await ResumableUpload(client: client, clock: InstantClock(), seed: 1).send(
                file: file.descriptor,
                length: 3,
                to: session,
                progress: { _ in },
                unchanged: { throw Errno.ioError }
            )
        }
    }

    @Test func progressIsOfBytesThatArrived() async throws {
        let clock = InstantClock()
        let server = SessionServer(seed: 1, clock: clock)
        let bytes = content((16 << 20) + 5, seed: 1)
        let file = try ScratchFile(bytes)
        let heard = Mutex<[Int64]>([])
        try await ResumableUpload(client: server, clock: clock, seed: 1).send(
            file: file.descriptor,
            length: Int64(bytes.count),
            to: session,
            progress: { sent in heard.withLock { $0.append(sent) } },
            unchanged: {}
        )
        let all = heard.withLock(\.self)
        #expect(all == all.sorted())
        #expect(all.first == 0)
        #expect(all.last == Int64(bytes.count))
        #expect(all.contains(8 << 20))
    }

    @Test func cancellingEndsTheWait() async throws {
        let client = StandIn { _, _ in HTTPResponse(status: 503) }
        let file = try ScratchFile([1, 2, 3])
        let task = Task {
            try await ResumableUpload(client: client, clock: ContinuousClock(), seed: 1).send(
                file: file.descriptor,
                length: 3,
                to: session,
                progress: { _ in },
                unchanged: {}
            )
        }
        task.cancel()
        await #expect(throws: UploadError.cancelled) { try await task.value }
    }
}
