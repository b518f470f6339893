// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let package = Package(
    name: "smartclip",
    products: [
        .executable(name: "smartclip", targets: ["smartclip"]),
        .executable(name: "smartclip-inotify", targets: ["smartclip-inotify"]),
        .executable(name: "smartclip-desk", targets: ["smartclip-desk"]),
        .executable(name: "smartclip-cut", targets: ["smartclip-cut"]),
        // For other tools that read an outbox.
        .library(name: "Manifest", targets: ["Manifest"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0", traits: []),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // Libraries. None of them knows of the pipeline.
        .target(name: "Concurrency", swiftSettings: settings),
        .systemLibrary(name: "CUchardet", pkgConfig: "uchardet", providers: [.apt(["libuchardet-dev"])]),
        .target(name: "Transcript", dependencies: ["CUchardet"], swiftSettings: settings),
        // Captions on the picture, as a script for libass.
        .target(
            name: "BurnedCaptions",
            dependencies: ["Transcript"],
            resources: [
                .embedInCode("Styles/bold.ass"), .embedInCode("Styles/box.ass"), .embedInCode("Styles/quiet.ass"),
            ],
            swiftSettings: settings
        ),
        .target(name: "TalkTime", swiftSettings: settings),
        .target(name: "Framing", swiftSettings: settings),
        .target(name: "Highlights", dependencies: ["TalkTime", "Transcript"], swiftSettings: settings),
        .target(name: "Manifest", dependencies: ["TalkTime"], swiftSettings: settings),
        .target(name: "Pages", dependencies: ["Manifest", "TalkTime"], swiftSettings: settings),
        .target(name: "CCrashMarks"),
        .systemLibrary(name: "CLinux"),
        .target(
            name: "StateFiles",
            dependencies: [
                "CCrashMarks", "CLinux",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "Daemon",
            dependencies: [
                "StateFiles",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings
        ),
        // Cutting without encoding. The helper is a program of its own, since Debian's ffmpeg is GPL and a source may be hostile;
        // nothing but a line of JSON, and the clip, comes back. Without pkg-config: what it names would be linked to smartclip, too.
        .systemLibrary(name: "CLibAV", providers: [.apt(["libavformat-dev", "libavcodec-dev", "libavutil-dev"])]),
        .executableTarget(
            name: "smartclip-cut",
            dependencies: ["CLibAV"],
            exclude: ["LICENSE"],
            cSettings: [
                .define("_GNU_SOURCE"), .enableWarning("all"), .enableWarning("extra"), .treatAllWarnings(as: .error),
            ],
            linkerSettings: [.linkedLibrary("avformat"), .linkedLibrary("avcodec"), .linkedLibrary("avutil")]
        ),
        .target(
            name: "Media",
            dependencies: [
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings
        ),

        // Services elsewhere.
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .target(
            name: "HTTPTransfer",
            dependencies: ["CCurl", .product(name: "SystemPackage", package: "swift-system")],
            swiftSettings: settings
        ),
        .target(
            name: "MuxVideo",
            dependencies: [
                "HTTPTransfer",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings
        ),

        .target(
            name: "OpenAIChat",
            dependencies: ["HTTPTransfer", .product(name: "SystemPackage", package: "swift-system")],
            swiftSettings: settings
        ),

        // What `smartclip setup` installs, where, and whether it is whole.
        .target(
            name: "Installation",
            dependencies: [
                "CLinux", "HTTPTransfer", "Manifest", "StateFiles",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            resources: [
                .embedInCode("speech.lock"), .embedInCode("faces.lock"), .embedInCode("unpack.py"),
                .embedInCode("selftest.py"), .embedInCode("selftest_faces.py"),
            ],
            swiftSettings: settings
        ),

        // What appears in folders. The helper is a program of its own, since libinotifytools is GPL-2.0-only and one
        // unlocked instance a process; nothing but its lines of JSON goes between them.
        .systemLibrary(name: "CInotifyTools", providers: [.apt(["libinotifytools0-dev"])]),
        .executableTarget(
            name: "smartclip-inotify",
            dependencies: ["CInotifyTools"],
            exclude: ["LICENSE"],
            swiftSettings: settings + [.strictMemorySafety()]
        ),
        .target(
            name: "FolderWatch",
            dependencies: [
                "CLinux", "StateFiles",
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings
        ),

        // What lies in an inbox: videos, the captions beside them, and names that are neither.
        .target(
            name: "Intake",
            dependencies: [
                "Manifest", "StateFiles", "TalkTime", "Transcript",
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            path: "Pipeline/Intake",
            swiftSettings: settings
        ),

        // What is kept of videos: folders, records, seals, the list of all, moments as people change them, the manifest.
        .target(
            name: "Outbox",
            dependencies: [
                "Concurrency", "Framing", "Highlights", "Intake", "Manifest", "Pages", "StateFiles", "TalkTime",
                "Transcript",
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            path: "Pipeline/Outbox",
            resources: [.embedInCode("platform-limits.json")],
            swiftSettings: settings
        ),

        // What a user can choose, and where it is written.
        .target(
            name: "Settings",
            dependencies: [
                "BurnedCaptions", "Framing", "Highlights", "Intake", "Manifest", "StateFiles",
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "Yams", package: "Yams"),
            ],
            path: "Pipeline/Settings",
            swiftSettings: settings
        ),

        // What a host, an analyst and a recogniser are, and what a stage gives them to work with.
        .target(
            name: "Roles",
            dependencies: [
                "HTTPTransfer", "Highlights", "Intake", "Manifest", "Media", "Outbox", "Settings", "StateFiles",
                "Transcript",
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            path: "Pipeline/Roles",
            swiftSettings: settings
        ),
        // Hosts. None of them knows another, nor the engine.
        .target(
            name: "HostLocal",
            dependencies: [
                "Manifest", "Media", "Outbox", "Roles", "Settings", "StateFiles",
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            path: "Pipeline/Hosts/Local",
            swiftSettings: settings
        ),
        // The Mux Video API.
        .target(
            name: "HostMux",
            dependencies: [
                "Concurrency", "HTTPTransfer", "Intake", "Manifest", "Media", "MuxVideo", "Outbox", "Roles", "Settings",
                "StateFiles", "TalkTime", "Transcript",
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            path: "Pipeline/Hosts/Mux",
            swiftSettings: settings
        ),
        // Servers that speak the OpenAI API: the way to them, what may be spent, what was answered.
        .target(
            name: "OpenAIAccess",
            dependencies: [
                "HTTPTransfer", "Intake", "Manifest", "OpenAIChat", "Outbox", "Roles", "Settings", "StateFiles",
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "Yams", package: "Yams"),
            ],
            path: "Pipeline/OpenAI",
            resources: [
                .embedInCode("prompts/choose.md"),
                .embedInCode("prompts/rank.md"),
                .embedInCode("prompts/captions.md"),
                .embedInCode("prompts/refine.md"),
                .embedInCode("prompts/add.md"),
                .embedInCode("prices.yaml"),
            ],
            swiftSettings: settings
        ),
        // Analysts.
        .target(
            name: "AnalystExtractive",
            dependencies: [
                "Highlights", "Manifest", "Outbox", "Roles", "Settings", "StateFiles",
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            path: "Pipeline/Analysts/Extractive",
            swiftSettings: settings
        ),
        // A language model.
        .target(
            name: "AnalystModel",
            dependencies: [
                "Concurrency", "Highlights", "Intake", "Manifest", "OpenAIAccess", "OpenAIChat", "Outbox", "Roles",
                "Settings",
                "StateFiles", "TalkTime", "Transcript",
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            path: "Pipeline/Analysts/Model",
            swiftSettings: settings
        ),
        // Recognisers on this machine and behind servers.
        .target(
            name: "Recognisers",
            dependencies: [
                "Concurrency", "Highlights", "Installation", "Intake", "Manifest", "Media", "OpenAIAccess",
                "OpenAIChat", "Outbox",
                "Roles", "Settings",
                "StateFiles", "TalkTime", "Transcript",
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            path: "Pipeline/Recognisers",
            resources: [.embedInCode("Whisper/hear.py")],
            swiftSettings: settings
        ),
        // The pipeline itself: one file a stage, and the engine that runs them.
        .target(
            name: "Pipeline",
            dependencies: [
                "AnalystExtractive", "AnalystModel", "BurnedCaptions", "Concurrency", "Framing", "Highlights",
                "HostLocal",
                "HostMux", "Installation", "Intake",
                "Manifest", "Media", "OpenAIAccess", "Outbox", "Recognisers", "Roles", "Settings",
                "StateFiles",
                "Transcript", .product(name: "SystemPackage", package: "swift-system"),
            ],
            path: "Pipeline",
            exclude: [
                "Analysts", "Desk", "Hosts", "Intake", "OpenAI", "Outbox", "Recognisers", "Roles", "Settings", "Watch",
                "cluster", "deploy",
            ],
            resources: [
                .embedInCode("Renditions/see.py"),
                .embedInCode("schemas/manifest.schema.json"),
                .embedInCode("schemas/moments.schema.json"),
                .embedInCode("schemas/stage-record.schema.json"),
                .embedInCode("schemas/index-line.schema.json"),
                .embedInCode("schemas/watch.schema.json"),
                .embedInCode("schemas/ledger.schema.json"),
                .embedInCode("schemas/spending-line.schema.json"),
            ],
            swiftSettings: settings
        ),

        // Keeps an outbox in step with an inbox: notices what changes, decides when a file is whole, has the engine work on it.
        .target(
            name: "Watching",
            dependencies: [
                "Concurrency", "FolderWatch", "Intake", "Manifest", "Media", "Outbox", "Pipeline", "Settings",
                "StateFiles",
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            path: "Pipeline/Watch",
            swiftSettings: settings
        ),

        // The review desk: a server over an outbox's files, its page and its API. A program of its own, which `smartclip serve`
        // starts: whoever does not serve builds no server.
        .target(
            name: "Desk",
            dependencies: [
                "Concurrency", "Daemon", "HTTPTransfer", "Intake", "Manifest", "Media", "MuxVideo", "Outbox",
                "Framing", "StateFiles", "Transcript",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            path: "Pipeline/Desk",
            resources: [
                .embedInCode("openapi.json"),
                .embedInCode("Site"),
            ],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "smartclip-desk",
            dependencies: [
                "Desk",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings
        ),

        // The command line as a library, and the program.
        .target(
            name: "Commands",
            dependencies: [
                "Concurrency", "Daemon", "FolderWatch", "Highlights", "Installation", "Intake", "Manifest", "Media",
                "OpenAIAccess", "Outbox", "Pipeline", "Recognisers", "Roles", "Settings", "StateFiles", "TalkTime",
                "Transcript", "Watching",
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings
        ),
        // Helpers are started by smartclip, not linked: they must only be built with it.
        .executableTarget(
            name: "smartclip",
            dependencies: ["Commands", "smartclip-cut", "smartclip-inotify"],
            swiftSettings: settings
        ),

        // One folder of tests a target; ProgramTests run the built program, as a user does.
        .target(
            name: "TestSupport",
            dependencies: [
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            path: "Tests/TestSupport",
            swiftSettings: settings
        ),
        .testTarget(name: "FramingTests", dependencies: ["Framing"], swiftSettings: settings),
        .testTarget(name: "TalkTimeTests", dependencies: ["TalkTime"], swiftSettings: settings),
        .testTarget(name: "TranscriptTests", dependencies: ["Transcript"], swiftSettings: settings),
        .testTarget(
            name: "BurnedCaptionsTests",
            dependencies: [
                "BurnedCaptions", "TestSupport", "Transcript",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "HighlightsTests",
            dependencies: ["Highlights", "TestSupport", "Transcript"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ManifestTests",
            dependencies: [
                "Manifest", "manifest-example", "TestSupport",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings
        ),
        // What the README shows to those who read an outbox from Swift.
        .executableTarget(
            name: "manifest-example",
            dependencies: ["Manifest"],
            path: "Tests/ManifestExample",
            swiftSettings: settings
        ),
        .testTarget(name: "PagesTests", dependencies: ["Manifest", "Pages"], swiftSettings: settings),
        .testTarget(
            name: "MediaTests",
            dependencies: [
                "Media", "smartclip-cut", "TestSupport",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "HTTPTransferTests",
            dependencies: ["HTTPTransfer", .product(name: "SystemPackage", package: "swift-system")],
            swiftSettings: settings
        ),
        .testTarget(
            name: "InstallationTests",
            dependencies: [
                "EmulatorKit", "HTTPTransfer", "Installation", "Manifest", "StateFiles", "TestSupport",
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings
        ),
        // `setup speech` with pins that a test names: its models and packages are small ones of the test's making.
        .executableTarget(
            name: "small-setup",
            dependencies: [
                "HTTPTransfer", "Installation", "Manifest", "StateFiles",
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            path: "Tests/SmallSetup",
            swiftSettings: settings
        ),
        .testTarget(
            name: "MuxVideoTests",
            dependencies: [
                "HTTPTransfer", "mux-emulator", "MuxVideo",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "OpenAIChatTests",
            dependencies: [
                "EmulatorKit", "HTTPTransfer", "OpenAIChat", "OpenAIEmulator",
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "StateFilesTests",
            dependencies: ["StateFiles", "TestSupport", .product(name: "SystemPackage", package: "swift-system")],
            swiftSettings: settings
        ),
        .testTarget(
            name: "DaemonTests",
            dependencies: [
                "Daemon", "StateFiles", "TestSupport",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "FolderWatchTests",
            dependencies: [
                "FolderWatch", "smartclip-inotify", "StateFiles", "TestSupport",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "OutboxSupport",
            dependencies: [
                "Manifest", "Outbox", "StateFiles", "TestSupport",
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            path: "Tests/OutboxSupport",
            swiftSettings: settings
        ),
        .testTarget(
            name: "DeskTests",
            dependencies: [
                "Concurrency", "Desk", "Manifest", "Outbox", "OutboxSupport", "smartclip-desk", "StateFiles",
                "TestSupport",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ProgramDeskTests",
            dependencies: [
                "EmulatorKit", "HTTPTransfer", "Manifest", "MuxEmulator", "ProgramSupport", "smartclip",
                "smartclip-desk", "StateFiles", "TestSupport",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            exclude: ["drive.py", "parts.js"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "OutboxTests",
            dependencies: [
                "Manifest", "Outbox", "OutboxSupport", "StateFiles", "TestSupport",
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "PipelineTests",
            dependencies: [
                "AnalystModel", "Concurrency", "Highlights", "HostLocal", "HostMux", "HTTPTransfer", "Installation",
                "Intake", "Manifest", "Media", "MuxVideo", "OpenAIAccess", "OpenAIChat", "OpenAIEmulator", "Outbox",
                "Pipeline",
                "Recognisers", "Roles", "Settings", "StateFiles", "TestSupport", "Transcript",
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            exclude: ["Renditions/test_see.py", "Speech/fake_helper.py", "Speech/test_hear.py"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "WatchingTests",
            dependencies: [
                "Concurrency", "FolderWatch", "Intake", "Manifest", "Media", "Outbox", "Pipeline", "Settings",
                "StateFiles", "TestSupport", "Watching",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "CommandsTests",
            dependencies: [
                "Commands", "Daemon", "FolderWatch", "Intake", "Manifest", "Outbox", "Pipeline", "Roles", "Settings",
                "StateFiles", "TestSupport", "Watching",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings
        ),
        // The built program, as a user runs it. Its tests are a target for each group of `Tests/run`: by itself, setting up what it
        // needs, watching folders, on host mux, with a language model.
        .target(
            name: "ProgramSupport",
            dependencies: [
                "EmulatorKit", "HTTPTransfer", "Manifest", "mux-emulator", "Pipeline", "StateFiles", "TestSupport",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            path: "Tests/ProgramSupport",
            swiftSettings: settings
        ),
        .testTarget(
            name: "ProgramTests",
            dependencies: [
                "Manifest", "ProgramSupport", "smartclip", "StateFiles", "TestSupport",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ProgramSetupTests",
            dependencies: [
                "EmulatorKit", "ProgramSupport", "small-setup", "smartclip", "StateFiles", "TestSupport",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ProgramWatchTests",
            dependencies: [
                "Manifest", "Outbox", "Pipeline", "ProgramSupport", "smartclip", "StateFiles", "TestSupport",
                "Watching",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ProgramMuxTests",
            dependencies: [
                "EmulatorKit", "HTTPTransfer", "Manifest", "MuxEmulator", "ProgramSupport", "smartclip", "StateFiles",
                "TestSupport",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ProgramModelTests",
            dependencies: [
                "EmulatorKit", "Highlights", "HTTPTransfer", "Manifest", "openai-emulator", "OpenAIEmulator",
                "ProgramSupport",
                "smartclip", "StateFiles", "TestSupport",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings
        ),

        // Servers that keep to the wire contracts of services, for tests of any client.
        .target(
            name: "EmulatorKit",
            dependencies: [
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            path: "Tests/Emulators/EmulatorKit",
            swiftSettings: settings
        ),
        .target(
            name: "MuxEmulator",
            dependencies: [
                "EmulatorKit",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            path: "Tests/Emulators/MuxEmulator",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "mux-emulator",
            dependencies: [
                "EmulatorKit", "MuxEmulator",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            path: "Tests/Emulators/mux-emulator",
            swiftSettings: settings
        ),
        .target(
            name: "OpenAIEmulator",
            dependencies: [
                "EmulatorKit",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            path: "Tests/Emulators/OpenAIEmulator",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "openai-emulator",
            dependencies: [
                "EmulatorKit", "OpenAIEmulator",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            path: "Tests/Emulators/openai-emulator",
            swiftSettings: settings
        ),
        .testTarget(
            name: "EmulatorTests",
            dependencies: [
                "EmulatorKit", "mux-emulator", "OpenAIChat", "openai-emulator", "OpenAIEmulator", "TestSupport",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            exclude: ["mux_sdk.py", "openai_sdk.py"],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "smartclip-bench",
            dependencies: [
                "Framing", "HTTPTransfer", "Installation", "Manifest", "OpenAIEmulator", "StateFiles", "TestSupport",
                "Transcript",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            path: "Tests/Benchmarks",
            exclude: ["choosing.py", "cutting.py", "desk.py", "many.py", "renditions.py", "seams.py", "usage.py"],
            resources: [.embedInCode("plain_whisper.py"), .embedInCode("Framing/scenes.py")],
            swiftSettings: settings
        ),
    ],
    cLanguageStandard: .gnu11
)
