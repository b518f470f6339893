import StateFiles

/// What the operator decides of inboxes, into which others drop videos.
public struct OperatorRules: Sendable, Equatable {
    /// Settings that the files of folders may choose, although they say who is asked and what for.
    package var foldersMay: Set<SettingKey> = []
    /// Whether links that lead out of an inbox are followed.
    public private(set) var followsLinks = false

    /// A rule's name in the operator's file.
    public enum Key: String, ConfigurationKey {
        case foldersMay = "folders_may"
        case followLinks = "follow_links"
    }

    /// Nothing is allowed.
    public init() {}

    /// Reads what was given: flags, else variables, else the operator's file.
    public init(
        flags: [Key: String],
        environment: [String: String],
        configuration: Configuration?
    ) throws(SettingsError) {
        for key in Key.allCases {
            if let text = flags[key] {
                try set(key, [text], key.flag)
            } else if let text = environment[key.variable] {
                try set(key, [text], key.variable)
            } else if let (values, place) = configuration?.values(of: key.rawValue) {
                try set(key, values, place)
            }
        }
    }

    /// What folders can be let choose.
    public static var permissible: [String] { permissibleKeys.map(\.rawValue) }

    private static let permissibleKeys = SettingTable.rows.filter(\.isPermissible).map(\.key)

    private mutating func set(_ key: Key, _ values: [String], _ place: String) throws(SettingsError) {
        switch key {
        case .foldersMay:
            for word in values.flatMap({ $0.split(separator: ",") }).map({ String($0.trimmed) }) {
                guard let setting = Self.permissibleKeys.first(where: { $0.rawValue == word }) else {
                    let wanted = "some of \(Self.permissible.joined(separator: ", "))"
                    throw SettingsError(place: place, problem: "\(key.rawValue) is \(wanted), not \"\(word.oneLine)\"")
                }
                foldersMay.insert(setting)
            }
        case .followLinks:
            switch values {
            case ["true"], ["yes"], ["on"], ["1"]: followsLinks = true
            case ["false"], ["no"], ["off"], ["0"]: followsLinks = false
            default: throw SettingsError(place: place, problem: "\(key.rawValue) is true or false")
            }
        }
    }

    /// Refuses what a file in a folder of videos has no right to say.
    package func check(_ key: SettingKey, _ text: String, _ place: String) throws(SettingsError) {
        let row = key.row
        if row.isHarmless(text) || foldersMay.contains(key) { return }
        let remedy = "set it by \(key.flag), \(key.variable) or in the file of --config"
        let permission =
            row.isPermissible ? ", or let folders choose it by folders_may: [\(key.rawValue)] there" : ""
        throw SettingsError(
            place: place,
            problem: "\(key.rawValue) is the operator's to choose, not a folder's; \(remedy)\(permission)"
        )
    }
}
