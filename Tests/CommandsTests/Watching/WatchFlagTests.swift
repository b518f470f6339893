import ArgumentParser
import Settings
import TestSupport
import Testing

@testable import Commands

/// Each of a watcher's keys has a flag, no other flag is among them, and README tells of all.
@Suite struct WatchFlagTests {
    private static let help = WatchFlags.helpMessage(columns: 1000).split(separator: "\n")

    @Test func theFlagsAreThoseOfTheTable() {
        let flags = Self.help.compactMap { line -> String? in
            line.split(separator: " ").first.flatMap { $0.hasPrefix("--") ? String($0) : nil }
        }
        #expect(flags.sorted() == WatchKey.allCases.map(\.flag).sorted())
    }

    @Test(arguments: WatchKey.allCases)
    func aFlagSetsItsKeyAndItsHelpIsThatOfTheTable(_ key: WatchKey) throws {
        #expect(try WatchFlags.parse([key.flag, "text"]).given == [key: "text"])
        let words = Self.help.joined(separator: " ").split(separator: " ").joined(separator: " ")
        #expect(words.contains("\(key.flag) <\(key.row.valueName)> \(key.row.explained)"))
        #expect(key.row.help.hasSuffix("."))
    }

    @Test func readmeHasTheTable() throws {
        let table = Readme.table(
            ["key", "what it is", "values", "default", "in `.env`"],
            WatchKey.allCases.map { key in
                let row = key.row
                let cells = ["`\(key.rawValue)`", row.help, row.shape.values ?? "", row.standard]
                return cells + [row.isReadFromDotEnv ? "yes" : "no"]
            }
        )
        let isThere = try Readme.text().contains(table)
        #expect(isThere, "README.md has to have this table of a watcher's keys:\n\(table)")
    }
}
