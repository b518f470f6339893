import StateFiles
public import SystemPackage

/// Finds the settings of a video: flags, then the environment, then `NAME.smartclip.yaml` beside it, then
/// `.smartclip.yaml` in its folder and those above it up to the inbox, then the defaults.
public struct SettingsResolver: Sendable {
    let flags: [SettingKey: String]
    /// What stands above all files: flags and variables, in the order of the keys.
    private let overrides: [(key: SettingKey, text: String, place: String)]
    /// What stands below all files beside videos: the defaults, or a configuration's.
    private let base: Settings
    private var folders: [FilePath: Result<Settings, SettingsError>] = [:]

    /// `flags` are the texts given on the command line. A flag or variable that cannot be obeyed is an error at once.
    /// `configuration` takes the place of the defaults.
    public init(
        flags: [SettingKey: String],
        environment: [String: String],
        configuration: Configuration? = nil
    ) throws(SettingsError) {
        self.flags = flags
        base = try configuration?.settings ?? Settings()
        overrides = SettingKey.allCases.compactMap { key in
            if let text = flags[key] { return (key, text, key.flag) }
            let name = key.variables.first { environment[$0] != nil }
            return name.flatMap { name in environment[name].map { (key, $0, name) } }
        }
        _ = try overridden(base)
    }

    /// The settings of the video at `path` below the folder `root`. Folders are read once.
    public mutating func settings(of path: FilePath, below root: FilePath) throws(SettingsError) -> Settings {
        var settings = try folder(path.removingLastComponent(), below: root)
        if let own = try path.settingsPath.flatMap({ path throws(SettingsError) in try SettingsFile(at: path) }) {
            try own.apply(to: &settings)
        }
        return try overridden(settings).validated()
    }

    /// Which names in a folder are left out. Where its settings cannot be obeyed none are, and the videos in it say why.
    mutating func ignored(in folder: FilePath, below root: FilePath) -> [NamePattern] {
        do throws(SettingsError) {
            return try overridden(self.folder(folder, below: root)).ignore
        } catch {
            return []
        }
    }

    /// The settings where there is no file to read any from.
    public func defaults() throws(SettingsError) -> Settings {
        try overridden(base).validated()
    }

    private mutating func folder(_ path: FilePath, below root: FilePath) throws(SettingsError) -> Settings {
        if let known = folders[path] { return try known.get() }
        let result: Result<Settings, SettingsError>
        do {
            let parent = path.removingLastComponent()
            var settings =
                path == root || parent == path || !path.starts(with: root)
                ? base : try folder(parent, below: root)
            if let file = try SettingsFile(at: path.appending(".smartclip.yaml")) {
                try file.apply(to: &settings)
            }
            result = .success(settings)
        } catch {
            result = .failure(error)
        }
        folders[path] = result
        return try result.get()
    }

    private func overridden(_ base: Settings) throws(SettingsError) -> Settings {
        var settings = base
        for (key, text, place) in overrides { try key.apply(text, to: &settings, place: place) }
        return settings
    }
}

extension FilePath {
    /// `talk.smartclip.yaml` for `talk.mp4`.
    var settingsPath: FilePath? {
        guard let name = lastComponent else { return nil }
        let stem = Array(name.bytes.prefix(name.stemLength))
        return removingLastComponent().appending(bytes: stem + Array(".smartclip.yaml".utf8))
    }
}
