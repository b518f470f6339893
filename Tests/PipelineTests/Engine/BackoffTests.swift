import Manifest
import Testing

@testable import Pipeline

@Suite struct BackoffTests {
    @Test func delaysDoubleUpToTheLimit() {
        let delays = (1..<Backoff.limit).compactMap { Backoff.delay($0, jitter: 0) }
        #expect(delays == [60, 120, 240, 480, 960, 1920, 3840, 7680, 15360])
        #expect(Backoff.limit == 10)
        for tries in Backoff.limit...(Backoff.limit + 3) { #expect(Backoff.delay(tries, jitter: 0) == nil) }
    }

    @Test(arguments: 1..<Backoff.limit)
    func jitterIsAFifthAtMost(_ tries: Int) throws {
        let plain = try #require(Backoff.delay(tries, jitter: 0))
        #expect(try #require(Backoff.delay(tries, jitter: -1)) == 0.8 * plain)
        #expect(try #require(Backoff.delay(tries, jitter: 1)) == 1.2 * plain)
        // Whatever the dice say, the next delay is longer than this one.
        if let next = Backoff.delay(tries + 1, jitter: -1) { #expect(next > 1.2 * plain) }
    }

    @Test func failuresInARowAreCounted() {
        var record = StageRecord(stage: .clip, attempt: 4, startedAt: .now, fingerprint: "same")
        #expect(Backoff.count(after: nil, record) == 1)
        var previous = record
        #expect(Backoff.count(after: previous, record) == 1)
        record.failedTries = 3
        #expect(Backoff.count(after: previous, record) == 4)
        // Another input begins a new count.
        previous.fingerprint = "other"
        #expect(Backoff.count(after: previous, record) == 1)
    }
}
