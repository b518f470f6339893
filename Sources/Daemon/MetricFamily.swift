/// A metric with all its values, as Prometheus knows it.
public struct MetricFamily: Sendable, Equatable {
    /// What a metric counts, and how.
    public enum Values: Sendable, Equatable {
        /// What only grows while the process lives.
        case counter([MetricSample])
        /// What goes up and down.
        case gauge([MetricSample])
        /// How what was measured is spread.
        case histogram([MetricHistogram])
    }

    /// Its name, in base units and with its unit: `smartclip_stage_seconds`. Of counters it ends in `_total`.
    public let name: String
    /// What it tells, in a sentence.
    public let help: String
    /// Its values; no two have the same labels.
    public let values: Values

    /// Names a metric. Names are checked when it is written.
    public init(_ name: String, help: String, _ values: Values) {
        self.name = name
        self.help = help
        self.values = values
    }

    /// A counter with one value.
    public static func counter(_ name: String, help: String, _ value: Double) -> MetricFamily {
        MetricFamily(name, help: help, .counter([MetricSample(value)]))
    }

    /// A gauge with one value.
    public static func gauge(_ name: String, help: String, _ value: Double) -> MetricFamily {
        MetricFamily(name, help: help, .gauge([MetricSample(value)]))
    }
}
