import Intake
import Logging
import Pipeline
import Settings
import StateFiles
import SystemPackage

/// How a watcher is to go about its work: from flags, then variables, then the configuration file, then the defaults.
struct WatchSettings: Sendable {
    enum LogFormat: String, CaseIterable, Sendable {
        /// As the place suits that it goes to: a terminal, the journal, a file.
        case auto
        /// For people, without colours.
        case text
        /// One JSON object a line.
        case json
    }

    /// Seconds a file must be still; nil for what the file system asks for.
    var quiet: Double?
    /// Seconds between two looks; nil to look when the kernel says so.
    var poll: Double?
    /// Bytes that are to stay free.
    var minFree = 1_000_000_000
    /// Seconds a stage may go on after SIGTERM.
    var grace = 30.0
    /// The program to run for each video that is ready, with its arguments.
    var onReady: [String] = []
    /// The program to run for each video with an error that will not mend itself.
    var onError: [String] = []
    /// Seconds such a program may take.
    var hookLimit = 60.0
    /// The names of variables that such a program is given beside the usual ones.
    var hookEnvironment: [String] = []
    /// Where metrics are written.
    var metricsFile: FilePath?
    var logFormat = LogFormat.auto
    var logLevel = Logger.Level.info

    /// Reads what was given. `folder` is where relative paths of flags and variables begin.
    init(
        flags: [WatchKey: String],
        environment: [String: String],
        configuration: Configuration?,
        folder: FilePath
    ) throws(SettingsError) {
        for key in WatchKey.allCases {
            if let text = flags[key] {
                try set(key, [text], key.flag, folder)
            } else if let text = environment[key.variable] {
                try set(key, [text], key.variable, folder)
            } else if let (values, place) = configuration?.values(of: key.rawValue) {
                try set(key, values, place, folder)
            }
        }
    }

    private mutating func set(
        _ key: WatchKey,
        _ values: [String],
        _ place: String,
        _ folder: FilePath
    ) throws(SettingsError) {
        guard let text = values.first, !text.isEmpty, values.count == 1 || key.row.isList else {
            throw SettingsError(place: place, problem: "\(key.rawValue) is one value")
        }
        switch key {
        case .quiet: quiet = try number(key, text, place)
        case .poll: poll = try number(key, text, place)
        case .minFree: minFree = try bytes(key, text, place)
        case .grace: grace = try number(key, text, place)
        case .onReady: onReady = values
        case .onError: onError = values
        case .hookLimit: hookLimit = try number(key, text, place)
        case .hookEnvironment: hookEnvironment = try names(key, values, place)
        case .metricsFile: metricsFile = FilePath(argument: text).absolute(in: folder)
        case .logFormat: logFormat = try choice(key, text, place)
        case .logLevel:
            logLevel = try choice(key, text, place)
        }
    }

    private func number(_ key: WatchKey, _ text: String, _ place: String) throws(SettingsError) -> Double {
        if case .number(let range) = key.row.shape, let value = Double(text),
            value >= Double(range.lowerBound), value <= Double(range.upperBound)
        {
            return value
        }
        let wanted = "a number of seconds from \(key.row.shape.values ?? "0")"
        throw SettingsError(place: place, problem: "\(key.rawValue) is \(wanted), not \"\(text.oneLine)\"")
    }

    /// Names of variables, several in a text with commas between them.
    private func names(_ key: WatchKey, _ values: [String], _ place: String) throws(SettingsError) -> [String] {
        let names = values.flatMap { $0.split(whereSeparator: { $0 == "," || $0.isWhitespace }) }.map(String.init)
        for name in names where !name.utf8.allSatisfy({ $0.isNameByte }) {
            let wanted = "names of variables, such as PUBLISH_URL"
            throw SettingsError(place: place, problem: "\(key.rawValue) is \(wanted), not \"\(name.oneLine)\"")
        }
        return names
    }

    private func choice<Value: RawRepresentable<String>>(
        _ key: WatchKey,
        _ text: String,
        _ place: String
    ) throws(SettingsError) -> Value {
        if let value = Value(rawValue: text) { return value }
        let wanted = key.row.shape.words.joined(separator: ", ")
        throw SettingsError(place: place, problem: "\(key.rawValue) is \(wanted), not \"\(text.oneLine)\"")
    }

    /// A size: `500M`, `1.5G`, `0`.
    private func bytes(_ key: WatchKey, _ text: String, _ place: String) throws(SettingsError) -> Int {
        let units: [Character: Double] = ["k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12]
        let unit = text.last.flatMap { units[$0] }
        if let value = Double(unit == nil ? text[...] : text.dropLast()), (0...1e15).contains(value * (unit ?? 1)) {
            return Int(value * (unit ?? 1))
        }
        throw SettingsError(
            place: place,
            problem: "\(key.rawValue) is a size such as 500M or 2G, not \"\(text.oneLine)\""
        )
    }

    /// Those of the settings that stand for as long as the watcher runs, and are others in these.
    func lasting(differingFrom old: WatchSettings) -> [WatchKey] {
        let changes: [(WatchKey, Bool)] = [
            (.poll, poll != old.poll), (.grace, grace != old.grace), (.metricsFile, metricsFile != old.metricsFile),
            (.logFormat, logFormat != old.logFormat), (.logLevel, logLevel != old.logLevel),
        ]
        return changes.filter(\.1).map(\.0)
    }
}

extension UInt8 {
    /// Whether it may stand in the name of a variable.
    fileprivate var isNameByte: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
