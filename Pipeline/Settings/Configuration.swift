import Intake
public import SystemPackage

/// The settings file of a whole machine, which stands outside of every inbox: settings of videos that count where no
/// folder says other, and keys of whoever reads it.
///
/// What may run programs or say where files are written is only read from here, never from a folder that others share.
public struct Configuration: Sendable {
    private let file: SettingsFile

    /// Reads a file, which must be there. `keys` are those that are allowed beside the settings of videos and the operator's rules. An unknown
    /// key is an error that names file, line and key.
    public init(at path: FilePath, keys: [String]) throws(SettingsError) {
        let keys = keys + OperatorRules.Key.allCases.map(\.rawValue)
        guard let file = try SettingsFile(at: path, others: keys) else {
            throw SettingsError(place: path.shown, problem: "is not there")
        }
        self.file = file
    }

    /// The settings of videos.
    package var settings: Settings {
        get throws(SettingsError) {
            var settings = Settings()
            try file.apply(to: &settings)
            return settings
        }
    }

    /// The values of a key that was allowed, and where they stand; nil where it is not set.
    public func values(of key: String) -> (values: [String], place: String)? {
        file.others.last { $0.key == key }.map { ($0.values, $0.place) }
    }
}
