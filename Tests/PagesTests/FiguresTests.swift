import Testing

@testable import Pages

@Suite("Figures")
struct FiguresTests {
    @Test(
        "Decimals are rounded and signed",
        arguments: [
            (0.825, 2, "0.83"), (-14.06, 1, "\u{2212}14.1"), (-0.04, 1, "0.0"), (1140.0, 0, "1,140"),
            (0.05, 3, "0.050"),
            (.nan, 1, "–"), (-.infinity, 1, "–"), (29.97, 2, "29.97"),
        ]
    )
    func decimal(value: Double, places: Int, text: String) {
        #expect(Figures.decimal(value, places: places) == text)
    }

    @Test(
        "Coordinates are short and in bounds",
        arguments: [
            (12.5, "12.5"), (0.0, "0"), (33.33333, "33.333"), (-0.25, "-0.25"), (.nan, "0"), (1e99, "1000000"),
            (100.0, "100"),
        ]
    )
    func coordinate(value: Double, text: String) {
        #expect(Figures.coordinate(value) == text)
    }

    @Test(
        "No value stops the program",
        arguments: [1e300, -1e300, .infinity, -.infinity, .nan, .leastNonzeroMagnitude]
    )
    func extremes(value: Double) {
        #expect(!Figures.percent(value).isEmpty && !Figures.decimal(value, places: 3).isEmpty)
    }

    @Test(
        "Sizes and counts",
        arguments: [
            (0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1000, "1.0 kB"), (999_499, "999 kB"),
            (999_500, "1.0 MB"),
            (1_243_000_000, "1.2 GB"), (34_000_000, "34 MB"), (Int.max, "9223372.0 TB"), (-3, "0 bytes"),
        ]
    )
    func size(bytes: Int, text: String) {
        #expect(Figures.size(bytes) == text)
    }

    @Test(
        "Counts have their thousands set off",
        arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (-1_234_567, "\u{2212}1,234,567")]
    )
    func count(value: Int, text: String) {
        #expect(Figures.count(value) == text)
    }

    @Test("One is one thing")
    func plural() {
        #expect(Figures.count(1, "clip") == "1 clip")
        #expect(Figures.count(0, "clip") == "0 clips")
    }
}
