import Glibc
public import Logging
import StateFiles
public import SystemPackage

/// Logs for people: `12:03:04 warning talk: message key=value`, one line a decision.
public struct TextLogHandler: LogHandler {
    /// The lowest level that is written.
    public var logLevel: Logger.Level
    /// What every line tells.
    public var metadata: Logger.Metadata = [:]
    /// What tells more where a line is written.
    public var metadataProvider: Logger.MetadataProvider?

    private let sink: LogSink
    private let style: TextLogStyle
    private let subject: String?

    /// Logs to a descriptor, which stays the caller's. `subject` is the metadata key whose value stands before the
    /// message instead of behind it.
    public init(
        to descriptor: FileDescriptor,
        style: TextLogStyle,
        level: Logger.Level = .info,
        subject: String? = nil
    ) {
        sink = LogSink(descriptor: descriptor)
        self.style = style
        self.subject = subject
        logLevel = level
    }

    /// The value of a key that every line tells.
    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// Writes a line. A line that cannot be written is lost.
    public func log(event: LogEvent) {
        let line = LogLine(event, logger: metadata, provider: metadataProvider)
        sink.write(Self.format(line, subject: subject, clock: Self.clock, style: style))
    }

    /// The line, without a line feed; `clock` is the time of day to show.
    public static func format(_ line: LogLine, subject: String?, clock: String, style: TextLogStyle) -> String {
        let about = subject.flatMap { line.metadata[$0] }.map { "\($0)".oneLine + ": " } ?? ""
        let rest = line.metadata.filter { $0.key != subject }.flattened.map { " \($0.oneLine)=\(quoted($1))" }.joined()
        let text = about + line.message.oneLine + rest
        switch style {
        case .plain: return "\(clock) \(line.level) \(text)"
        case .coloured:
            return "\u{1B}[2m\(clock)\u{1B}[0m \u{1B}[\(colour(line.level))m\(line.level)\u{1B}[0m \(text)"
        case .journal: return "<\(priority(line.level))>\(line.level) \(text)"
        }
    }

    /// A value that is empty or has blanks, quotes or an equals sign in it stands in quotes.
    private static func quoted(_ value: String) -> String {
        let text = value.oneLine
        if !text.isEmpty, !text.contains(where: { $0.isWhitespace || $0 == "\"" || $0 == "=" }) { return text }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\\\"") + "\""
    }

    /// The levels of syslog(3).
    private static func priority(_ level: Logger.Level) -> Int {
        switch level {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }

    private static func colour(_ level: Logger.Level) -> Int {
        switch level {
        case .trace, .debug: 2
        case .info: 32
        case .notice: 36
        case .warning: 33
        case .error, .critical: 31
        }
    }

    /// The local time of day.
    private static var clock: String {
        var now = time(nil)
        var parts = tm()
        localtime_r(&now, &parts)
        return [parts.tm_hour, parts.tm_min, parts.tm_sec].map { ($0 < 10 ? "0" : "") + "\($0)" }.joined(separator: ":")
    }
}

extension Logger.Metadata {
    /// Each value under its whole name, those of a dictionary as `outer.inner`, in the order of the names.
    fileprivate var flattened: [(String, String)] {
        sorted { $0.key < $1.key }.flatMap { key, value -> [(String, String)] in
            guard case .dictionary(let inner) = value else { return [(key, "\(value)")] }
            return inner.flattened.map { ("\(key).\($0)", $1) }
        }
    }
}
