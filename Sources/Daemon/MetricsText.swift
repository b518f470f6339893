/// The Prometheus text exposition format, version 0.0.4, as node_exporter's textfile collector reads it.
///
/// <https://prometheus.io/docs/instrumenting/exposition_formats/>
public enum MetricsText {
    /// Writes metrics in the order given, the labels of each value in the order of their names.
    ///
    /// Throws `badMetric` where a name, a label or a value is one that the format does not allow: a fault of the
    /// program, not of its input.
    public static func format(_ families: [MetricFamily]) throws(DaemonError) -> String {
        var text = ""
        var names: Set<String> = []
        for family in families {
            for name in family.seriesNames where !names.insert(name).inserted {
                throw .badMetric(name: family.name, problem: "its name is taken")
            }
            try MetricChecks.check(family)
            text += "# HELP \(family.name) \(escaped(family.help, quotes: false))\n"
            text += "# TYPE \(family.name) \(family.kind)\n"
            switch family.values {
            case .counter(let samples), .gauge(let samples):
                for sample in samples { text += line(family.name, sample.labels, number(sample.value)) }
            case .histogram(let histograms):
                for histogram in histograms { text += lines(family.name, histogram) }
            }
        }
        return text
    }

    private static func lines(_ name: String, _ histogram: MetricHistogram) -> String {
        var text = ""
        var count = 0
        for (bound, more) in zip(histogram.bounds + [.infinity], histogram.counts) {
            count += more
            text += line("\(name)_bucket", histogram.labels, "\(count)", bound: number(bound))
        }
        text += line("\(name)_sum", histogram.labels, number(histogram.sum))
        text += line("\(name)_count", histogram.labels, "\(count)")
        return text
    }

    private static func line(_ name: String, _ labels: [String: String], _ value: String, bound: String? = nil)
        -> String
    {
        var pairs = labels.sorted { $0.key < $1.key }.map { "\($0.key)=\"\(escaped($0.value, quotes: true))\"" }
        if let bound { pairs.append("le=\"\(bound)\"") }
        return name + (pairs.isEmpty ? "" : "{\(pairs.joined(separator: ","))}") + " \(value)\n"
    }

    /// A number as Go reads it; a whole one without a fraction.
    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
        // Up to here every whole number has a Double of its own.
        if value.rounded() == value, abs(value) <= 9_007_199_254_740_992 { return "\(Int64(value))" }
        return "\(value)"
    }

    /// A backslash, a line feed and, between quotes, a quote are escaped. The rest stands as it is.
    private static func escaped(_ text: String, quotes: Bool) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\"" where quotes: result += "\\\""
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

extension MetricFamily {
    fileprivate var kind: String {
        switch values {
        case .counter: "counter"
        case .gauge: "gauge"
        case .histogram: "histogram"
        }
    }

    /// The names under which its values stand, its own among them.
    fileprivate var seriesNames: [String] {
        if case .histogram = values { return [name, "\(name)_bucket", "\(name)_sum", "\(name)_count"] }
        return [name]
    }
}
