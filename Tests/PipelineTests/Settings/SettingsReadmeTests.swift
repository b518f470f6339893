import Manifest
import Settings
import StateFiles
import SystemPackage
import Testing

/// README's table of settings is the program's.
@Suite struct SettingsReadmeTests {
    private static func inFolder(_ row: SettingRow) -> String {
        switch row.reach {
        case .folders: "yes"
        case .permitted(only: []): "if allowed"
        case .permitted(let words): "`\(words.joined(separator: "`, `"))` if allowed"
        case .budget: "if lower"
        case .operators: "no"
        }
    }

    private static var table: String {
        let rows = SettingTable.rows.map { row in
            let cells = [
                "`\(row.key.rawValue)`", row.help, row.shape.values ?? "", row.standard, inFolder(row),
                row.isReadFromDotEnv ? "yes" : "no", row.stages.sorted().map(\.rawValue).joined(separator: ", "),
            ]
            return "| \(cells.joined(separator: " | ")) |"
        }
        let head =
            "| key | what it is | values | default | in an inbox | in `.env` | stages |\n|---|---|---|---|---|---|---|"
        return ([head] + rows).joined(separator: "\n") + "\n"
    }

    @Test func theTableIsThatOfTheProgram() throws {
        var folder = FilePath(#filePath)
        var bytes: [UInt8]?
        while bytes == nil, folder.removeLastComponent() {
            bytes = try Files.readIfPresent(folder.appending("README.md"), atMost: 1 << 20)
        }
        let isThere = String(decoding: try #require(bytes), as: UTF8.self).contains(Self.table)
        #expect(isThere, "README.md has to have this table of settings:\n\(Self.table)")
    }
}
