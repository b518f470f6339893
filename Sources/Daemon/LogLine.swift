public import Logging

/// A decision to be logged, as both forms of log see it.
public struct LogLine: Sendable {
    /// How much it matters.
    public let level: Logger.Level
    /// What was decided.
    public let message: String
    /// What about; an error that came with it stands under `error`.
    public let metadata: Logger.Metadata

    /// Describes a decision.
    public init(_ level: Logger.Level, _ message: String, _ metadata: Logger.Metadata = [:]) {
        self.level = level
        self.message = message
        self.metadata = metadata
    }

    /// An event with the metadata of its logger: the event's own comes before the logger's, that before the
    /// provider's.
    init(_ event: LogEvent, logger: Logger.Metadata, provider: Logger.MetadataProvider?) {
        var all = provider?.get() ?? [:]
        all.merge(logger) { $1 }
        all.merge(event.metadata ?? [:]) { $1 }
        if let error = event.error { all["error"] = .string("\(error)") }
        self.init(event.level, event.message.description, all)
    }
}
