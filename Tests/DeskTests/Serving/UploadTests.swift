import FoundationEssentials
import Manifest
import Outbox
import OutboxSupport
import StateFiles
import SystemPackage
import Testing

@testable import Desk

/// Uploads, whole and in parts: nothing but whole files comes into the inbox.
@Suite(.serialized, .timeLimit(.minutes(2))) struct UploadTests {
    private func with(_ flags: [String] = [], _ body: (DeskProcess, FilePath) async throws -> Void) async throws {
        try await TrialOutbox.with { trial in
            let inbox = trial.scratch.appending("inbox")
            try Files.makeDirectory(inbox)
            let flags = ["--inbox", inbox.string, "--program", "/nonexistent/smartclip"] + flags
            try await DeskProcess.with(trial.outbox, flags) { desk in try await body(desk, inbox) }
        }
    }

    /// What a watcher sees of it.
    private func shown(_ inbox: FilePath) throws -> [FilePath.Component] {
        try Files.list(inbox).filter { $0.string != UploadStore.folderName }
    }

    private func begin(_ desk: DeskProcess, _ name: String, bytes: Int? = nil) throws -> String {
        let count = bytes.map { ", \"bytes\": \($0)" } ?? ""
        let answer = try desk.json("POST", "/api/videos/upload", #"{"filename": "\#(name)"\#(count)}"#)
        #expect(answer["success"] == .bool(true))
        let url = try #require(answer["upload_url"]?.text)
        let start = "http://127.0.0.1:\(desk.port)"
        #expect(url.hasPrefix(start))
        return String(url.dropFirst(start.count))
    }

    @Test func aWholeOneLands() async throws {
        try await with { desk, inbox in
            let path = try begin(desk, "talk.mp4")
            #expect(try shown(inbox) == [])
            let content = String(repeating: "video ", count: 50_000)
            let answer = try desk.json("PUT", path, content, ["Content-Type": "video/mp4"])
            #expect(answer["video_id"]?.text == String(Digest.of(Array(content.utf8)).prefix(16)))
            #expect(try Files.read(inbox.appending("talk.mp4")) == Array(content.utf8))
            #expect(try desk.ask("PUT", path, content).status == 404)
            // A second of the name stands beside the first.
            #expect(try desk.ask("PUT", try begin(desk, "talk.mp4"), "another").status == 200)
            #expect(try shown(inbox).map(\.string) == ["talk-2.mp4", "talk.mp4"])
        }
    }

    @Test func partsLandWhenTheLastHasCome() async throws {
        try await with { desk, inbox in
            let path = try begin(desk, "talk.mp4", bytes: 10)
            func put(_ text: String, _ range: String) throws -> Wire.Answer {
                try desk.ask("PUT", path, text, ["Content-Range": range])
            }
            let question = try put("", "bytes */10")
            #expect(question.status == 308 && question.fields["range"] == nil)
            let first = try put("01234", "bytes 0-4/10")
            #expect(first.status == 308 && first.fields["range"] == "bytes=0-4")
            #expect(try put("", "bytes */10").fields["range"] == "bytes=0-4")
            // A gap, another total and more than was told are refused, and spoil nothing.
            #expect(try put("789", "bytes 7-9/10").status == 409)
            #expect(try put("56789", "bytes 5-9/11").status == 400)
            #expect(try shown(inbox) == [])
            #expect(try put("56789", "bytes 5-9/10").status == 200)
            #expect(try Files.read(inbox.appending("talk.mp4")) == Array("0123456789".utf8))
        }
    }

    /// What breaks off is kept to go on from, and is no file of the inbox.
    @Test func whatBreaksOffGoesOn() async throws {
        try await with { desk, inbox in
            let path = try begin(desk, "talk.mp4")
            do {
                let wire = try Wire(port: desk.port)
                try wire.send(
                    "PUT \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(desk.port)\r\nAuthorization: Bearer \(desk.token)\r\n"
                        + "Content-Length: 10\r\n\r\n0123"
                )
                try await Task.sleep(for: .milliseconds(300))  // Until it has come; then the connection breaks.
            }
            var there: String?
            let deadline = ContinuousClock.now + .seconds(20)
            while there == nil, ContinuousClock.now < deadline {
                there = try desk.ask("PUT", path, "", ["Content-Range": "bytes */10"]).fields["range"]
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(there == "bytes=0-3")
            #expect(try shown(inbox) == [])
            #expect(try desk.ask("PUT", path, "456789", ["Content-Range": "bytes 4-9/10"]).status == 200)
            #expect(try Files.read(inbox.appending("talk.mp4")) == Array("0123456789".utf8))
        }
    }

    @Test func whatIsTooLargeOrNoVideoIsRefused() async throws {
        try await with(["--upload-limit", "100"]) { desk, inbox in
            func answer(_ body: String) throws -> Int { try desk.ask("POST", "/api/videos/upload", body).status }
            #expect(try answer(#"{"filename": "a.mp4", "bytes": 101}"#) == 413)
            for name in ["../a.mp4", "a/b.mp4", ".a.mp4", "-a.mp4", "a.txt", "a", "", "a\\u0000.mp4", "~a.mp4"] {
                #expect(try answer(#"{"filename": "\#(name)"}"#) == 422, "\(name)")
            }
            let path = try begin(desk, "a.mp4")
            let late = try? desk.ask("PUT", path, String(repeating: "x", count: 101))
            #expect(late.map { $0.status == 413 } ?? true)
            #expect(try desk.ask("PUT", "/api/uploads/\(String(repeating: "0", count: 32))", "x").status == 404)
            #expect(try shown(inbox) == [])
        }
    }

    @Test func withoutAnInboxNoneIsTaken() async throws {
        try await TrialOutbox.with { trial in
            try await DeskProcess.with(trial.outbox) { desk in
                let answer = try desk.ask("POST", "/api/videos/upload", #"{"filename": "a.mp4"}"#)
                #expect(answer.status == 409)
            }
        }
    }
}
