import Daemon
import Logging
import Pipeline
import StateFiles
import SystemPackage
import Watching

/// The user's programs that are run at the end of a video's work.
struct WatchHooks: Sendable {
    private let ready: Hook?
    private let error: Hook?
    private let outbox: FilePath
    private let log: WatchLog
    private let failed: @Sendable () -> Void

    private struct Hook: Sendable {
        let command: HookCommand
        let arguments: [String]
    }

    /// Takes the programs from the settings. One that is missing is an error now, not when the first video is ready.
    init(
        _ settings: WatchSettings,
        outbox: FilePath,
        log: WatchLog,
        failed: @escaping @Sendable () -> Void
    ) throws(DaemonError) {
        func hook(_ words: [String]) throws(DaemonError) -> Hook? {
            guard let program = words.first else { return nil }
            let command = HookCommand(
                FilePath(argument: program),
                limit: .seconds(settings.hookLimit),
                variables: Set(settings.hookEnvironment)
            )
            try command.check()
            return Hook(command: command, arguments: Array(words.dropFirst()))
        }
        ready = try hook(settings.onReady)
        error = try hook(settings.onError)
        self.outbox = outbox
        self.log = log
        self.failed = failed
    }

    /// What the watcher calls; nil where no program is set.
    var hook: WatchHook? { ready == nil && error == nil ? nil : WatchHook { await call($0) } }

    private func call(_ call: WatchHook.Call) async {
        guard let hook = call.isReady ? ready : error else { return }
        let name = call.isReady ? WatchKey.onReady.rawValue : WatchKey.onError.rawValue
        let about: Logger.Metadata = [WatchLog.subject: "\(call.video)", "hook": "\(name)"]
        do {
            let ending = try await hook.command.run(
                hook.arguments.map { Array($0.utf8) } + [call.manifest.bytes],
                variables: [
                    "SMARTCLIP_EVENT": Array((call.isReady ? "ready" : "error").utf8),
                    "SMARTCLIP_VIDEO": Array(call.video.utf8),
                    "SMARTCLIP_MANIFEST": call.manifest.bytes,
                    "SMARTCLIP_STATUS": Array(call.status.utf8),
                ],
                in: outbox
            )
            if ending.isSuccess {
                log.logger.info("hook done", metadata: about)
            } else {
                failed()
                log.logger.error("the hook \(ending)", metadata: about)
            }
        } catch {
            if case .cancelled = error { return }
            failed()
            log.logger.error("\(error)", metadata: about)
        }
    }
}
