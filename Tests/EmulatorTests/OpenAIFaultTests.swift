import EmulatorKit
import OpenAIEmulator
import Testing

/// Faults happen as asked, on the socket, and are counted.
@Suite(.timeLimit(.minutes(2)))
struct OpenAIFaultTests {
    /// What a chat comes to, and how it is counted.
    @Test(
        arguments: [
            (.resetBefore, -56, "failed"), (.resetAfter, -56, "lost"), (.cut, -18, "lost"), (.wrongLength, -18, "lost"),
            (.slow, 200, "answered"), (.rateLimit, 429, "failed"), (.quota, 429, "failed"),
            (.unauthorized, 401, "failed"), (.internalError, 500, "failed"), (.overloaded, 503, "failed"),
            (.html, 200, "failed"), (.length, 200, "answered"), (.contentFilter, 200, "answered"),
            (.refusal, 200, "answered"), (.badJSON, 200, "answered"), (.noUsage, 200, "answered"),
        ] as [(ServiceFault, Int, String)]
    )
    func doesTheWorkOrNot(fault: ServiceFault, status: Int, count: String) async throws {
        try await OpenAIService.with({ $0.slow = 0.1 }) { service in
            try await service.meet(fault.rawValue)
            let met = try await service.outcome(Asked.choose())
            #expect(met == status)
            let stats = try await service.stats
            #expect(stats["received"] == 1)
            for name in ["answered", "lost", "failed"] {
                #expect(stats[name]?.integer == (name == count ? 1 : 0), "\(name)")
            }
            #expect((stats["completion_tokens"]?.integer ?? 0 > 0) == (count != "failed"))
            #expect(stats["faults"]?[fault.rawValue] == 1)
            let next = try await service.chat(Asked.choose())
            #expect(next.status == 200)
            let request = try #require(try await service.stats["requests"]?.items?.first)
            #expect(request["received"] == 2)
            #expect(request["digest"]?.text?.count == 64)
        }
    }

    @Test(arguments: ServiceDialect.allCases)
    func whatAModelSaysWrong(dialect: ServiceDialect) async throws {
        try await OpenAIService.with({ $0.dialect = dialect }) { service in
            let whole = try #require(try await service.chat(Asked.choose()).content)
            try await service.meet("length", "content-filter", "refusal", "bad-json", "no-usage", "html")
            let cut = try await service.chat(Asked.choose())
            #expect(try cut.finish == "length")
            #expect(try whole.hasPrefix(cut.content ?? "-"))
            let filtered = try await service.chat(Asked.choose())
            #expect(try filtered.finish == "content_filter")
            let refused = try await service.chat(Asked.choose())
            #expect(try (refused.said?["refusal"]?.text != nil) == (dialect == .openai))
            #expect(try (refused.content != nil) == (dialect != .openai))
            let bad = try #require(try await service.chat(Asked.choose()).content)
            #expect(throws: (any Error).self) { try JSON(bytes: Array(bad.utf8)) }
            let uncounted = try await service.chat(Asked.choose())
            #expect(try uncounted.json["usage"] == nil)
            let page = try await service.chat(Asked.choose())
            #expect(page.headers["content-type"] == "text/html")
        }
    }

    @Test func aRateLimitSaysWhenToComeBackInOneOfThreeWays() async throws {
        try await OpenAIService.with({ ($0.faults, $0.retryAfter) = ([.rateLimit: 1], 0.25) }) { service in
            var ways: Set<String> = []
            for number in 0..<30 {
                let reply = try await service.chat(Asked.text("Question \(number)."))
                #expect(reply.status == 429)
                #expect(try reply.json["error"]?["code"] == "rate_limit_exceeded")
                if reply.headers["retry-after-ms"] == "250" {
                    ways.insert("ms")
                } else if reply.headers["retry-after"] == "1" {
                    ways.insert("seconds")
                } else if reply.headers["x-ratelimit-reset-requests"] == "250ms" {
                    #expect(reply.headers["x-ratelimit-remaining-requests"] == "0")
                    ways.insert("reset")
                }
            }
            #expect(ways.count == 3)
            try await service.meet("quota", "503")
            let quota = try await service.chat(Asked.text("Hello."))
            #expect(try quota.json["error"]?["code"] == "insufficient_quota")
            let overloaded = try await service.chat(Asked.text("Hello."))
            #expect(try overloaded.json["error"]?["code"] == "server_is_overloaded")
        }
    }

    @Test func theSameSeedFailsTheSameRequestsInAnyOrder() async throws {
        func fates(_ seed: UInt64, _ order: [Int]) async throws -> [Int: Int] {
            let rates: [ServiceFault: Double] = [.internalError: 0.3, .resetBefore: 0.2]
            return try await OpenAIService.with({ ($0.seed, $0.faults) = (seed, rates) }) { service in
                var fates: [Int: Int] = [:]
                for number in order { fates[number] = try await service.outcome(Asked.text("Question \(number).")) }
                return fates
            }
        }
        let first = try await fates(7, Array(0..<40))
        let second = try await fates(7, Array((0..<40).reversed()))
        let third = try await fates(8, Array(0..<40))
        #expect(first == second)
        #expect(first != third)
        #expect((8...32).contains(first.values.count { $0 != 200 }))
        #expect(Set(first.values) == [200, 500, -56])
    }

    @Test func faultsInARowEnd() async throws {
        try await OpenAIService.with({ ($0.faults, $0.atMost) = ([.internalError: 1], 2) }) { service in
            for text in ["One.", "Two."] {
                var met: [Int] = []
                for _ in 0..<6 { met.append(try await service.outcome(Asked.text(text))) }
                #expect(met == [500, 500, 200, 500, 500, 200])
            }
        }
    }

    @Test func whatIsOddIsRefused() async throws {
        try await OpenAIService.with { service in
            let unknown = try await service.post("/_emulator/faults", ["next": ["flood"]])
            #expect(unknown.status == 400)
            let empty = try await service.chat(["model": "m", "messages": []])
            #expect(empty.status == 400)
            let none = try await service.get("/v1/nothing")
            #expect(none.status == 404)
            let log = try await service.get("/_emulator/log").json.items ?? []
            #expect(log.compactMap { $0["status"]?.integer } == [400, 404])
        }
        await #expect(throws: EmulatorError.self) {
            try await OpenAIService.with({ $0.faults = [.cut: 0.6, .html: 0.6] }) { _ in }
        }
    }
}
