package import Intake
import StateFiles
public import SystemPackage

/// Finds the settings of a video: flags, then the environment, then `NAME.smartclip.yaml` beside it, then
/// `.smartclip.yaml` in its folder and those above it up to the inbox, then the defaults.
public struct SettingsResolver: Sendable {
    package let flags: [SettingKey: String]
    /// What the operator decides of inboxes.
    public let rules: OperatorRules
    private let environment: [String: String]
    private let configuration: Configuration?
    /// What stands above all files: flags and variables, in the order of the keys.
    private let overrides: [Override]
    /// What stands below all files beside videos: the defaults, or a configuration's.
    private let base: Settings
    /// What the operator has chosen: the base with what stands above all files.
    private let operators: Settings
    private var folders: [FilePath: Result<Settings, SettingsError>] = [:]

    /// `flags` are the texts given on the command line. A flag or variable that cannot be obeyed is an error at once.
    /// `configuration` takes the place of the defaults.
    public init(
        flags: [SettingKey: String],
        environment: [String: String],
        configuration: Configuration? = nil,
        rules: OperatorRules = OperatorRules()
    ) throws(SettingsError) {
        self.flags = flags
        self.rules = rules
        self.environment = environment
        self.configuration = configuration
        base = try configuration?.settings ?? Settings()
        overrides = SettingTable.rows.compactMap { row in
            if let text = flags[row.key] { return (row, text, row.key.flag) }
            let name = row.variables.first { environment[$0] != nil }
            return name.flatMap { name in environment[name].map { (row, $0, name) } }
        }
        operators = try Self.overridden(base, overrides)
    }

    /// The same with flags of before, where none are given now.
    package func after(_ remembered: [SettingKey: String]) throws(SettingsError) -> SettingsResolver {
        try SettingsResolver(
            flags: remembered.merging(flags) { _, new in new },
            environment: environment,
            configuration: configuration,
            rules: rules
        )
    }

    /// The settings of the video at `path` below the folder `root`. Folders are read once.
    public mutating func settings(of path: FilePath, below root: FilePath) throws(SettingsError) -> Settings {
        let inbox = InboxFiles(root: root, followsLinks: rules.followsLinks)
        var chosen = try folder(path.removingLastComponent(), inbox)
        if let own = path.settingsPath, let file = try SettingsFile(at: own, in: inbox, rules) {
            try file.apply(to: &chosen)
        }
        var settings = try Self.overridden(chosen, overrides)
        for cap in SettingTable.caps { cap.setSmaller(&settings, chosen, operators) }
        return try settings.validated()
    }

    /// Which names in a folder are left out. Where its settings cannot be obeyed none are, and the videos in it say why.
    package mutating func ignored(in folder: FilePath, below root: FilePath) -> [NamePattern] {
        do throws(SettingsError) {
            let inbox = InboxFiles(root: root, followsLinks: rules.followsLinks)
            return try Self.overridden(self.folder(folder, inbox), overrides).ignore
        } catch {
            return []
        }
    }

    /// The settings where there is no file to read any from.
    public func defaults() throws(SettingsError) -> Settings { try operators.validated() }

    /// The base with what the files of a folder and those above it say; its budgets are theirs alone.
    private mutating func folder(_ path: FilePath, _ inbox: InboxFiles) throws(SettingsError) -> Settings {
        if let known = folders[path] { return try known.get() }
        let result: Result<Settings, SettingsError>
        do {
            let parent = path.removingLastComponent()
            var settings: Settings
            if path == inbox.root || parent == path || !path.starts(with: inbox.root) {
                settings = base
                for cap in SettingTable.caps { cap.clear(&settings) }
            } else {
                settings = try folder(parent, inbox)
            }
            if let file = try SettingsFile(at: path.appending(".smartclip.yaml"), in: inbox, rules) {
                try file.apply(to: &settings)
            }
            result = .success(settings)
        } catch {
            result = .failure(error)
        }
        folders[path] = result
        return try result.get()
    }

    private typealias Override = (row: SettingRow, text: String, place: String)

    private static func overridden(_ base: Settings, _ overrides: [Override]) throws(SettingsError) -> Settings {
        var settings = base
        for (row, text, place) in overrides { try row.apply(text, to: &settings, place: place) }
        return settings
    }
}

extension SettingsResolver: InboxRules {
    package var followsLinks: Bool { rules.followsLinks }
}

extension FilePath {
    /// `talk.smartclip.yaml` for `talk.mp4`.
    package var settingsPath: FilePath? {
        guard let name = lastComponent else { return nil }
        let stem = Array(name.bytes.prefix(name.stemLength))
        return removingLastComponent().appending(bytes: stem + Array(".smartclip.yaml".utf8))
    }
}

extension [SettingKey: String] {
    /// The same by the keys' names, as an outbox remembers them.
    package var byName: [String: String] {
        [String: String](map { ($0.key.rawValue, $0.value) }) { first, _ in first }
    }

    /// Those that an outbox remembers; a name that is no setting any more counts for nothing.
    package init(byName: [String: String]) {
        self.init(byName.compactMap { name, text in SettingKey(rawValue: name).map { ($0, text) } }) { first, _ in first
        }
    }
}
