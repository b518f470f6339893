import Daemon
import FoundationEssentials
import Manifest
import Pipeline
import Synchronization
import SystemPackage
import Watching

/// Counts what a watcher does, and writes it down for node_exporter.
///
/// No file name is a label: their number has no bound.
final class WatchMetrics: Sendable {
    private struct Counts {
        var done = 0
        var clips = 0
        var failed: [Failure.Class: Int] = [:]
        var stages: [StageName: MetricHistogram] = [:]
        var looks = MetricHistogram(bounds: [0.01, 0.1, 1, 10])
        var hookFailures = 0
        var standing: WatchStatus?
        var free = 0
    }

    private let counts = Mutex(Counts())
    private let path: FilePath
    private let began = Date()

    /// Metrics that are written to a path.
    init(to path: FilePath) {
        self.path = path
    }

    func count(_ event: WatchEvent) {
        counts.withLock { counts in
            switch event {
            case .work(.stageDone(_, let stage, let seconds)):
                let bounds = [0.1, 1, 10, 60, 600, 3600]
                var histogram =
                    counts.stages[stage] ?? MetricHistogram(bounds: bounds, labels: ["stage": stage.rawValue])
                histogram.observe(seconds)
                counts.stages[stage] = histogram
            case .work(.ended(let outcome)) where outcome.worked:
                if outcome.status == .ready { counts.done += 1 }
                if outcome.status != .error { counts.clips += outcome.clips }
                if let failure = outcome.failure { counts.failed[failure.class, default: 0] += 1 }
            case .looked(_, _, let seconds): counts.looks.observe(seconds)
            case .standing(let status): counts.standing = status
            default: break
            }
        }
    }

    func countHookFailure() { counts.withLock { $0.hookFailures += 1 } }

    /// Writes the file.
    func write(free: Int?) throws {
        let families = counts.withLock { counts in self.families(counts, free: free) }
        try MetricsFile.write(try MetricsText.format(families), to: path)
    }

    private func families(_ counts: Counts, free: Int?) -> [MetricFamily] {
        let standing = counts.standing?.counts ?? WatchStatus.Counts()
        let states: [(String, Int)] = [
            ("waiting", standing.waiting), ("queued", standing.queued), ("active", standing.active),
            ("ready", standing.ready), ("partial", standing.partial), ("failed", standing.failed),
        ]
        var families: [MetricFamily] = [
            MetricFamily(
                "smartclip_videos",
                help: "Videos in the inbox, by where they stand.",
                .gauge(states.map { MetricSample(Double($0.1), labels: ["state": $0.0]) })
            ),
            .counter(
                "smartclip_videos_ready_total",
                help: "Videos of which all clips were made since the start.",
                Double(counts.done)
            ),
            .counter("smartclip_clips_made_total", help: "Clips of them.", Double(counts.clips)),
            MetricFamily(
                "smartclip_failures_total",
                help: "Tries that failed since the start, by class.",
                .counter(
                    Failure.Class.allCases.map {
                        MetricSample(Double(counts.failed[$0] ?? 0), labels: ["class": $0.rawValue])
                    }
                )
            ),
            .counter("smartclip_hook_failures_total", help: "Hooks that failed.", Double(counts.hookFailures)),
            .gauge("smartclip_paused", help: "Whether work waits for room.", counts.standing?.paused == nil ? 0 : 1),
            .gauge(
                "smartclip_start_time_seconds",
                help: "When the watcher began, since 1970.",
                began.timeIntervalSince1970.rounded()
            ),
            .gauge(
                "smartclip_last_written_seconds",
                help: "When this was written, since 1970: how fresh the figures are.",
                Date().timeIntervalSince1970.rounded()
            ),
            MetricFamily("smartclip_look_seconds", help: "Looks at the whole inbox.", .histogram([counts.looks])),
        ]
        if let free {
            families.append(.gauge("smartclip_outbox_free_bytes", help: "Room left in the outbox.", Double(free)))
        }
        let stages = StageName.allCases.compactMap { counts.stages[$0] }
        if !stages.isEmpty {
            families.append(
                MetricFamily("smartclip_stage_seconds", help: "Stages that ended well.", .histogram(stages))
            )
        }
        return families
    }
}
