import Testing

@testable import Desk

@Suite struct FailedTokensTests {
    @Test func theWaitPasses() throws {
        let failures = FailedTokens()
        let now = ContinuousClock.now
        for _ in 0..<Int(FailedTokens.burst) { failures.failed("a", at: now) }
        let wait = try #require(failures.wait(for: "a", at: now))
        #expect(wait == Int(FailedTokens.pause))
        #expect(failures.wait(for: "a", at: now + .seconds(wait)) == nil)
        failures.failed("a", at: now + .seconds(wait))
        #expect(failures.wait(for: "a", at: now + .seconds(wait)) != nil)
        #expect(failures.wait(for: "a", at: now + .seconds(3600)) == nil)
    }

    @Test func aFewAreNothing() {
        let failures = FailedTokens()
        let now = ContinuousClock.now
        for _ in 0..<Int(FailedTokens.burst) - 1 { failures.failed("a", at: now) }
        #expect(failures.wait(for: "a", at: now) == nil)
    }

    /// Who comes from many addresses fills no memory and clears nobody's count but the oldest.
    @Test func manyAddressesDoNotClearTheCount() {
        let failures = FailedTokens()
        let now = ContinuousClock.now
        for number in 0..<2000 { failures.failed("x\(number)", at: now) }
        for _ in 0..<Int(FailedTokens.burst) { failures.failed("a", at: now + .seconds(1)) }
        for number in 0..<900 { failures.failed("y\(number)", at: now + .seconds(1)) }
        #expect(failures.wait(for: "a", at: now + .seconds(1)) != nil)
    }
}
