import Concurrency
import Daemon
import FolderWatch
import Intake
import Logging
import Manifest
import Pipeline
import SystemPackage
import Watching

/// Writes the events of a watcher to the log, a line each.
struct WatchLog: Sendable {
    let logger: Logger

    /// The key of what a line is about.
    static let subject = "video"

    init(to logger: Logger) {
        self.logger = logger
    }

    init(_ settings: WatchSettings, environment: [String: String]) {
        let level = settings.logLevel
        let descriptor = FileDescriptor.standardError
        logger = Logger(label: "smartclip") { _ -> any LogHandler in
            switch settings.logFormat {
            case .json: return JSONLogHandler(to: descriptor, level: level)
            case .text: return TextLogHandler(to: descriptor, style: .plain, level: level, subject: Self.subject)
            case .auto:
                let style = TextLogStyle.suitable(for: descriptor, environment: environment)
                return TextLogHandler(to: descriptor, style: style, level: level, subject: Self.subject)
            }
        }
    }

    func write(_ event: WatchEvent) {
        switch event {
        case .work(let event): write(event)
        case .mode(let mode): write(mode)
        case .looked(let reason, let videos, let seconds):
            logger.debug(
                "looked at everything",
                metadata: [
                    "reason": "\(reason)", "videos": .stringConvertible(videos), "seconds": .stringConvertible(seconds),
                ]
            )
        case .unwatched(let path, let problem):
            logger.warning("cannot be watched: \(problem)", metadata: ["folder": "\(path.shown)"])
        case .seen(let path): logger.debug("seen", metadata: about(path))
        case .notWhole(let path, let problem): logger.info("waits: \(problem)", metadata: about(path))
        case .taken(let path): logger.info("is whole; taken", metadata: about(path))
        case .paused(let free, let floor):
            logger.warning(
                "no new work: too little room in the outbox",
                metadata: ["free_bytes": .stringConvertible(free), "min_free": .stringConvertible(floor)]
            )
        case .resumed(let free):
            logger.notice("there is room again", metadata: ["free_bytes": .stringConvertible(free)])
        case .reloaded: logger.notice("settings read again; every video is looked at")
        case .stopping(let active):
            logger.notice("stopping: no further stage begins", metadata: ["active": .stringConvertible(active)])
        case .trouble(let text): logger.error("\(text)")
        case .alive, .standing: break
        }
    }

    private func write(_ mode: WatchMode) {
        switch mode {
        case .events(let folders): logger.notice("watching", metadata: ["folders": .stringConvertible(folders)])
        case .polling(let interval, let reason):
            logger.notice("looking every \(interval.inSeconds) s: \(reason)")
        case .missing(let path): logger.warning("is not there; waited for", metadata: ["folder": "\(path.shown)"])
        }
    }

    private func write(_ event: RunEvent) {
        switch event {
        case .refused(let refused): logger.warning("\(refused.problem)", metadata: about(refused.path))
        case .skipped(let skipped): logger.notice("\(skipped.reason)", metadata: about(skipped.path))
        case .began(let video): logger.debug("work begins", metadata: about(video))
        case .stageBegan(let video, let stage, let reason):
            let level: Logger.Level = reason == .new ? .debug : .info
            logger.log(level: level, "\(stage.rawValue) begins", metadata: about(video, ["reason": "\(reason)"]))
        case .progress: break
        case .stageDone(let video, let stage, let seconds):
            logger.info("\(stage.rawValue) done", metadata: about(video, ["seconds": .stringConvertible(seconds)]))
        case .note(let video, let text): logger.notice("\(text)", metadata: about(video))
        case .duplicate(let path, let video): logger.info("same content as \(video)", metadata: about(path))
        case .waiting(let video): logger.info("another process works on it", metadata: about(video))
        case .ended(let outcome): write(outcome)
        }
    }

    private func write(_ outcome: VideoOutcome) {
        guard let failure = outcome.failure else {
            let level: Logger.Level = outcome.worked ? .notice : .debug
            return logger.log(
                level: level,
                "ready",
                metadata: about(outcome.video, ["clips": .stringConvertible(outcome.clips)])
            )
        }
        var more: Logger.Metadata = ["stage": "\(failure.stage.rawValue)", "class": "\(failure.class.rawValue)"]
        if let time = failure.retryAt { more["retry_at"] = "\(time)" }
        let level: Logger.Level = failure.class == .transient ? .warning : .error
        let word = outcome.status == .partial ? "partly ready: " : ""
        logger.log(level: level, "\(word)\(failure.message)", metadata: about(outcome.video, more))
    }

    private func about(_ video: String, _ more: Logger.Metadata = [:]) -> Logger.Metadata {
        more.merging([Self.subject: "\(video)"]) { own, _ in own }
    }

    private func about(_ path: FilePath) -> Logger.Metadata { [Self.subject: "\(path.shown)"] }
}
