import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import Daemon

@Suite struct MetricsTests {
    @Test func theTextIsTheFormats() throws {
        var quick = MetricHistogram(bounds: [0.5, 1, 2.5], labels: ["stage": "clip"])
        for seconds in [0.25, 0.5, 0.75, 2, 4] { quick.observe(seconds) }
        let text = try MetricsText.format([
            .counter("videos_total", help: "Videos taken.", 3),
            MetricFamily(
                "stages",
                help: "Stages at work,\nby \\ name \"of\" stage.",
                .gauge([
                    MetricSample(1, labels: ["stage": "up\"load\\\n", "host": "local"]),
                    MetricSample(0.5, labels: ["stage": "ä", "host": ""]),
                    MetricSample(-.infinity),
                ])
            ),
            MetricFamily("stage_seconds", help: "How long a stage took.", .histogram([quick])),
        ])
        #expect(
            text == #"""
                # HELP videos_total Videos taken.
                # TYPE videos_total counter
                videos_total 3
                # HELP stages Stages at work,\nby \\ name "of" stage.
                # TYPE stages gauge
                stages{host="local",stage="up\"load\\\n"} 1
                stages{host="",stage="ä"} 0.5
                stages -Inf
                # HELP stage_seconds How long a stage took.
                # TYPE stage_seconds histogram
                stage_seconds_bucket{stage="clip",le="0.5"} 2
                stage_seconds_bucket{stage="clip",le="1"} 3
                stage_seconds_bucket{stage="clip",le="2.5"} 4
                stage_seconds_bucket{stage="clip",le="+Inf"} 5
                stage_seconds_sum{stage="clip"} 7.5
                stage_seconds_count{stage="clip"} 5

                """#
        )
        #expect(try MetricsText.format([]) == "")
    }

    @Test(arguments: [
        (0, "0"), (-0.0, "0"), (1, "1"), (1_763_812_345, "1763812345"), (0.1, "0.1"), (-2.5, "-2.5"), (1e300, "1e+300"),
        (1e-7, "1e-07"), (.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"),
        (9_007_199_254_740_992, "9007199254740992"),
    ])
    func numbersAreGos(_ value: Double, _ text: String) {
        #expect(MetricsText.number(value) == text)
    }

    @Test(arguments: [
        [MetricFamily.gauge("", help: "", 1)],
        [.gauge("9lives", help: "", 1)],
        [.gauge("a-b", help: "", 1)],
        [.gauge("größe", help: "", 1)],
        [.gauge("a", help: "", 1), .counter("a", help: "", 1)],
        [MetricFamily("a", help: "", .histogram([])), .counter("a_sum", help: "", 1)],
        [.counter("a", help: "", -1)],
        [.counter("a", help: "", .nan)],
        [MetricFamily("a", help: "", .gauge([MetricSample(1), MetricSample(2)]))],
        [MetricFamily("a", help: "", .gauge([MetricSample(1, labels: ["": "x"])]))],
        [MetricFamily("a", help: "", .gauge([MetricSample(1, labels: ["b:c": "x"])]))],
        [MetricFamily("a", help: "", .gauge([MetricSample(1, labels: ["__b": "x"])]))],
        [MetricFamily("a", help: "", .histogram([MetricHistogram(bounds: [1], labels: ["le": "x"])]))],
        [MetricFamily("a", help: "", .histogram([MetricHistogram(bounds: [2, 1])]))],
        [MetricFamily("a", help: "", .histogram([MetricHistogram(bounds: [1, 1])]))],
        [MetricFamily("a", help: "", .histogram([MetricHistogram(bounds: [1, .infinity])]))],
    ])
    func whatTheFormatForbidsIsRefused(_ families: [MetricFamily]) {
        #expect(throws: DaemonError.self) { try MetricsText.format(families) }
    }

    /// What is written is read back the same, whatever stands in labels and help.
    @Test(arguments: 0..<100)
    func whatIsWrittenIsReadBack(_ seed: UInt64) throws {
        var random = RandomNumbers(seed: seed)
        let families = (0..<Int.random(in: 1...5, using: &random)).map { Self.family($0, &random) }
        let read = try MetricsReader.read(try MetricsText.format(families))
        #expect(read.helps == Dictionary(uniqueKeysWithValues: families.map { ($0.name, $0.help) }))
        var expected: [MetricsReader.Series: Double] = [:]
        for family in families {
            switch family.values {
            case .counter(let samples), .gauge(let samples):
                for sample in samples { expected[.init(name: family.name, labels: sample.labels)] = sample.value }
            case .histogram(let histograms):
                for histogram in histograms {
                    for (index, bound) in (histogram.bounds + [.infinity]).enumerated() {
                        let labels = histogram.labels.merging(["le": MetricsText.number(bound)]) { $1 }
                        let below = histogram.counts[...index].reduce(0, +)
                        expected[.init(name: family.name + "_bucket", labels: labels)] = Double(below)
                    }
                    expected[.init(name: family.name + "_sum", labels: histogram.labels)] = histogram.sum
                    let count = Double(histogram.counts.reduce(0, +))
                    expected[.init(name: family.name + "_count", labels: histogram.labels)] = count
                }
            }
        }
        #expect(read.values == expected)
    }

    private static func family(_ number: Int, _ random: inout RandomNumbers) -> MetricFamily {
        let labels = (0..<3).map { ["n": "\($0)", "text": HostileText.make(&random)] }
        let values: MetricFamily.Values
        switch Int.random(in: 0..<3, using: &random) {
        case 0: values = .counter(labels.map { MetricSample(Double.random(in: 0...1e12, using: &random), labels: $0) })
        case 1: values = .gauge(labels.map { MetricSample(Double.random(in: -1...1, using: &random), labels: $0) })
        default:
            values = .histogram(
                labels.map { labels in
                    var histogram = MetricHistogram(bounds: [0.125, 1, 8], labels: labels)
                    for _ in 0..<20 { histogram.observe(Double.random(in: 0...10, using: &random)) }
                    return histogram
                }
            )
        }
        return MetricFamily("family_\(number)", help: HostileText.make(&random), values)
    }

    @Test func theFileIsReplacedAndNothingElseStays() async throws {
        try await ScratchFolder.with { scratch in
            let path = scratch.path.appending("smartclip.prom")
            try MetricsFile.write("first 1\n", to: path)
            try MetricsFile.write("second 2\n", to: path)
            #expect(try Files.read(path) == Array("second 2\n".utf8))
            #expect(try Files.list(scratch.path) == ["smartclip.prom"])
        }
    }

    @Test func aFileThatCannotBeWrittenIsReported() {
        let failure = #expect(throws: DaemonError.self) {
            try MetricsFile.write("", to: "/nonexistent/smartclip.prom")
        }
        #expect(
            failure == .metricsNotWritten(FileError("write", "/nonexistent/smartclip.prom", .noSuchFileOrDirectory))
        )
    }
}
