import Intake
import Settings
import StateFiles
import SystemPackage
import TestSupport
import Testing

@Suite struct SettingsTests {
    @Test func nearerPlacesWin() async throws {
        try await ScratchFolder.with { scratch in
            let inbox = scratch.path.appending("inbox")
            let talks = inbox.appending("talks")
            try Files.makeDirectory(talks)
            try AtomicFile.write("clips: 9\n".utf8, to: scratch.path.appending(".smartclip.yaml"))
            try AtomicFile.write("clips: 1\ncrf: 30\npreset: slow\n".utf8, to: inbox.appending(".smartclip.yaml"))
            try AtomicFile.write("clips: 2\ncrf: 31\n".utf8, to: talks.appending(".smartclip.yaml"))
            try AtomicFile.write("clips: 3\n".utf8, to: talks.appending("talk.smartclip.yaml"))
            let environment = ["SMARTCLIP_CLIPS": "4"]
            func settings(_ flags: [SettingKey: String], _ environment: [String: String]) throws -> Settings {
                var resolver = try SettingsResolver(flags: flags, environment: environment)
                return try resolver.settings(of: talks.appending("talk.mp4"), below: inbox)
            }
            let fromFiles = try settings([:], [:])
            #expect(fromFiles.clips == 3)
            #expect(fromFiles.crf == 31)
            #expect(fromFiles.preset == .slow)
            #expect(try settings([:], environment).clips == 4)
            #expect(try settings([.clips: "5"], environment).clips == 5)
        }
    }

    @Test func pathsInAFileLeadFromItsFolder() async throws {
        try await ScratchFolder.with { scratch in
            let inbox = scratch.path.appending("inbox")
            let talks = inbox.appending("talks")
            try Files.makeDirectory(talks)
            let config = scratch.path.appending("smartclip.yaml")
            try AtomicFile.write("watermark: logo.png\nstyle: quiet\nprompts: words\n".utf8, to: config)
            try AtomicFile.write("style: ../mine.ass\n".utf8, to: talks.appending(".smartclip.yaml"))
            try AtomicFile.write("watermark: /srv/own.png\n".utf8, to: talks.appending("own.smartclip.yaml"))
            var rules = OperatorRules()
            rules.foldersMay = [.style, .watermark]
            var resolver = try SettingsResolver(
                flags: [:],
                environment: [:],
                configuration: try Configuration(at: config, keys: []),
                rules: rules
            )
            let talk = try resolver.settings(of: talks.appending("talk.mp4"), below: inbox)
            #expect(talk.watermark == scratch.path.appending("logo.png").string)
            #expect(talk.prompts == scratch.path.appending("words").string)
            #expect(talk.style == inbox.appending("mine.ass").string)
            #expect(try resolver.settings(of: inbox.appending("a.mp4"), below: inbox).style == "quiet")
            #expect(try resolver.settings(of: talks.appending("own.mp4"), below: inbox).watermark == "/srv/own.png")
        }
    }

    @Test(arguments: [
        ("clips: 3\nclisp: 4\n", "x.yaml:2: unknown key clisp; did you mean clips?"),
        ("\n\nclips: many\n", "x.yaml:3: clips is a whole number from 1 to 100, not \"many\""),
        ("clips: [1, 2]\n", "x.yaml:1: clips is one value, not a list or a mapping"),
        ("- clips\n", "x.yaml: is not a list of \"key: value\" lines"),
        (
            "ignore: [a/b]\n",
            "x.yaml:1: ignore is none, or names of files or folders with * and ? in them, without a /, not \"a/b\""
        ),
        ("require_transcript: perhaps\n", "x.yaml:1: require_transcript is true or false, not \"perhaps\""),
        ("language: Deutsch!\n", "x.yaml:1: language is a language tag such as en or pt-BR, or auto, not \"Deutsch!\""),
    ])
    func whatIsWrongIsNamed(_ text: String, _ message: String) throws {
        let error = #expect(throws: SettingsError.self) {
            var settings = Settings()
            try SettingsFile(text, name: "x.yaml").apply(to: &settings)
        }
        #expect(error?.description == message)
    }

    @Test(arguments: ["clips: 3\nclips: 4\n", "a: b: c\n", "\"", "clips: &x *x"])
    func brokenYAMLIsAnErrorThatNamesTheFile(_ text: String) {
        let error = #expect(throws: SettingsError.self) { try SettingsFile(text, name: "x.yaml") }
        #expect(error?.description.hasPrefix("x.yaml") == true)
    }

    /// A kilobyte of lists of lists would take all memory there is.
    @Test(.timeLimit(.minutes(5))) func aliasesOfAliasesAreRefused() {
        var text = "x: [&a0 [x, x]"
        for level in 1..<40 { text += ", &a\(level) [*a\(level - 1), *a\(level - 1)]" }
        let error = #expect(throws: SettingsError.self) { try SettingsFile(text + "]\n? *a39\n: 2\n", name: "x.yaml") }
        #expect(error?.description == "x.yaml: has more than 20 aliases (*name); write them out")
    }

    @Test(arguments: [
        ("a: *b", 1), ("a: [*b, *c]", 2), ("a: \"*b *c\"", 0), ("a: '*b' # *c", 0), ("a: 2*b", 0), ("- *b\n- *c", 2),
        ("a: \"\\\" *b\"", 0), ("ignore: ['*.a', \"*.b\"]", 0), ("? *b", 1),
    ])
    func aliasesAreCountedOutsideOfQuotes(_ text: String, _ count: Int) {
        #expect(YAMLAliases.count(in: text) == count)
    }

    @Test(arguments: ["", "# nothing\n", "\n"])
    func anEmptyFileSaysNothing(_ text: String) throws {
        #expect(try SettingsFile(text, name: "x.yaml").entries.isEmpty)
    }

    @Test func flagsAndVariablesAreNamedWhenTheyAreWrong() {
        let flag = #expect(throws: SettingsError.self) {
            try SettingsResolver(flags: [.minLength: "4"], environment: [:])
        }
        #expect(flag?.place == "--min-length")
        let variable = #expect(throws: SettingsError.self) {
            try SettingsResolver(flags: [:], environment: ["SMARTCLIP_CRF": "-1"])
        }
        #expect(variable?.place == "SMARTCLIP_CRF")
        #expect(throws: SettingsError.self) {
            try SettingsResolver(flags: [.minLength: "60", .maxLength: "20"], environment: [:]).defaults()
        }
    }
}
