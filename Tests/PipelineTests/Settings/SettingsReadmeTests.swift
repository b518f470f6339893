import Manifest
import Settings
import TestSupport
import Testing

/// README's table of settings is the program's.
@Suite struct SettingsReadmeTests {
    private static func inFolder(_ row: SettingRow) -> String {
        switch row.reach {
        case .folders: "yes"
        case .permitted(only: []): "if allowed"
        case .permitted(let words): "`\(words.joined(separator: "`, `"))` if allowed"
        case .words: "a file if allowed"
        case .budget: "if lower"
        case .operators: "no"
        }
    }

    @Test func theTableIsThatOfTheProgram() throws {
        let table = Readme.table(
            ["key", "what it is", "values", "default", "in an inbox", "in `.env`", "stages"],
            SettingTable.rows.map { row in
                [
                    "`\(row.key.rawValue)`", row.help, row.shape.values ?? "", row.standard, Self.inFolder(row),
                    row.isReadFromDotEnv ? "yes" : "no", row.stages.sorted().map(\.rawValue).joined(separator: ", "),
                ]
            }
        )
        let isThere = try Readme.text().contains(table)
        #expect(isThere, "README.md has to have this table of settings:\n\(table)")
    }
}
