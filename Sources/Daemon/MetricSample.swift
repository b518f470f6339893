/// A value of a metric.
public struct MetricSample: Sendable, Equatable {
    /// What tells it from the metric's other values: `["stage": "clip"]`. A label has few values: no names of files.
    public let labels: [String: String]
    /// The value; of a counter zero or more.
    public let value: Double

    /// Gives a value.
    public init(_ value: Double, labels: [String: String] = [:]) {
        self.labels = labels
        self.value = value
    }
}
