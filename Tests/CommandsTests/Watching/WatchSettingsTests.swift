import ArgumentParser
import Intake
import Logging
import Pipeline
import Settings
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import Commands

@Suite struct WatchSettingsTests {
    private func settings(
        _ flags: [WatchKey: String] = [:],
        _ environment: [String: String] = [:],
        file: String? = nil
    ) async throws -> WatchSettings {
        try await ScratchFolder.with { scratch in
            let path = scratch.path.appending("watch.yaml")
            if let file { try TinyVideos.write(file, to: path) }
            let keys = WatchKey.allCases.map(\.rawValue)
            return try WatchSettings(
                flags: flags,
                environment: environment,
                configuration: file == nil ? nil : try Configuration(at: path, keys: keys),
                folder: "/here"
            )
        }
    }

    @Test func theDefaults() async throws {
        let settings = try await settings()
        #expect(settings.quiet == nil && settings.poll == nil && settings.metricsFile == nil)
        #expect(settings.minFree == 1_000_000_000 && settings.grace == 30 && settings.hookLimit == 60)
        #expect(settings.onReady == [] && settings.onError == [])
        #expect(settings.logFormat == .auto && settings.logLevel == .info)
    }

    @Test func flagsComeBeforeVariablesBeforeTheFile() async throws {
        let file = "quiet: 1\npoll: 1\ngrace: 1\ncrf: 30\n"
        let settings = try await settings(
            [.quiet: "3"],
            ["SMARTCLIP_QUIET": "2", "SMARTCLIP_POLL": "2"],
            file: file
        )
        #expect(settings.quiet == 3 && settings.poll == 2 && settings.grace == 1)
        #expect(settings.hookLimit == 60)
    }

    /// Every key is read from each of the three places, and has a flag and a variable of its name.
    @Test(arguments: WatchKey.allCases)
    func everyKeyIsReadFromEachPlace(_ key: WatchKey) async throws {
        let text: String
        switch key {
        case .quiet, .poll, .grace, .hookLimit: text = "77"
        case .minFree: text = "77k"
        case .onReady, .onError, .metricsFile: text = "/bin/x77"
        case .hookEnvironment: text = "A_1,B"
        case .logFormat: text = "json"
        case .logLevel: text = "debug"
        }
        let all = [
            try await settings([key: text]), try await settings([:], [key.variable: text]),
            try await settings(file: "\(key.rawValue): \(text)\n"),
        ]
        for settings in all {
            switch key {
            case .quiet: #expect(settings.quiet == 77)
            case .poll: #expect(settings.poll == 77)
            case .minFree: #expect(settings.minFree == 77_000)
            case .grace: #expect(settings.grace == 77)
            case .onReady: #expect(settings.onReady == [text])
            case .onError: #expect(settings.onError == [text])
            case .hookLimit: #expect(settings.hookLimit == 77)
            case .hookEnvironment: #expect(settings.hookEnvironment == ["A_1", "B"])
            case .metricsFile: #expect(settings.metricsFile == "/bin/x77")
            case .logFormat: #expect(settings.logFormat == .json)
            case .logLevel: #expect(settings.logLevel == .debug)
            }
        }
        let words = key.rawValue.split(separator: "_")
        #expect(key.flag == "--\(words.joined(separator: "-"))")
        #expect(key.variable == "SMARTCLIP_\(key.rawValue.uppercased())")
        #expect(try WatchFlags.parse([key.flag, text]).given == [key: text])
    }

    @Test func aProgramMayHaveArgumentsInTheFileOnly() async throws {
        let settings = try await settings(
            [.onError: "a program"],
            file: "on_ready: [notify, --title, Clips are ready]\n"
        )
        #expect(settings.onReady == ["notify", "--title", "Clips are ready"])
        #expect(settings.onError == ["a program"])
    }

    @Test func relativePathsBeginWhereTheProgramWasStarted() async throws {
        #expect(try await settings([.metricsFile: "m/x.prom"]).metricsFile == "/here/m/x.prom")
    }

    static let sizes: [(String, Int)] = [
        ("0", 0), ("1", 1), ("500M", 500_000_000), ("1.5G", 1_500_000_000), ("2T", 2_000_000_000_000), ("3k", 3000),
    ]

    @Test(arguments: sizes)
    func sizesAreRead(_ text: String, _ bytes: Int) async throws {
        let settings = try await settings([.minFree: text])
        #expect(settings.minFree == bytes)
    }

    static let wrong: [(WatchKey, String, String)] = [
        (.quiet, "soon", "quiet is a number of seconds from 0 to 86400, not \"soon\""),
        (.quiet, "-1", "quiet is a number of seconds from 0 to 86400, not \"-1\""),
        (.quiet, "nan", "quiet is a number of seconds from 0 to 86400, not \"nan\""),
        (.poll, "0", "poll is a number of seconds from 1 to 86400, not \"0\""),
        (.minFree, "G", "min_free is a size such as 500M or 2G, not \"G\""),
        (.minFree, "-1M", "min_free is a size such as 500M or 2G, not \"-1M\""),
        (.minFree, "1e99", "min_free is a size such as 500M or 2G, not \"1e99\""),
        (.minFree, "5 apples", "min_free is a size such as 500M or 2G, not \"5 apples\""),
        (.grace, "inf", "grace is a number of seconds from 1 to 3600, not \"inf\""),
        (.hookLimit, "0", "hook_limit is a number of seconds from 1 to 86400, not \"0\""),
        (.logFormat, "xml", "log_format is auto, text, json, not \"xml\""),
        (.logLevel, "loud", "log_level is trace, debug, info, notice, warning, error, critical, not \"loud\""),
        (.onReady, "", "on_ready is one value"),
        (.metricsFile, "", "metrics_file is one value"),
        (.hookEnvironment, "A=1", "hook_environment is names of variables, such as PUBLISH_URL, not \"A=1\""),
    ]

    /// From each place: the error names it, the key, and what would be right.
    @Test(arguments: wrong)
    func aWrongValueIsTold(_ key: WatchKey, _ text: String, _ problem: String) async throws {
        let flag = await #expect(throws: SettingsError.self) { try await settings([key: text]) }
        #expect(flag == SettingsError(place: key.flag, problem: problem))
        let variable = await #expect(throws: SettingsError.self) { try await settings([:], [key.variable: text]) }
        #expect(variable == SettingsError(place: key.variable, problem: problem))
        let file = await #expect(throws: SettingsError.self) {
            try await settings(file: "# a comment\n\(key.rawValue): \"\(text)\"\n")
        }
        #expect(file?.problem == problem && file?.place.hasSuffix("/watch.yaml:2") ?? false)
    }

    @Test func aListIsForProgramsOnly() async throws {
        let error = await #expect(throws: SettingsError.self) { try await settings(file: "quiet: [1, 2]\n") }
        #expect(error?.problem == "quiet is one value" && error?.place.hasSuffix(":1") ?? false)
    }

    @Test func anUnknownKeyIsToldWithOneThatIsNear() async throws {
        let error = await #expect(throws: SettingsError.self) { try await settings(file: "\n\nquite: 1\n") }
        #expect(error?.problem == "unknown key quite; did you mean quiet?")
        #expect(error?.place.hasSuffix("/watch.yaml:3") ?? false)
    }
}
