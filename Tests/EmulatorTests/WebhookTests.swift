import Crypto
import EmulatorKit
import FoundationEssentials
import NIOHTTP1
import Synchronization
import SystemPackage
import Testing

/// Events arrive, signed, until they are taken.
@Suite(.timeLimit(.minutes(2)))
struct WebhookTests {
    private struct Event: Sendable {
        var signature: String
        var body: [UInt8]
        var json: JSON { get throws { try JSON(bytes: body) } }
    }

    /// What came so far.
    private final class Receiver: Sendable {
        private let state = Mutex((hasRefused: false, events: [Event]()))

        var events: [Event] { state.withLock { $0.events } }

        func isFirst() -> Bool {
            state.withLock { state in
                defer { state.hasRefused = true }
                return !state.hasRefused
            }
        }

        func add(_ event: Event) -> [Event] {
            state.withLock { state in
                state.events.append(event)
                return state.events
            }
        }
    }

    /// A receiver that refuses its first event once, and the types it saw in the end.
    private func events(
        _ arguments: [String],
        enough isEnough: @escaping @Sendable ([Event]) -> Bool,
        _ body: @escaping @Sendable (EmulatorProcess) async throws -> Void
    ) async throws -> [Event] {
        let (arrivals, arrived) = AsyncStream<Event>.makeStream()
        let receiver = Receiver()
        let server = try await HTTPServer(port: 0)
        let port = server.port
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await server.run { request, body in
                    let event = Event(signature: request.header("mux-signature") ?? "", body: try await body.collect())
                    arrived.yield(event)
                    return .answer(Response(status: receiver.isFirst() ? 500 : 200))
                }
            }
            defer { group.cancelAll() }
            let given = arguments + ["--webhook", "http://127.0.0.1:\(port)/hook", "--webhook-gap", "0.1"]
            try await EmulatorProcess.with(given) { emulator in
                try await body(emulator)
                for await event in arrivals {
                    if isEnough(receiver.add(event)) { break }
                }
            }
            return receiver.events
        }
    }

    @Test func areSignedAndComeAgain() async throws {
        let events = try await events([], enough: { $0.count >= 4 }) { emulator in
            let upload = try await emulator.client.newUpload()
            _ = try await emulator.client.put(upload.url, [1])
        }
        let key = SymmetricKey(data: Data(EmulatorClient.webhookSecret.utf8))
        var ids: [String] = []
        for event in events {
            let parts = event.signature.split(separator: ",").map { $0.split(separator: "=") }
            let time = try #require(parts.first { $0.first == "t" }?.last)
            let given = try #require(parts.first { $0.first == "v1" }?.last)
            let mac = HMAC<SHA256>.authenticationCode(for: Data("\(time).".utf8) + Data(event.body), using: key)
            #expect(Hex.string(mac) == given)
            #expect((Int(time) ?? 0) > 1_700_000_000)
            let json = try event.json
            ids.append(try #require(json["id"]?.text))
            #expect(json["environment"]?["name"] == "Development")
            #expect(json["created_at"]?.text?.count == 27)
        }
        // The one that was refused came again under the same id.
        #expect(Set(ids).count < ids.count)
        let types = try events.map { try $0.json["type"]?.text }
        #expect(types.contains("video.upload.created"))
        let made = try #require(try events.map { try $0.json }.first { $0["type"] == "video.asset.created" })
        #expect(made["data"]?["created_at"]?.integer != nil)
        #expect(made["object"] == ["type": "asset", "id": .string(made["data"]?.id ?? "")])
    }

    @Test func tellSizesAsNumbersAndWhyATrackFailed() async throws {
        let enough: @Sendable ([Event]) -> Bool = { events in
            let types = Set(events.compactMap { try? $0.json["type"]?.text })
            return types.isSuperset(of: ["video.asset.static_rendition.ready", "video.asset.track.errored"])
        }
        let events = try await events([], enough: enough) { emulator in
            let video = emulator.folder.appending("video.mp4")
            try await TestVideo.make(video, seconds: 1, sound: "anullsrc")
            _ = try await emulator.client.ingest(
                video,
                [
                    "static_renditions": [["resolution": "highest"]],
                    "inputs": [["generated_subtitles": [["language_code": "en"]]]],
                ]
            )
        }
        func data(_ type: String) throws -> JSON? {
            try events.map { try $0.json }.last { $0["type"]?.text == "video.asset.\(type)" }?["data"]
        }
        #expect(try data("static_rendition.ready")?["filesize"]?.integer ?? 0 > 1000)
        #expect(try data("track.errored")?["error"]?["messages"]?.items?.isEmpty == false)
    }

    @Test func comeTwiceWhereAFaultWantsIt() async throws {
        let faults = ["--faults", "1", "--fault-kinds", "duplicate-webhook"]
        let events = try await events(faults, enough: { $0.count >= 3 }) { emulator in
            _ = try await emulator.client.newUpload()
        }
        let ids = try events.map { try $0.json["id"]?.text }
        #expect(Set(ids).count == 1)
    }
}
