import ArgumentParser
import Settings
import StateFiles
import SystemPackage
import Testing

@testable import Commands

/// Each setting of the table has a flag, and no other flag is among them.
@Suite struct SettingFlagTests {
    private static let help = SettingOptions.helpMessage(columns: 1000).split(separator: "\n")

    @Test func theFlagsAreThoseOfTheTable() {
        let flags = Self.help.compactMap { line -> String? in
            line.split(separator: " ").first.flatMap { $0.hasPrefix("--") ? String($0) : nil }
        }
        #expect(flags.sorted() == SettingTable.rows.map(\.key.flag).sorted())
    }

    @Test(arguments: SettingKey.allCases)
    func aFlagSetsItsKey(_ key: SettingKey) throws {
        // A loudness is negative.
        for text in ["/some/text", "-16"] where text == "/some/text" || key == .loudness {
            #expect(try SettingOptions.parse([key.flag, text]).given == [key: text])
        }
    }

    @Test(arguments: SettingKey.allCases)
    func theHelpIsThatOfTheTable(_ key: SettingKey) {
        let words = Self.help.joined(separator: " ").split(separator: " ").joined(separator: " ")
        #expect(words.contains("\(key.flag) <\(key.row.valueName)> \(key.row.explained)"))
    }

    /// They are remembered with the video, so they must hold wherever the next command is run.
    @Test(arguments: SettingTable.rows.filter { $0.shape == .file || $0.shape == .folder }.map(\.key))
    func pathsAreMadeAbsolute(_ key: SettingKey) throws {
        let given = try SettingOptions.parse([key.flag, "some/text"]).given[key]
        #expect(given == Files.currentFolder.appending("some/text").string)
        #expect(try SettingOptions.parse([key.flag, ""]).given == [key: ""])
    }

    /// A style of captions is a name of ours, or a file.
    @Test func onlyTheFileOfAStyleIsMadeAbsolute() throws {
        #expect(try SettingOptions.parse(["--style", "box"]).given[.style] == "box")
        let file = Files.currentFolder.appending("mine.ass").string
        #expect(try SettingOptions.parse(["--style", "mine.ass"]).given[.style] == file)
    }
}
