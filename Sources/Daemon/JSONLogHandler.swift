import FoundationEssentials
public import Logging
public import SystemPackage

/// Logs for programs: one JSON object a line, one line a decision.
public struct JSONLogHandler: LogHandler {
    /// The lowest level that is written.
    public var logLevel: Logger.Level
    /// What every line tells.
    public var metadata: Logger.Metadata = [:]
    /// What tells more where a line is written.
    public var metadataProvider: Logger.MetadataProvider?

    private let sink: LogSink

    /// Logs to a descriptor, which stays the caller's.
    public init(to descriptor: FileDescriptor, level: Logger.Level = .info) {
        sink = LogSink(descriptor: descriptor)
        logLevel = level
    }

    /// The value of a key that every line tells.
    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    private static let timeFormat = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

    /// Writes a line. A line that cannot be written is lost.
    public func log(event: LogEvent) {
        let line = LogLine(event, logger: metadata, provider: metadataProvider)
        sink.write(Self.format(line, time: Self.timeFormat.format(Date())))
    }

    /// The line, without a line feed: `time`, `level`, `message`, then the metadata in the order of its keys.
    ///
    /// Keys are in snake_case, those of a dictionary in the metadata `outer_inner`; one that is taken gets a number.
    /// Numbers and truth values stay what they are, arrays stay arrays.
    public static func format(_ line: LogLine, time: String) -> String {
        var object = JSONObject()
        object.add("time", JSONObject.quoted(time))
        object.add("level", JSONObject.quoted("\(line.level)"))
        object.add("message", JSONObject.quoted(line.message))
        object.add(line.metadata, under: nil)
        return object.text
    }
}
