import Testing

@testable import Highlights

@Suite struct PrefixCountsTests {
    @Test(arguments: 0..<20) func sumsAreThoseOfPlainCounts(seed: Int) {
        var random = SeededGenerator(seed: seed)
        let count = Int.random(in: 1...70, using: &random)
        var counts = PrefixCounts(count: count)
        var plain = [Int](repeating: 0, count: count)
        for _ in 0..<200 {
            let place = Int.random(in: 0..<count, using: &random)
            let step = Int.random(in: -2...3, using: &random)
            counts.add(step, at: place)
            plain[place] += step
            let end = Int.random(in: 0...count, using: &random)
            #expect(counts.sum(before: end) == plain[..<end].reduce(0, +))
        }
    }
}
