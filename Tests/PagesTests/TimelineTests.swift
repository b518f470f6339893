import Testing

@testable import Pages

@Suite("Timeline")
struct TimelineTests {
    @Test("Blocks lie where their times are, in per cent")
    func blocks() throws {
        let timeline = try #require(Timeline(duration: 200, spans: [100...120, nil, 10...30], scoreCurve: []))
        #expect(timeline.blocks.map(\.index) == [2, 0])
        #expect(timeline.blocks.map(\.start) == [5, 50])
        #expect(timeline.blocks.map(\.width) == [10, 10])
        #expect(timeline.blocks.map(\.label) == [10, 55])
    }

    @Test("Numbers keep apart, in order and inside, wherever the clips lie")
    func labels() throws {
        var random = Random(seed: 3)
        for count in 0..<60 {
            let spans = (0..<count).map { _ in
                let start = Double.random(in: -10...1010, using: &random)
                return start...(start + 20)
            }
            let labels = try #require(Timeline(duration: 1000, spans: spans, scoreCurve: [])).blocks.map(\.label)
            let gap = min(Timeline.labelGap, 100 / Double(max(count, 1)))
            #expect(zip(labels, labels.dropFirst()).allSatisfy { $1 - $0 > gap - 1e-6 })
            #expect(labels.allSatisfy { (gap / 2 - 1e-6...100 - gap / 2 + 1e-6).contains($0) })
        }
    }

    @Test(
        "Marks are round times and few",
        arguments: [
            (7.0, "0:00 0:01 0:02 0:03 0:04 0:05 0:06"), (611, "0:00 2:00 4:00 6:00 8:00"),
            (4217, "0:00 15:00 30:00 45:00 1:00:00"), (14_400, "0:00 1:00:00 2:00:00 3:00:00"), (0.5, "0:00"),
            (1e9, "0:00"),
        ]
    )
    func ticks(duration: Double, texts: String) throws {
        let timeline = try #require(Timeline(duration: duration, spans: [], scoreCurve: []))
        #expect(timeline.ticks.map(\.text).joined(separator: " ") == texts)
        #expect(timeline.ticks.allSatisfy { (0..<100).contains($0.position) })
    }

    @Test("There is none without a length", arguments: [0, -1, .nan, .infinity])
    func noLength(duration: Double) {
        #expect(Timeline(duration: duration, spans: [], scoreCurve: [1]) == nil)
    }

    @Test("A long curve keeps its peaks in few points; odd values are kept in bounds")
    func curve() throws {
        var long = Array(repeating: 0.2, count: 100_003)
        long[77_777] = 0.9
        let timeline = try #require(Timeline(duration: 1, spans: [], scoreCurve: long))
        #expect(timeline.curve.count == Timeline.largestCurve)
        #expect(timeline.curve.max() == 0.9)
        let odd = try #require(Timeline(duration: 1, spans: [], scoreCurve: [-1, 2, .nan, 0.5]))
        #expect(odd.curve == [0, 1, 0, 0.5])
    }
}
