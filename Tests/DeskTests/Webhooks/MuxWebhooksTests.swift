import Crypto
import FoundationEssentials
import HTTPTypes
import Outbox
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import Desk

@Suite struct MuxWebhooksTests {
    private static let now = 1_800_000_000

    private static func code(_ body: [UInt8], secret: String, time: Int) -> String {
        let key = SymmetricKey(data: Array(secret.utf8))
        return Digest.hex(HMAC<SHA256>.authenticationCode(for: Array("\(time).".utf8) + body, using: key))
    }

    private func with(_ body: (Outbox, MuxWebhooks) async throws -> Void) async throws {
        try await ScratchFolder.with { scratch in
            let outbox = try Outbox(writing: scratch.path.appending("out"))
            try await body(outbox, MuxWebhooks(outbox, secrets: ["s"]))
        }
    }

    private func take(_ webhooks: MuxWebhooks, _ id: String, _ type: String, at time: Int = now) async throws
        -> MuxWebhooks.Outcome
    {
        let body = Array(#"{"id":"\#(id)","type":"\#(type)","data":{}}"#.utf8)
        let field = "t=\(time),v1=\(Self.code(body, secret: "s", time: time))"
        return try await webhooks.take(body, signature: field, now: Self.now)
    }

    @Test func eachCountsOnceAlsoAfterARestart() async throws {
        try await with { outbox, webhooks in
            var outcomes = [try await take(webhooks, "e1", "video.asset.ready")]
            outcomes.append(try await take(webhooks, "e1", "video.asset.ready"))
            // Sent again with a fresh signature, by a process that was started since.
            let again = MuxWebhooks(outbox, secrets: ["s"])
            outcomes.append(try await take(again, "e1", "video.asset.ready", at: Self.now - 10))
            outcomes.append(try await take(again, "e2", "video.asset.track.ready"))
            #expect(outcomes == [.taken(woken: 0), .known, .known, .taken(woken: 0)])
        }
    }

    /// Of a body that is signed with a secret, what a field with its code is worth.
    private func status(
        secret: String = "s",
        change: ([UInt8]) -> [UInt8] = { $0 },
        of field: (String) -> String
    ) async throws -> Int {
        try await ScratchFolder.with { scratch in
            let outbox = try Outbox(writing: scratch.path.appending("out"))
            let body = Array(#"{"id":"e1","type":"video.asset.ready"}"#.utf8)
            let field = field(Self.code(body, secret: secret, time: Self.now))
            do {
                _ = try await MuxWebhooks(outbox, secrets: ["s", "new"]).take(
                    change(body),
                    signature: field,
                    now: Self.now
                )
                return 200
            } catch let problem as Problem {
                return problem.status.code
            }
        }
    }

    @Test func theSignatureLetsIn() async throws {
        #expect(try await status { "t=\(Self.now),v1=\($0)" } == 200)
        // While one secret takes the place of another both count, and so does either of two codes.
        #expect(try await status(secret: "new") { "t=\(Self.now),v1=\($0)" } == 200)
        #expect(try await status { "t=\(Self.now),v1=\(String(repeating: "0", count: 64)),v1=\($0)" } == 200)
        #expect(try await status { "t=\(Self.now),v1=\($0.uppercased())" } == 200)
    }

    @Test func nothingElseDoes() async throws {
        #expect(try await status(secret: "other") { "t=\(Self.now),v1=\($0)" } == 400)
        #expect(try await status(change: { $0 + [10] }) { "t=\(Self.now),v1=\($0)" } == 400)
        #expect(try await status(change: { $0.map { $0 == 49 ? 50 : $0 } }) { "t=\(Self.now),v1=\($0)" } == 400)
        #expect(try await status { "t=\(Self.now - 1),v1=\($0)" } == 400)
        for field in ["", "t=\(Self.now)", "v1=00", "t=\(Self.now),v1=", "t=\(Self.now),v1=zz", "nonsense"] {
            #expect(try await status { _ in field } == 400, "\(field)")
        }
    }

    @Test func whatWasSignedLongAgoIsRefused() async throws {
        try await with { _, webhooks in
            let outcome = try await take(webhooks, "e1", "video.asset.ready", at: Self.now - 300)
            #expect(outcome == .taken(woken: 0))
            let problem = await #expect(throws: Problem.self) {
                try await take(webhooks, "e2", "video.asset.ready", at: Self.now - 301)
            }
            #expect(problem?.status.code == 400 && problem?.detail.contains("too long ago") == true)
        }
    }

    @Test(arguments: ["video.live_stream.idle", "video.asset.updated", "robots.job.done", "something.new"])
    func unknownOnesAreLeftAlone(_ type: String) async throws {
        try await with { _, webhooks in
            let outcome = try await take(webhooks, "e1", type)
            #expect(outcome == .leftAlone)
        }
    }

    @Test func withoutASecretNoneIsTaken() async throws {
        try await with { outbox, _ in
            let problem = await #expect(throws: Problem.self) {
                try await take(MuxWebhooks(outbox, secrets: []), "e1", "video.asset.ready")
            }
            #expect(problem?.status.code == 409)
        }
    }

    @Test(arguments: [
        "{}", "[]", "no json", #"{"id":"","type":"x"}"#, #"{"id":"a b","type":"x"}"#, #"{"id":"a\nb","type":"x"}"#,
    ])
    func aBodyOfNothingIsRefused(_ text: String) async throws {
        try await with { _, webhooks in
            let body = Array(text.utf8)
            let field = "t=\(Self.now),v1=\(Self.code(body, secret: "s", time: Self.now))"
            let problem = await #expect(throws: Problem.self) {
                try await webhooks.take(body, signature: field, now: Self.now)
            }
            #expect(problem?.status.code == 400)
        }
    }

    @Test func whatIsOlderThanADayIsForgotten() async throws {
        try await ScratchFolder.with { scratch in
            let outbox = try Outbox(writing: scratch.path.appending("out"))
            var seen = try SeenEvents(outbox, now: 1000)
            #expect(try seen.isNew("a", now: 1000))
            #expect(try !seen.isNew("a", now: 1000 + SeenEvents.day - 1))
            #expect(try seen.isNew("a", now: 1000 + SeenEvents.day))
            var read = try SeenEvents(outbox, now: 1000 + 3 * SeenEvents.day)
            #expect(try read.isNew("a", now: 1000 + 3 * SeenEvents.day))
        }
    }
}
