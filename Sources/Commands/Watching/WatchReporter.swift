import Daemon
import FolderWatch
import Logging
import Manifest
import Outbox
import Pipeline
import StateFiles
import Synchronization
import SystemPackage
import Watching

/// Passes the events of a watcher on to the log, to the service manager and to the metrics.
final class WatchReporter: Sendable {
    private let log: WatchLog
    private let notifier: ServiceNotifier?
    private let metrics: WatchMetrics?
    private let outbox: FilePath
    private let state = Mutex(State())

    private struct State {
        var isReady = false
        /// The last status text that the service manager got.
        var statusText = ""
        /// What went wrong last with the metrics or the service manager: it is logged once, not once a minute.
        var trouble = ""
    }

    init(log: WatchLog, notifier: ServiceNotifier?, metrics: WatchMetrics?, outbox: FilePath) {
        self.log = log
        self.notifier = notifier
        self.metrics = metrics
        self.outbox = outbox
    }

    /// How often the watcher must say that it is alive.
    var heartbeat: Duration? {
        let metrics = metrics == nil ? nil : Duration.seconds(60)
        return [notifier?.watchdogInterval, metrics].compactMap { $0 }.min()
    }

    func report(_ event: WatchEvent) {
        log.write(event)
        metrics?.count(event)
        switch event {
        case .looked:
            let isFirst = state.withLock { state in
                defer { state.isReady = true }
                return !state.isReady
            }
            if isFirst { notify(.ready) }
        case .stopping: notify(.stopping)
        case .alive:
            notify(.watchdog)
            writeMetrics()
        case .standing(let status):
            notifyStatus(status)
            writeMetrics()
        default: break
        }
    }

    private func notifyStatus(_ status: WatchStatus) {
        let counts = status.counts
        let text =
            status.paused ?? "\(counts.active) active, \(counts.queued) queued, \(counts.waiting) waiting, "
            + "\(counts.ready) ready, \(counts.partial + counts.failed) with errors"
        let isNew = state.withLock { state in
            defer { state.statusText = text }
            return state.statusText != text
        }
        if isNew { notify(.status(text)) }
    }

    private func notify(_ message: ServiceNotifier.Message) {
        if let error = notifier?.send(message) { complain("\(error)") }
    }

    private func writeMetrics() {
        do {
            // Where the free room cannot be read, one figure is missing; the watcher itself reports that.
            try metrics?.write(free: try? Space.free(at: outbox))
        } catch {
            complain("\(error)")
        }
    }

    private func complain(_ text: String) {
        let isNew = state.withLock { state in
            defer { state.trouble = text }
            return state.trouble != text
        }
        if isNew { log.logger.error("\(text)") }
    }
}
