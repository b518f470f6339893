import Daemon
import FolderWatch
import Pipeline
import ServiceLifecycle
import Synchronization
import Watching

/// The watcher as a service: a graceful shutdown lets it finish the stages that run.
struct WatcherService: Service {
    let watcher: Watcher
    let heartbeat: Duration?
    let result: Result

    /// What a watcher that ended by itself came to.
    final class Result: Sendable {
        private let value = Mutex<Swift.Result<RunSummary, any Error>?>(nil)

        var summary: RunSummary? {
            get throws { try value.withLock { try $0?.get() } }
        }

        fileprivate func set(_ result: Swift.Result<RunSummary, any Error>) { value.withLock { $0 = result } }
    }

    func run() async throws {
        do {
            let summary = try await withGracefulShutdownHandler {
                try await watcher.run(heartbeat: heartbeat)
            } onGracefulShutdown: {
                watcher.stop()
            }
            result.set(.success(summary))
        } catch is CancellationError {
            // Its time was up: what ran was given up, and goes on at the next start.
        } catch {
            result.set(.failure(error))
        }
    }
}

/// What notices changes, as a service: it ends as soon as the shutdown begins.
struct SignsService: Service {
    let signs: FolderSigns
    let watcher: Watcher

    func run() async throws {
        do {
            try await cancelWhenGracefulShutdown {
                try await signs.run { watcher.take($0) }
            }
        } catch is CancellationError {
            // That is how it ends.
        }
    }
}
