import FoundationEssentials
import Manifest
import StateFiles
import SystemPackage
import TestSupport
import Testing

/// What an older program finished is no work for this one: its outboxes are kept as files, as `make` beside them made them.
@Suite(.serialized, .timeLimit(.minutes(2))) struct OlderOutboxTests {
    private struct Line: Decodable {
        struct Step: Decodable { let stage: StageName }

        let video: String
        let stages: [Step]
    }

    /// The kinds of finished outbox, and the flags of the run that made each. The moments of `model` were edited afterwards.
    private static let kinds = [
        ["local"], ["model", "--analyst", "openai", "--model", "emulated"], ["mux", "--host", "mux"],
    ]

    private static let settings = [
        "--clips", "1", "--min-length", "5", "--max-length", "6", "--crf", "40", "--recogniser", "none",
    ]

    /// Nothing answers there, so a request would be an error.
    private static let environment: [String: String?] = [
        "OPENAI_BASE_URL": "http://127.0.0.1:9/v1", "OPENAI_API_KEY": nil, "OPENAI_PATIENCE": "1",
        "MUX_TOKEN_ID": "an-id", "MUX_TOKEN_SECRET": "a-secret", "MUX_BASE_URL": "http://127.0.0.1:9",
        "MUX_STREAM_BASE_URL": "http://127.0.0.1:9", "MUX_IMAGE_BASE_URL": "http://127.0.0.1:9", "MUX_PATIENCE": "1",
    ]

    @Test(arguments: kinds) func isNoWork(_ kind: [String]) async throws {
        let name = try #require(kind.first)
        try await ScratchFolder.with { scratch in
            let fixtures = FilePath(#filePath).removingLastComponent().removingLastComponent()
                .appending("Fixtures").appending("OlderOutboxes")
            try Inbox.copy(fixtures.appending("inbox"), to: scratch.path)
            try Inbox.copy(fixtures.appending(name), to: scratch.path)
            let outbox = scratch.path.appending(name)
            let older = try files(outbox)
            let program = Program(try Program.smartclip.path, environment: Self.environment)
            let flags = ["inbox", "--output", name] + Self.settings + kind.dropFirst()

            let plan = try await program.run(["plan"] + flags + ["--json"], in: scratch.path)
            #expect(try stages(plan) == ["talk": []], "\(plan)")
            // That a stage would be told of if there were one to run.
            let other = try await program.run(["plan"] + flags + ["--json", "--loudness", "-16"], in: scratch.path)
            #expect(try stages(other)["talk"]?.first == .clip, "\(other)")

            // First by the records, as the seals are of another place; then by the new seals.
            for _ in 1...2 {
                let run = try await program.run(["run"] + flags + ["--progress", "json"], in: scratch.path)
                #expect(run.code == 0 && run.errors.contains("1 ready (1 already were)\n"), "\(run)")
                #expect(!run.errors.contains("stage_"), "an event of a stage: \(run)")
                let newer = try files(outbox)
                let changed = Set(older.keys).union(newer.keys).filter { older[$0] != newer[$0] }
                #expect(changed.filter { !mayChange($0) } == [])
                for path in ["manifest.ndjson", "talk/manifest.json"] {
                    #expect(settled(newer, path) == settled(older, path), "\(path)")
                }
            }
            let verify = try await program.run(["verify", "--output", name], in: scratch.path)
            #expect(verify.code == 0, "\(verify)")
        }
    }

    private func stages(_ plan: Program.Ending) throws -> [String: [StageName]] {
        let lines = try plan.output.split(separator: "\n").map {
            try JSONText.decode(Line.self, from: Data($0.utf8))
        }
        return Dictionary(lines.map { ($0.video, $0.stages.map(\.stage)) }) { first, _ in first }
    }

    /// What says where the source is, which is elsewhere now, and what this program keeps for itself to be quick. Not what is
    /// made, recorded, or was paid for.
    private func mayChange(_ path: String) -> Bool {
        let told = ["manifest.ndjson", "index.html", "talk/index.html", "talk/manifest.json", ".smartclip/index-file"]
        let own = ["closings", "seals", "videos", "locks"].map { ".smartclip/\($0)/" }
        return told.contains(path) || own.contains { path.hasPrefix($0) }
    }

    /// A file as text, in which every source lies in the folder that is copied here.
    private func settled(_ files: [String: [UInt8]], _ path: String) -> String {
        String(decoding: files[path] ?? [], as: UTF8.self)
            .replacing(#/"[^"]*\/inbox\/talk.mp4"/#, with: "\"inbox/talk.mp4\"")
    }

    /// Every file below a folder, by its path from there.
    private func files(_ folder: FilePath, _ prefix: String = "") throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for name in try Files.list(folder) {
            let path = folder.appending(name)
            if try FileFacts(of: path).kind == .directory {
                try files.merge(self.files(path, prefix + "\(name)/")) { $1 }
            } else {
                files[prefix + "\(name)"] = try Files.read(path)
            }
        }
        return files
    }
}
