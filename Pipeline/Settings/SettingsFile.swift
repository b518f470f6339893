package import Intake
import StateFiles
package import SystemPackage
import Yams

/// The settings that one `.smartclip.yaml` gives: its keys and values as text, with the lines they stand on.
package struct SettingsFile: Sendable {
    package struct Entry: Sendable {
        package let key: SettingKey
        package let text: String
        package let place: String
    }

    package let entries: [Entry]
    /// The values of keys that are not settings of videos, one or several each, where such keys were allowed.
    package var others: [Other] = []

    /// A key that is not a setting of videos.
    package struct Other: Sendable {
        package let key: String
        package let values: [String]
        package let place: String
    }

    /// Whose file it is.
    package enum Reader {
        /// The operator's, in which all settings may stand, and these keys.
        case operators([String])
        /// That of a folder of videos, in which others may write.
        case folder(OperatorRules)
    }

    /// More than settings of any kind have.
    package static let largest = 1 << 20

    /// Reads the operator's file; nil where there is none. An unknown or doubled key is an error that names file, line and key.
    /// `others` are the keys that are allowed beside those of `SettingKey`.
    package init?(at path: FilePath, others: [String]) throws(SettingsError) {
        let bytes: [UInt8]
        do {
            guard let found = try Files.readIfPresent(path, atMost: Self.largest) else { return nil }
            bytes = found
        } catch {
            throw SettingsError(place: path.shown, problem: error.problem)
        }
        try self.init(bytes, at: path, .operators(others))
    }

    /// Reads the file of a folder of videos, likewise.
    package init?(at path: FilePath, in inbox: InboxFiles, _ rules: OperatorRules) throws(SettingsError) {
        let bytes: [UInt8]
        do {
            guard let file = try inbox.open(path) else {
                throw SettingsError(place: path.shown, problem: InboxFiles.refusal)
            }
            // Only read from; a failing close loses nothing.
            defer { try? file.close() }
            bytes = try Files.read(file, name: path, atMost: Self.largest)
        } catch let error as FileError {
            if error.isMissing { return nil }
            throw SettingsError(place: path.shown, problem: error.problem)
        } catch {
            throw error as? SettingsError ?? SettingsError(place: path.shown, problem: "\(error)")
        }
        try self.init(bytes, at: path, .folder(rules))
    }

    private init(_ bytes: [UInt8], at path: FilePath, _ reader: Reader) throws(SettingsError) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw SettingsError(place: path.shown, problem: "is not UTF-8 text")
        }
        let folder = path.absolute(in: Files.currentFolder).removingLastComponent()
        try self.init(text, name: path.shown, in: folder, reader)
    }

    /// `folder` is that of the file, from which its paths lead.
    package init(
        _ text: String,
        name: String,
        in folder: FilePath? = nil,
        _ reader: Reader = .folder(OperatorRules())
    ) throws(SettingsError) {
        var names: [String] = []
        if case .operators(let others) = reader { names = others }
        // A few aliases of aliases make more nodes than there is memory for.
        if YAMLAliases.count(in: text) > YAMLAliases.most {
            throw SettingsError(
                place: name,
                problem: "has more than \(YAMLAliases.most) aliases (*name); write them out"
            )
        }
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw SettingsError(place: name, problem: "is not YAML: \(Self.firstLine(of: "\(error)"))")
        } catch {
            throw SettingsError(place: name, problem: "is not YAML: \(error)")
        }
        guard let root, root != Node("") else {
            entries = []
            return
        }
        guard let mapping = root.mapping else {
            throw SettingsError(place: name, problem: "is not a list of \"key: value\" lines")
        }
        var entries: [Entry] = []
        var others: [Other] = []
        for (keyNode, value) in mapping {
            let place = "\(name):\((keyNode.mark?.line).map(String.init) ?? "?")"
            guard let word = keyNode.scalar?.string else {
                throw SettingsError(place: place, problem: "a key is not plain text")
            }
            if names.contains(word) {
                let values = value.scalar.map { [$0.string] } ?? value.sequence?.compactMap { $0.scalar?.string }
                guard let values, values.count == value.sequence?.count ?? 1 else {
                    throw SettingsError(place: place, problem: "\(word) is one value or a list of values")
                }
                others.append(Other(key: word, values: values, place: place))
                continue
            }
            guard let key = SettingKey(rawValue: word) else {
                throw SettingsError(place: place, problem: Self.unknown(word, names))
            }
            guard var text = Self.text(of: value) ?? Self.list(value, of: key) else {
                throw SettingsError(place: place, problem: "\(word) is one value, not a list or a mapping")
            }
            if case .folder(let rules) = reader { try rules.check(key, text, place) }
            if let folder, key.row.shape.isPath(text) {
                text = FilePath(text).absolute(in: folder).string
            }
            entries.append(Entry(key: key, text: text, place: place))
        }
        self.entries = entries
        self.others = others
    }

    package func apply(to settings: inout Settings) throws(SettingsError) {
        for entry in entries {
            try entry.key.row.apply(entry.text, to: &settings, place: entry.place)
        }
    }

    /// What a single value says; YAML's null says nothing, as an empty text does.
    private static func text(of value: Node) -> String? {
        guard let scalar = value.scalar else { return nil }
        let isNull = scalar.style == .plain && ["~", "null", "Null", "NULL"].contains(scalar.string)
        return isNull ? "" : scalar.string
    }

    /// The names of a list, where the key takes several.
    private static func list(_ value: Node, of key: SettingKey) -> String? {
        guard key.row.shape.isList, let items = value.sequence else { return nil }
        let names = items.compactMap(Self.text)
        return names.count == items.count ? (names.isEmpty ? "none" : names.joined(separator: ",")) : nil
    }

    /// What a parser says of an error before it shows the text, which is somebody's own.
    private static func firstLine(of text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? text
        return (line.hasSuffix(":") ? String(line.dropLast()) : line).oneLine
    }

    private static func unknown(_ word: String, _ others: [String]) -> String {
        let names = SettingKey.allCases.map(\.rawValue) + others
        let near = names.map { (name: $0, distance: editDistance($0, word)) }.min { $0.distance < $1.distance }
        if let near, near.distance <= 2 { return "unknown key \(word.oneLine); did you mean \(near.name)?" }
        return "unknown key \(word.oneLine); the keys are \(names.joined(separator: ", "))"
    }
}
