import Concurrency
import FoundationEssentials
import Highlights
import Intake
import Manifest
import StateFiles
import SystemPackage
import TestSupport
import Testing

/// A scratch folder with an inbox, and a server with a language model beside it.
struct ModelInbox: Sendable {
    let folder: FilePath
    let server: ModelServer
    var inbox: FilePath { folder.appending("inbox") }
    var outbox: FilePath { folder.appending("outbox") }

    /// Flags that all runs have: they give two clips of a talk of half a minute.
    static let flags = settings + ["--progress", "plain"]

    static let settings = [
        "--analyst", "openai", "--clips", "2", "--min-length", "5", "--max-length", "12", "--preset", "ultrafast",
        "--recogniser", "none",
    ]

    /// Runs a body with an empty inbox and an emulator with these options.
    static func with(_ options: [String] = [], _ body: (ModelInbox) async throws -> Void) async throws {
        try await ScratchFolder.with { scratch in
            try Files.makeDirectory(scratch.path.appending("inbox"))
            try await ModelServer.with(options) { server in
                try await body(ModelInbox(folder: scratch.path, server: server))
            }
        }
    }

    // MARK: - The inbox

    /// Adds talks of half a minute, each of which says something else.
    func addTalks(_ names: String...) async throws { try await addTalks(names) }

    func addTalks(_ names: [String]) async throws {
        for (number, name) in names.enumerated() {
            let video = SampleSource.numbered(try await SampleSource.shared.bytes(.plain), number)
            try write(video, to: "inbox/\(name).mp4")
            try write(try await Self.captions(of: number).utf8, to: "inbox/\(name).vtt")
        }
    }

    /// What is said in a talk. No sentence is in two talks, so that no two ask the same.
    static func captions(of number: Int) async throws -> String {
        let captions = String(decoding: try await SampleSource.shared.captions(), as: UTF8.self)
        return captions.replacing("a storm", with: "storm number \(number)").replacing(
            "this room",
            with: "room \(number)"
        )
        .replacing("the river", with: "river \(number)").replacing("ordinary days", with: "\(number) ordinary days")
    }

    /// Writes a file below the scratch folder.
    func write(_ content: some Sequence<UInt8>, to path: String) throws {
        try AtomicFile.write(Array(content), to: folder.appending(FilePath(path).components))
    }

    // MARK: - The program

    /// The program with what it needs to find the emulator.
    func program(_ environment: [String: String?] = [:]) throws -> Program {
        Program(try Program.smartclip.path, environment: server.environment.merging(environment) { $1 })
    }

    /// `smartclip run inbox`.
    func run(
        _ more: String...,
        output: String = "outbox",
        environment: [String: String?] = [:]
    ) async throws -> Program.Ending {
        try await program(environment).run(["run", "inbox", "--output", output] + Self.flags + more, in: folder)
    }

    /// `smartclip COMMAND … --output outbox`.
    func smartclip(_ arguments: String...) async throws -> Program.Ending {
        try await program().run(arguments + ["--output", "outbox"], in: folder)
    }

    /// Starts a run, kills it after so long, and says whether it was still going.
    func runAndKill(after delay: Duration, _ more: String...) async throws -> Bool {
        try await program().runAndKill(["run", "inbox", "--output", "outbox"] + Self.flags + more, in: folder) { _ in
            // The instant is what is tried.
            try await Task.sleep(for: delay)
        }
    }

    // MARK: - The outbox

    func manifest(_ video: String, output: String = "outbox") throws -> VideoManifest {
        let path = folder.appending(FilePath("\(output)/\(video)/manifest.json").components)
        return try JSONText.decode(VideoManifest.self, from: Data(try Files.read(path)))
    }

    /// Checks that a video is ready and that all the model's words and times are such as they may be.
    @discardableResult
    func expectReady(_ video: String, by analyst: String = "openai") throws -> VideoManifest {
        let manifest = try manifest(video)
        #expect(manifest.status == .ready, "\(video): \(manifest.error?.message ?? "")")
        for stage in [StageName.analyze, .caption] {
            #expect(manifest.engines[stage.rawValue]?.name == analyst, "\(video): \(manifest.notes)")
        }
        #expect(!manifest.moments.isEmpty && manifest.clips.count == manifest.moments.count)
        let said = String(decoding: try Files.read(inbox.appending("\(video).vtt")), as: UTF8.self)
            .split(separator: "\n").joined(separator: " ")
        for moment in manifest.moments {
            let length = moment.endTime - moment.startTime
            // A sentence may end up to four seconds after the longest length.
            #expect(length >= 4.5 && length <= 16.5, "\(moment)")
            #expect(!moment.title.isEmpty)
            #expect(said.contains(moment.quote), "\(moment.quote)")
        }
        for clip in manifest.clips {
            #expect(clip.status == .ready && !clip.posts.isEmpty)
            for post in clip.posts {
                let platform = try #require(Platform(rawValue: post.platform))
                let text = post.whole
                #expect(platform.length(of: text) <= platform.limit, "\(post)")
                #expect(post.hashtags.count <= platform.hashtags.upperBound, "\(post)")
            }
        }
        return manifest
    }
}
