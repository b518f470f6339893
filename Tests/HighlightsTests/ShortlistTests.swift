import Testing

@testable import Highlights

@Suite struct ShortlistTests {
    private let times = [(0.0, 30.0), (20.0, 50.0), (60.0, 90.0), (89.0, 120.0), (130.0, 160.0), (200.0, 230.0)]
        .map { (start: $0.0, end: $0.1) }

    @Test func takesTheBestThatDoNotOverlap() {
        var list = Shortlist(times: times, scores: [5, 4, 3, 2, 1, 0], floor: 1, wanted: 3)
        list.pick { _, _ in nil }
        #expect(list.chosen == [0, 2, 4])
        #expect(list.rejected.map(\.index) == [1, 3, 5])
        #expect(list.rejected.map(\.refusal) == [.overlap(0), .overlap(2), .weak])
        #expect(list.notes(lengths: "20–60 s").isEmpty)
    }

    @Test func saysWhyThereAreFewer() {
        var list = Shortlist(times: times, scores: [5, 4, 3, 2, 1, 0], floor: 1, wanted: 5)
        list.pick { index, chosen in index == 4 ? .echo(chosen[0]) : nil }
        #expect(list.chosen == [0, 2])
        #expect(
            list.notes(lengths: "20–60 s") == [
                "2 moments where 5 were wanted: of the other spans of 20–60 s, 2 overlap a better one, "
                    + "1 is too weak, 1 says the same as a chosen one."
            ]
        )
    }

    @Test func equalScoresGoByTime() {
        var list = Shortlist(times: times, scores: [1, 1, 1, 1, 1, 1], floor: 0, wanted: 2)
        list.pick { _, _ in nil }
        #expect(list.chosen == [0, 2])
    }
}
