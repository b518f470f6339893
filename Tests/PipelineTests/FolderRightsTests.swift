import Intake
import Settings
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import Pipeline

/// What the settings files of a folder, into which others drop videos, may choose.
@Suite struct FolderRightsTests {
    private static let values: [SettingKey: String] = [
        .host: "mux", .analyst: "openai", .model: "dear", .recogniser: "server", .whisperModel: "/m.bin",
        .transcriptionModel: "dear", .windowTokens: "500", .muxPolicy: "public", .muxQuality: "premium",
        .muxMaxResolution: "2160p", .muxKeep: "current", .dayBudgetTokens: "5", .dayBudgetUSD: "5",
        .prompts: "/p", .prices: "/p", .style: "/p/mine.ass", .watermark: "/p/logo.png",
    ]

    private func settings(
        _ text: String,
        flags: [SettingKey: String] = [:],
        environment: [String: String] = [:],
        configuration: String? = nil,
        rules: [OperatorRules.Key: String] = [:]
    ) async throws -> Settings {
        try await ScratchFolder.with { scratch in
            let inbox = scratch.path.appending("inbox")
            try Files.makeDirectory(inbox)
            try AtomicFile.write(text.utf8, to: inbox.appending(".smartclip.yaml"))
            let file = scratch.path.appending("operator.yaml")
            if let configuration { try AtomicFile.write(configuration.utf8, to: file) }
            let read = configuration == nil ? nil : try Configuration(at: file, keys: [])
            var resolver = try SettingsResolver(
                flags: flags,
                environment: environment,
                configuration: read,
                rules: OperatorRules(flags: rules, environment: environment, configuration: read)
            )
            return try resolver.settings(of: inbox.appending("talk.mp4"), below: inbox)
        }
    }

    @Test(arguments: SettingKey.allCases)
    func whoIsAskedIsTheOperatorsToChoose(_ key: SettingKey) async throws {
        guard let value = Self.values[key] else {
            #expect(!key.row.isPermissible && key.row.isHarmless("1"))
            return
        }
        let error = await #expect(throws: SettingsError.self) {
            try await settings("crf: 30\n\(key.rawValue): \(value)\n")
        }
        #expect(error?.place.hasSuffix(".smartclip.yaml:2") == true)
        #expect(error?.problem.hasPrefix("\(key.rawValue) is the operator's to choose") == true)
        #expect(error?.problem.contains(key.variable) == true)
    }

    /// From each place that the operator has: flag, variable, file.
    @Test func theOperatorCanLetFoldersChoose() async throws {
        let text = "host: mux\nmodel: dear\n"
        let byFlag = try await settings(text, rules: [.foldersMay: "host, model"])
        let byVariable = try await settings(text, environment: ["SMARTCLIP_FOLDERS_MAY": "host,model"])
        let byFile = try await settings(text, configuration: "folders_may: [host, model]\n")
        for settings in [byFlag, byVariable, byFile] { #expect(settings.host == .mux && settings.model == "dear") }
        await #expect(throws: SettingsError.self) { try await settings(text, rules: [.foldersMay: "host"]) }
        // Flags stand above variables, and variables above the file.
        await #expect(throws: SettingsError.self) {
            try await settings(text, environment: ["SMARTCLIP_FOLDERS_MAY": "host,model"], rules: [.foldersMay: "host"])
        }
    }

    @Test(arguments: ["prompts", "day_budget_usd", "crf", "hosts", "all"])
    func onlyWhatCanBeAllowedIsTaken(_ word: String) {
        let error = #expect(throws: SettingsError.self) {
            try OperatorRules(flags: [.foldersMay: "host,\(word)"], environment: [:], configuration: nil)
        }
        #expect(error?.description.hasPrefix("--folders-may: folders_may is some of ") == true)
        #expect(error?.description.hasSuffix("not \"\(word)\"") == true)
    }

    @Test(arguments: ["none", "auto", "whisper-cli"])
    func aFolderMayHaveNothingSentAnywhere(_ recogniser: String) async throws {
        let settings = try await settings("recogniser: \(recogniser)\n", configuration: "recogniser: server\n")
        #expect(settings.recogniser.rawValue == recogniser)
    }

    static let budgets: [(folder: Int?, file: Int?, variable: Int?, flag: Int?, effective: Int?)] = [
        (nil, nil, nil, nil, nil), (5, nil, nil, nil, 5), (nil, 7, nil, nil, 7), (5, 7, nil, nil, 5),
        (9, 7, nil, nil, 7), (9, nil, 7, nil, 7), (5, nil, 7, nil, 5), (9, nil, nil, 7, 7), (5, nil, nil, 7, 5),
        // What stands higher with the operator counts, though it be more.
        (nil, 5, 7, nil, 7), (6, 5, nil, 7, 6), (9, 5, nil, 7, 7),
    ]

    @Test(arguments: budgets)
    func aFolderMayOnlySpendLess(_ one: (folder: Int?, file: Int?, variable: Int?, flag: Int?, effective: Int?))
        async throws
    {
        func line(_ key: String, _ value: Int?) -> String { value.map { "\(key): \($0)\n" } ?? "" }
        var environment: [String: String] = [:]
        environment["SMARTCLIP_BUDGET_TOKENS"] = one.variable.map { "\($0)" }
        environment["SMARTCLIP_BUDGET_USD"] = one.variable.map { "\($0)" }
        var flags: [SettingKey: String] = [:]
        flags[.budgetTokens] = one.flag.map { "\($0)" }
        flags[.budgetUSD] = one.flag.map { "\($0)" }
        let settings = try await settings(
            "crf: 30\n" + line("budget_tokens", one.folder) + line("budget_usd", one.folder),
            flags: flags,
            environment: environment,
            configuration: "crf: 31\n" + line("budget_tokens", one.file) + line("budget_usd", one.file)
        )
        #expect(settings.budgetTokens == one.effective)
        #expect(settings.budgetUSD == one.effective.map(Double.init))
        #expect(settings.crf == 30)
    }

    @Test func aFileThatIsTooLargeIsNamed() async throws {
        let error = await #expect(throws: SettingsError.self) {
            try await settings(String(repeating: "# nothing\n", count: 110_000))
        }
        #expect(error?.description.contains(".smartclip.yaml: cannot read (it has more than 1 MiB)") == true)
    }
}
