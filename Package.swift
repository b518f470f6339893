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
        // For other tools that read an outbox.
        .library(name: "Manifest", targets: ["Manifest"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // Libraries. None of them knows of the pipeline.
        .systemLibrary(name: "CUchardet", pkgConfig: "uchardet", providers: [.apt(["libuchardet-dev"])]),
        .target(name: "Transcript", dependencies: ["CUchardet"], swiftSettings: settings),
        .target(name: "TalkTime", swiftSettings: settings),
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

        // The pipeline itself: one file a stage, and the engine that runs them.
        .target(
            name: "Pipeline",
            dependencies: [
                "FolderWatch", "Highlights", "HTTPTransfer", "Manifest", "Media", "MuxVideo", "OpenAIChat", "Pages",
                "StateFiles", "Transcript",
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "Yams", package: "Yams"),
            ],
            path: "Pipeline",
            exclude: ["deploy"],
            resources: [
                .embedInCode("schemas/manifest.schema.json"),
                .embedInCode("schemas/moments.schema.json"),
                .embedInCode("schemas/stage-record.schema.json"),
                .embedInCode("schemas/index-line.schema.json"),
                .embedInCode("schemas/watch.schema.json"),
                .embedInCode("schemas/ledger.schema.json"),
                .embedInCode("schemas/spending-line.schema.json"),
                .embedInCode("prompts/choose.md"),
                .embedInCode("prompts/rank.md"),
                .embedInCode("prompts/captions.md"),
                .embedInCode("prompts/refine.md"),
                .embedInCode("prices.yaml"),
            ],
            swiftSettings: settings
        ),

        // The command line as a library, and the program.
        .target(
            name: "Commands",
            dependencies: [
                "Daemon", "FolderWatch", "Manifest", "Media", "Pipeline", "StateFiles", "TalkTime", "Transcript",
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings
        ),
        // Started by smartclip, not linked: it must only be built with it.
        .executableTarget(name: "smartclip", dependencies: ["Commands", "smartclip-inotify"], swiftSettings: settings),

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
        .testTarget(name: "TalkTimeTests", dependencies: ["TalkTime"], swiftSettings: settings),
        .testTarget(name: "TranscriptTests", dependencies: ["Transcript"], swiftSettings: settings),
        .testTarget(name: "HighlightsTests", dependencies: ["Highlights", "Transcript"], swiftSettings: settings),
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
                "Media",
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
        .testTarget(
            name: "PipelineTests",
            dependencies: [
                "FolderWatch", "Highlights", "HTTPTransfer", "Manifest", "Media", "MuxVideo", "OpenAIChat",
                "OpenAIEmulator", "Pipeline", "StateFiles",
                "TestSupport",
                "Transcript",
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "CommandsTests",
            dependencies: [
                "Commands", "Daemon", "FolderWatch", "Manifest", "Pipeline", "StateFiles", "TestSupport",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings
        ),
        // The built program, as a user runs it. Its tests are a target for each group of `Tests/run`: by itself, watching
        // folders, on host mux, with a language model.
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
            name: "ProgramWatchTests",
            dependencies: [
                "Manifest", "Pipeline", "ProgramSupport", "smartclip", "StateFiles", "TestSupport",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ProgramMuxTests",
            dependencies: [
                "EmulatorKit", "Manifest", "MuxEmulator", "ProgramSupport", "smartclip", "StateFiles", "TestSupport",
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
                "EmulatorKit", "mux-emulator", "OpenAIChat", "openai-emulator", "OpenAIEmulator",
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
                "HTTPTransfer", "Manifest", "OpenAIEmulator", "StateFiles", "TestSupport",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            path: "Tests/Benchmarks",
            swiftSettings: settings
        ),
    ]
)
