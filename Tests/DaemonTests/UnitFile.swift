import StateFiles
import SystemPackage

/// A unit of systemd: its settings by section, each name with all its values in their order.
struct UnitFile: Sendable {
    struct Malformed: Error {
        let line: Substring
    }

    let text: String
    private var settings: [String: [String: [String]]] = [:]

    /// The folder of the units in this project.
    static let folder = FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()
        .appending("Pipeline/deploy")

    init(_ name: String) throws {
        text = String(decoding: try Files.read(Self.folder.appending(name)), as: UTF8.self)
        var section = ""
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            if line.hasPrefix("["), line.hasSuffix("]") {
                section = String(line.dropFirst().dropLast())
                continue
            }
            guard !section.isEmpty, let equals = line.firstIndex(of: "="), !line.hasSuffix("\\") else {
                throw Malformed(line: line)
            }
            let value = String(line[line.index(after: equals)...])
            settings[section, default: [:]][String(line[..<equals]), default: []].append(value)
        }
    }

    /// All settings of a section.
    func section(_ name: String) -> [String: [String]] { settings[name, default: [:]] }

    /// A setting that stands once.
    func value(_ section: String, _ name: String) -> String? {
        let values = values(section, name)
        return values.count == 1 ? values[0] : nil
    }

    /// All lines of a setting.
    func values(_ section: String, _ name: String) -> [String] { settings[section]?[name] ?? [] }
}
