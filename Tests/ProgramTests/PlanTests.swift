import FoundationEssentials
import Intake
import Manifest
import StateFiles
import SystemPackage
import TestSupport
import Testing

/// What `plan` says is what `run` does: the same stages of the same videos.
@Suite(.serialized, .timeLimit(.minutes(5))) struct PlanTests {
    private struct Line: Decodable {
        struct Step: Decodable {
            let stage: StageName
        }

        let video: String
        let stages: [Step]
        struct Cut: Decodable {
            let moment: String
            let method: ClipChecks.Cut.Method
            let reason: String?
            let copiedFrames: Int?
            let encodedFrames: Int?

            enum CodingKeys: String, CodingKey {
                case moment, method, reason
                case copiedFrames = "copied_frames"
                case encodedFrames = "encoded_frames"
            }
        }

        let clipsToCut: Int?
        let cuts: [Cut]

        enum CodingKeys: String, CodingKey {
            case video, stages, cuts
            case clipsToCut = "clips_to_cut"
        }
    }

    private struct Event: Decodable {
        let event: String
        let video: String?
        let stage: StageName?
    }

    private func lines<Value: Decodable>(_ text: String, _ type: Value.Type) throws -> [Value] {
        try text.split(separator: "\n").map { try JSONText.decode(type, from: Data($0.utf8)) }
    }

    /// Plans, checks that planning changed nothing, runs, and says what both said.
    private func planAndRun(_ inbox: Inbox, _ flags: [String] = []) async throws -> [String: [StageName]] {
        let folder = inbox.folder
        let quick = Inbox.flags.dropLast(2) + flags
        let before = try Snapshot(inbox.folder)
        let plan = try await Program.smartclip.run(
            ["plan", "inbox", "--output", "outbox", "--json"] + quick,
            in: folder
        )
        #expect(plan.code == 0, "\(plan.errors)")
        #expect(try Snapshot(inbox.folder) == before)
        var planned: [String: [StageName]] = [:]
        let lines = try self.lines(plan.output, Line.self)
        for line in lines where !line.stages.isEmpty { planned[line.video] = line.stages.map(\.stage) }
        let run = try await Program.smartclip.run(
            ["run", "inbox", "--output", "outbox", "--progress", "json"] + quick,
            in: folder
        )
        #expect(run.code == 0, "\(run.errors)")
        var ran: [String: [StageName]] = [:]
        for line in lines { try expectCuts(line, inbox) }
        let told = run.errors.split(separator: "\n").filter { $0.hasPrefix("{") }.joined(separator: "\n")
        for event in try self.lines(told, Event.self) where event.event == "stage_began" {
            ran[try #require(event.video), default: []].append(try #require(event.stage))
        }
        #expect(planned == ran)
        return ran
    }

    /// Each clip whose moment was known was made as the plan said; more was copied only where its start was moved.
    private func expectCuts(_ line: Line, _ inbox: Inbox) throws {
        #expect(line.cuts.count == line.clipsToCut ?? 0)
        if line.cuts.isEmpty { return }
        let manifest = try inbox.manifest(line.video)
        for planned in line.cuts {
            let clip = try #require(manifest.clips.first { $0.momentId == planned.moment })
            let cut = try #require(clip.checks?.cut)
            guard cut.startMoved == nil else { continue }
            #expect(cut.method == planned.method && cut.reason == planned.reason)
            #expect(cut.copiedFrames == planned.copiedFrames && cut.encodedFrames == planned.encodedFrames)
        }
    }

    @Test func withoutItsProgramsAPlanEndsAsARunWould() async throws {
        try await ScratchFolder.with { scratch in
            let inbox = scratch.path.appending("inbox")
            try Files.makeDirectory(inbox)
            try AtomicFile.write([1], to: inbox.appending("talk.mp4"))
            for command in ["plan", "run"] {
                let ended = try await Program(try Program.smartclip.path, environment: ["PATH": "/nonexistent"]).run(
                    [command, "inbox", "--output", "outbox"],
                    in: scratch.path
                )
                #expect(ended.code == 3 && ended.errors.contains("ffmpeg"), "\(command): \(ended.errors)")
            }
        }
    }

    @Test func aFreshInbox() async throws {
        try await Inbox.with { inbox in
            let all = StageName.allCases
            let ran1 = try await planAndRun(inbox)
            #expect(ran1 == ["alpha": all, "beta": all, "gamma": all])
            let ran2 = try await planAndRun(inbox)
            #expect(ran2 == [:])
        }
    }

    /// Options, each added to those before it, and the stages that it touches.
    private static let changes: [(flags: [String], stages: [StageName])] = [
        (["--crf", "30"], [.clip, .caption]),
        (["--clips", "1"], [.analyze, .clip, .caption]),
        (["--language", "de"], [.fetchVTT, .analyze, .clip, .caption]),
        (["--require-transcript", "true"], []),
    ]

    @Test func aChangedOptionRunsOnlyTheStagesItTouches() async throws {
        try await Inbox.finished { inbox in
            for name in ["alpha", "gamma"] {
                for ending in ["mp4", "vtt"] { try Files.removeFile(inbox.inbox.appending("\(name).\(ending)")) }
            }
            var flags: [String] = []
            for change in Self.changes {
                flags += change.flags
                let ran = try await planAndRun(inbox, flags)
                #expect(ran == (change.stages.isEmpty ? [:] : ["beta": change.stages]), "\(change.flags)")
                let again = try await planAndRun(inbox, flags)
                #expect(again == [:], "\(change.flags)")
            }
        }
    }

    @Test func captionsThatChangedDamageAndEdits() async throws {
        try await Inbox.finished { inbox in
            let captions = inbox.inbox.appending("beta.vtt")
            let text = String(decoding: try Files.read(captions), as: UTF8.self)
            try TinyVideos.write(text + "\n00:24.500 --> 00:25.500\nAnd one more thing.\n", to: captions)
            try Files.removeFile(inbox.file("gamma/transcript.txt"))
            try Files.removeFile(inbox.file("alpha/moments.json"))
            let ran = try await planAndRun(inbox)
            #expect(ran["beta"] == [.fetchVTT, .analyze, .clip, .caption])
            #expect(ran["gamma"] == [.fetchVTT])
            #expect(ran["alpha"] == [.analyze])
            let moments = try inbox.text("alpha/moments.json")
            try TinyVideos.write(
                moments.replacing("\"title\" : \"", with: "\"title\" : \"New "),
                to: inbox.file("alpha/moments.json")
            )
            let ran4 = try await planAndRun(inbox)
            #expect(ran4 == ["alpha": [.clip, .caption]])
        }
    }
}

/// Every file below a folder, to see that nothing changed.
private struct Snapshot: Equatable {
    private var files: [String: String] = [:]

    init(_ folder: FilePath) throws {
        try add(folder)
    }

    private mutating func add(_ folder: FilePath) throws {
        for name in try Files.list(folder) {
            let path = folder.appending(name)
            let facts = try FileFacts(of: path)
            if facts.kind == .directory { try add(path) } else { files["\(path)"] = facts.signature }
        }
    }
}
