import FoundationEssentials
import Intake
import Manifest
import Outbox
import OutboxSupport
import StateFiles
import SystemPackage
import Testing

@testable import Desk

/// Videos that are at Mux already: what is taken, what is not, and what is told of it.
@Suite(.serialized, .timeLimit(.minutes(2))) struct AssetTests {
    private static let asset = "Ab12"
    private static let body = #"{"asset_id": "Ab12"}"#

    /// A program in the place of `smartclip` that writes its words down, and then does as it is told.
    private func program(in folder: FilePath, _ deed: String) throws -> FilePath {
        let path = folder.appending("program")
        let script = "#!/bin/sh\necho \"$@\" >> \(folder.appending("words").string)\n\(deed)\n"
        try AtomicFile.write(script.utf8, to: path, permissions: [.ownerReadWriteExecute])
        return path
    }

    /// Looks until the state is as it is waited for.
    private func wait(_ desk: DeskProcess, _ isSo: (JSONTree) -> Bool) async throws -> JSONTree {
        let deadline = ContinuousClock.now + .seconds(30)
        while true {
            let state = try desk.json("GET", "/api/assets/\(Self.asset)")
            if isSo(state) || ContinuousClock.now > deadline { return state }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    @Test func itIsTakenAndTheProgramIsAskedForIt() async throws {
        try await TrialOutbox.with { trial in
            let failed =
                #"echo '{"event": "refused", "message": "Mux has no such asset"}' >&2; echo 0 ready >&2; exit 1"#
            let program = try program(in: trial.scratch, failed)
            try await DeskProcess.with(trial.outbox, ["--has-mux", "--program", program.string]) { desk in
                #expect(try desk.ask("GET", "/api/assets/\(Self.asset)").status == 404)
                let taken = try desk.ask("POST", "/api/videos", Self.body)
                #expect(taken.status == 202 && taken.fields["location"] == "/api/assets/Ab12", "\(taken.text)")
                let state = try JSONText.decode(JSONTree.self, from: Data(taken.body))
                #expect(state["folder"]?.text == "mux-Ab12" && state["video_id"] == .null)
                let ended = try await wait(desk) { $0["status"]?.text == "error" }
                #expect(ended["error"]?.text == "Mux has no such asset", "\(ended)")
                let words = String(decoding: try Files.read(trial.scratch.appending("words")), as: UTF8.self)
                #expect(words.hasPrefix("run mux:Ab12 --output \(trial.outbox.root)"), "\(words)")
            }
            // What was promised is gone on with by a desk that is started anew.
            try await DeskProcess.with(trial.outbox, ["--has-mux", "--program", program.string]) { desk in
                let ended = try await wait(desk) { $0["status"]?.text == "error" }
                #expect(ended["error"]?.text == "Mux has no such asset", "\(ended)")
                let words = String(decoding: try Files.read(trial.scratch.appending("words")), as: UTF8.self)
                #expect(words.split(separator: "\n").count == 2, "\(words)")
            }
        }
    }

    /// What became of a copy that is here is told by the video that it is.
    @Test func itsVideoIsToldOnceItIsKnown() async throws {
        try await TrialOutbox.with { trial in
            let asset = try #require(AssetName(id: Self.asset))
            let copy = FetchedCopy(of: asset, in: trial.outbox)
            try copy.file.parent.makeDirectory()
            try copy.file.write("content".utf8)
            let facts = try copy.file.facts()
            try Seal(facts: facts, sha256: trial.video.id.sha256).write(of: copy.file.path, in: trial.outbox)
            try await DeskProcess.with(trial.outbox, ["--has-mux", "--program", "/bin/true"]) { desk in
                let state = try desk.json("GET", "/api/assets/\(Self.asset)")
                #expect(state["video_id"]?.text == trial.id && state["folder"]?.text == "talk-a", "\(state)")
                let video = try desk.json("GET", "/api/videos/\(trial.id)/status")
                #expect(state["status"] == video["status"] && state["status"] != nil)
            }
        }
    }

    @Test(arguments: [
        (body, [String](), 409, "no-mux"), (#"{"asset_id": "../x"}"#, ["--has-mux"], 422, "invalid-content"),
        (#"{"asset_id": ""}"#, ["--has-mux"], 422, "invalid-content"), ("{}", ["--has-mux"], 400, "invalid-request"),
        (#"{"asset_id": 5}"#, ["--has-mux"], 400, "invalid-request"), ("[", ["--has-mux"], 400, "invalid-request"),
    ])
    func whatIsNotTakenIsAProblem(_ body: String, _ flags: [String], _ status: Int, _ kind: String) async throws {
        try await TrialOutbox.with { trial in
            try await DeskProcess.with(trial.outbox, flags + ["--program", "/bin/true"]) { desk in
                let answer = try desk.ask("POST", "/api/videos", body)
                #expect(answer.status == status, "\(answer.text)")
                #expect(answer.fields["content-type"] == "application/problem+json")
                #expect(answer.text.contains("/api/problems/\(kind)"), "\(answer.text)")
                let plain = try desk.ask("POST", "/api/videos", body, ["Content-Type": "text/plain"])
                #expect(plain.status == 415)
                #expect(try desk.ask("POST", "/api/videos", body, isKnown: false).status == 401)
            }
        }
    }
}
