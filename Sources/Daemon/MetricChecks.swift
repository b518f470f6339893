/// What the text format allows.
enum MetricChecks {
    /// Throws `badMetric` where a metric cannot be written.
    static func check(_ family: MetricFamily) throws(DaemonError) {
        guard isName(family.name, colons: true) else { throw bad(family, "that is no name of a metric") }
        switch family.values {
        case .counter(let samples):
            try check(family, samples.map(\.labels))
            guard samples.allSatisfy({ $0.value >= 0 }) else { throw bad(family, "a counter is never below zero") }
        case .gauge(let samples):
            try check(family, samples.map(\.labels))
        case .histogram(let histograms):
            try check(family, histograms.map(\.labels))
            for histogram in histograms {
                guard histogram.labels["le"] == nil else { throw bad(family, "the label le is a bucket's own") }
                guard histogram.bounds.allSatisfy(\.isFinite), isAscending(histogram.bounds) else {
                    throw bad(family, "the bounds of its buckets do not ascend")
                }
            }
        }
    }

    private static func check(_ family: MetricFamily, _ labels: [[String: String]]) throws(DaemonError) {
        for name in labels.flatMap(\.keys) where !isName(name, colons: false) || name.hasPrefix("__") {
            throw bad(family, "\(name) is no name of a label")
        }
        guard Set(labels).count == labels.count else { throw bad(family, "two of its values have the same labels") }
    }

    private static func bad(_ family: MetricFamily, _ problem: String) -> DaemonError {
        .badMetric(name: family.name, problem: problem)
    }

    private static func isAscending(_ bounds: [Double]) -> Bool {
        zip(bounds, bounds.dropFirst()).allSatisfy { $0 < $1 }
    }

    /// `[a-zA-Z_][a-zA-Z0-9_]*`, for metrics with `:` too.
    private static func isName(_ text: String, colons: Bool) -> Bool {
        guard let first = text.utf8.first, !(0x30...0x39).contains(first) else { return false }
        return text.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"): true
            case UInt8(ascii: ":"): colons
            default: false
            }
        }
    }
}
