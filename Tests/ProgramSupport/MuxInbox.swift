import Concurrency
import EmulatorKit
import FoundationEssentials
import Glibc
import Intake
import Manifest
import Outbox
import StateFiles
import SystemPackage
import TestSupport
import Testing

/// A scratch folder with an inbox, and an emulator of Mux beside it.
struct MuxInbox: Sendable {
    let folder: FilePath
    let mux: MuxServer
    var inbox: FilePath { folder.appending("inbox") }
    var outbox: FilePath { folder.appending("outbox") }

    /// Flags that give one short clip of a video of six seconds.
    static let short = ["--clips", "1", "--min-length", "5", "--max-length", "12"]
    /// Flags that give two clips of a talk of half a minute.
    static let long = ["--clips", "2", "--min-length", "5", "--max-length", "12"]
    /// Flags that all runs have.
    static let flags = ["--host", "mux", "--preset", "ultrafast", "--recogniser", "none", "--progress", "plain"]

    /// Runs a body with an empty inbox and an emulator with these options; `FOLDER` in them stands for the scratch folder.
    static func with(_ options: [String] = [], _ body: (MuxInbox) async throws -> Void) async throws {
        try await ScratchFolder.with { scratch in
            let options = options.map { $0.replacing("FOLDER", with: scratch.path.string) }
            try Files.makeDirectory(scratch.path.appending("inbox"))
            try await MuxServer.with(options, folder: scratch.path.appending("emulator")) { mux in
                try await body(MuxInbox(folder: scratch.path, mux: mux))
            }
        }
    }

    // MARK: - The inbox

    /// Adds videos of six seconds that speak, for Mux's ears only.
    func addShort(_ names: String...) async throws {
        for (number, name) in names.enumerated() { try await addShort(name, number: number) }
    }

    func addShort(_ name: String, number: Int) async throws {
        try write(try await WatchInbox.video(number), to: inbox.appending("\(name).mp4"))
    }

    /// Adds a talk of half a minute.
    func addTalk(_ name: String, number: Int = 0, captions: Bool = true) async throws {
        let video = SampleSource.numbered(try await SampleSource.shared.bytes(.plain), number)
        try write(video, to: inbox.appending("\(name).mp4"))
        if captions { try write(try await SampleSource.shared.captions(), to: inbox.appending("\(name).vtt")) }
    }

    func write(_ content: some Sequence<UInt8>, to path: FilePath) throws {
        try Files.makeDirectory(path.removingLastComponent())
        try AtomicFile.write(Array(content), to: path)
    }

    // MARK: - The program

    /// The program with what it needs to find the emulator.
    func program(_ environment: [String: String?] = [:]) throws -> Program {
        Program(try Program.smartclip.path, environment: mux.environment.merging(environment) { $1 })
    }

    /// `smartclip run inbox` on host `mux`.
    func run(
        _ kind: [String] = short,
        _ more: String...,
        output: String = "outbox",
        environment: [String: String?] = [:]
    ) async throws -> Program.Ending {
        try await program(environment).run(
            ["run", "inbox", "--output", output] + Self.flags + kind + more,
            in: folder
        )
    }

    /// `smartclip COMMAND … --output outbox`.
    func smartclip(_ arguments: String...) async throws -> Program.Ending {
        try await program().run(arguments + ["--output", "outbox"], in: folder)
    }

    /// Starts a run beside a body that is told its process id, and kills it when the body is done. Says whether it was
    /// still going.
    @discardableResult
    func runAndKill(
        _ more: [String] = [],
        kind: [String] = short,
        environment: [String: String?] = [:],
        _ body: (pid_t) async throws -> Void
    ) async throws -> Bool {
        try await program(environment).runAndKill(
            ["run", "inbox", "--output", "outbox"] + Self.flags + kind + more,
            in: folder,
            when: body
        )
    }

    /// Asks the emulator again and again until its counts are as they are waited for.
    func wait(_ what: String, _ isSo: (MuxStats) -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while true {
            let stats = try await mux.stats()
            if isSo(stats) { return }
            guard ContinuousClock.now < deadline else { throw Late(what: what, stats: "\(stats.json)") }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Waits until a process that the test started has ended by itself.
    func ended(_ process: pid_t) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while true {
            // Nobody has asked yet how it ended, so that it is still listed.
            let text = String(decoding: try Files.read(FilePath("/proc/\(process)/status")), as: UTF8.self)
            if text.contains("Threads:\t1\n"), text.contains("State:\tZ") { return }
            guard ContinuousClock.now < deadline else { throw Late(what: "the end of a process", stats: text) }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    struct Late: Error {
        let what: String
        let stats: String
    }

    // MARK: - The outbox

    func file(_ path: String) -> FilePath { outbox.appending(FilePath(path).components) }

    func record(_ video: String, _ stage: StageName) throws -> StageRecord {
        try JSONText.decode(StageRecord.self, from: Data(try Files.read(file("\(video)/\(stage.recordPath)"))))
    }

    func manifest(_ video: String) throws -> VideoManifest {
        try JSONText.decode(VideoManifest.self, from: Data(try Files.read(file("\(video)/manifest.json"))))
    }

    /// Every ledger of the outbox; throws where one cannot be read.
    func ledgers() throws -> [RemoteLedger] {
        let folder = file(".smartclip/ledger")
        guard try FileFacts.ifPresent(folder) != nil else { return [] }
        return try Files.list(folder).filter { $0.string.hasSuffix(".json") }.map { name in
            try JSONText.decode(RemoteLedger.self, from: Data(try Files.read(folder.appending(name))))
        }
    }

    /// Checks that all these videos are ready with as many clips, that Mux was asked for each once, and that both sides agree.
    func expectReady(_ videos: [String], clips: Int) async throws {
        for video in videos {
            let manifest = try manifest(video)
            #expect(manifest.status == .ready, "\(video): \(manifest.error?.message ?? "")")
            #expect(manifest.clips.count == clips)
            for clip in manifest.clips { #expect(clip.checks?.frames == clip.checks?.framesExpected) }
        }
        try await mux.stats().expectOneOfEach(videos: videos.count, clips: videos.count * clips)
        let doctor = try await smartclip("doctor", "--remote")
        #expect(doctor.code == 0, "\(doctor.output)")
        #expect(doctor.output.contains("\(videos.count * (1 + clips)) assets stand and are used"), "\(doctor.output)")
        let leftovers = try OutboxTree(outbox).leftovers
        #expect(leftovers == [])
    }
}
