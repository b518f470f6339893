import Daemon
import FoundationEssentials
import HTTPTypes
import Manifest
import StateFiles

extension Desk {
    /// How the desk is doing, for Prometheus.
    func metrics() async throws -> Answer {
        guard plan.hasMetrics else { throw Problem.notFound("there are no metrics; start the desk with --metrics") }
        let rows = try await table.all()
        let byStatus = Dictionary(grouping: rows, by: \.status).sorted { $0.key.rawValue < $1.key.rawValue }
            .map { MetricSample(Double($0.value.count), labels: ["status": $0.key.rawValue]) }
        let text = try MetricsText.format([
            counts.family,
            MetricFamily("smartclip_desk_videos", help: "Videos in the outbox, by their status.", .gauge(byStatus)),
            .gauge("smartclip_desk_listeners", help: "Open streams of events.", Double(events.listeners)),
            .gauge(
                "smartclip_desk_orders",
                help: "Videos that wait for the desk's own work or are worked on.",
                Double(await work.count)
            ),
        ])
        return Answer(.ok, Array(text.utf8), type: "text/plain; version=0.0.4; charset=utf-8")
    }
}
