import EmulatorKit
import HTTPTransfer
import Manifest
import StateFiles
import Subprocess
import SystemPackage
import TestSupport
import Testing

@testable import ProgramSupport

/// `POST /api/videos` with an `asset_id`, from the request to the clips.
@Suite struct MuxAssetDeskTests {
    /// What is asked of a desk, with its token.
    private struct Desk {
        let address: String
        let token: String

        func ask(_ method: HTTPRequest.Method, _ path: String, _ body: JSON? = nil) async throws -> (Int, JSON) {
            let response = try await HTTPTransfer().send(
                HTTPRequest(
                    method,
                    .plain(address + path),
                    authorization: .bearer(Secret(token)),
                    body: try body.map { .bytes(try $0.bytes, type: "application/json") } ?? .none
                )
            )
            return (response.status, try JSON(bytes: response.body))
        }
    }

    /// Serves an empty outbox with the program that the tests were built with.
    private func with(_ inbox: MuxInbox, _ body: (Desk) async throws -> Void) async throws {
        try Files.makeDirectory(inbox.file(".smartclip"))
        var environment = Environment.inherit
        for (name, value) in inbox.mux.environment {
            if let key = Environment.Key(rawValue: name) { environment = environment.updating([key: value]) }
        }
        let result = try await Subprocess.run(
            .path(try Program.builtWithTests("smartclip")),
            arguments: ["serve", "--output", inbox.outbox.string, "--listen", "127.0.0.1:0", "--stop-within", "20"],
            environment: environment,
            workingDirectory: inbox.folder,
            input: .none,
            output: .sequence,
            error: .discarded
        ) { execution in
            do {
                for try await line in execution.standardOutput.strings() {
                    guard let parts = line.wholeMatch(of: /.*(http:\/\/[^\/\s]+)\/#token=(\S+)\s*/) else { continue }
                    try await body(Desk(address: String(parts.1), token: String(parts.2)))
                    break
                }
            } catch {
                // It may have ended by itself, and what was thrown says more.
                try? execution.send(signal: .kill)
                throw error
            }
            try execution.send(signal: .terminate)
        }
        #expect(result.terminationStatus == .exited(0))
    }

    @Test(.timeLimit(.minutes(4))) func anAssetBecomesAVideoOfTheDesk() async throws {
        try await MuxInbox.with { inbox in
            let id = try await inbox.mux.asset(of: try await WatchInbox.video(1), MuxAssetTests.withFile)
            try await with(inbox) { desk in
                let unknown = String(repeating: "a1", count: 20)
                for asset in [unknown, id, id] {
                    let (status, answer) = try await desk.ask(.post, "/api/videos", ["asset_id": .string(asset)])
                    #expect(status == 202 && answer["folder"]?.text == "mux-\(asset)", "\(answer)")
                }
                let state = try await inbox.mux.settled { () async throws -> JSON? in
                    let (_, state) = try await desk.ask(.get, "/api/assets/\(id)")
                    return ["ready", "error"].contains(state["status"]?.text) ? state : JSON?.none
                }
                #expect(state["status"]?.text == "ready", "\(state)")
                let video = try #require(state["video_id"]?.text)
                let (found, manifest) = try await desk.ask(.get, "/api/videos/\(video)")
                #expect(found == 200 && manifest["video"]?["asset_id"]?.text == id)
                let (_, refused) = try await desk.ask(.get, "/api/assets/\(unknown)")
                #expect(refused["status"]?.text == "error" && refused["video_id"]?.text == nil, "\(refused)")
                #expect(refused["error"]?.text?.contains("no such asset") == true, "\(refused)")
            }
            let stats = try await inbox.mux.stats()
            #expect(stats.uploads == 1 && stats.clips.allSatisfy { $0 == 1 }, "\(stats.json)")
            #expect(try inbox.manifest("mux-\(id)").status == .ready)
        }
    }
}
