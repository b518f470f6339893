import Testing

@testable import Manifest

@Suite struct ChapterTests {
    @Test("Chapters ascend and none lies over another")
    func doNotOverlap() {
        let manifest = ExportSample.manifest(
            spans: [(50, 80), (10, 60), (10.0001, 20), (55, 58)],
            titles: ["c", "a", "same start", "inside"]
        )
        let chapters = manifest.chapters()
        #expect(chapters.map(\.title) == ["a", "c", "inside"])
        #expect(chapters.map(\.start.count) == [10_000, 50_000, 55_000])
        #expect(chapters.map(\.end.count) == [50_000, 55_000, 58_000])
    }

    @Test("Random moments make chapters that ascend")
    func ascend() {
        var generator = SplitMix64(state: 3)
        for _ in 0..<300 {
            let spans = (0..<Int.random(in: 1...12, using: &generator)).map { _ in
                let start = Double(Int.random(in: 0...60, using: &generator)) / 2
                return (start, start + Double.random(in: 0.0001...20, using: &generator))
            }
            let chapters = ExportSample.manifest(spans: spans, titles: spans.map { _ in "t" }).chapters()
            #expect(chapters.allSatisfy { $0.start < $0.end })
            #expect(zip(chapters, chapters.dropFirst()).allSatisfy { $0.end <= $1.start })
            #expect(Set(chapters.map(\.start.count)) == Set(spans.map { Milliseconds(seconds: $0.0).count }))
        }
    }

    @Test(
        "YouTube's lines begin at 00:00 and are 10 s or more apart",
        arguments: [
            // The first moment takes what little lies before it.
            ([(4, 20), (30, 50), (60, 80)], 100, "00:00 a\n00:30 b\n01:00 c\n"),
            ([(0, 20), (30, 50), (60, 80)], 100, "00:00 a\n00:30 b\n01:00 c\n"),
            // One that begins too soon, or too near the end, is left out.
            ([(20, 25), (29, 50), (60, 80), (95, 99)], 100, "00:00 Intro\n00:20 a\n01:00 c\n"),
            ([(20, 25), (30, 50)], 40, "00:00 Intro\n00:20 a\n00:30 b\n"),
            (
                [(3599, 3620), (3661.9, 3700), (36_000, 36_030)], 40_000,
                "00:00 Intro\n59:59 a\n1:01:01 b\n10:00:00 c\n"
            ),
        ] as [([(Double, Double)], Double, String)]
    )
    func followsYouTube(_ spans: [(Double, Double)], _ duration: Double, _ text: String) throws {
        let manifest = ExportSample.manifest(duration: duration, spans: spans, titles: ["a", "b", "c", "d"])
        #expect(try manifest.export(.youtube) == text)
    }

    @Test("Where YouTube's rules cannot be met, the error says how many chapters there are")
    func refusesTooFew() {
        #expect(throws: ExportError.tooFewChapters(2)) {
            try ExportSample.manifest(spans: [(20, 40)], titles: ["a"]).export(.youtube)
        }
        #expect(throws: ExportError.tooFewChapters(2)) {
            try ExportSample.manifest(duration: 40, spans: [(5, 9), (20, 25), (31, 39)]).export(.youtube)
        }
        #expect(ExportError.tooFewChapters(2).description.contains("make 2"))
    }

    @Test("Milliseconds as texts")
    func writesTimes() {
        #expect(Milliseconds(seconds: 3723.0049).clock == "01:02:03.005")
        #expect(Milliseconds(seconds: 360_000).clock == "100:00:00.000")
        #expect(Milliseconds(seconds: 0.05).decimal == "0.05")
        #expect(Milliseconds(seconds: 12.3454).decimal == "12.345")
        #expect(Milliseconds(seconds: 7).decimal == "7")
    }
}
