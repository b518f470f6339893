import FoundationEssentials
import Glibc
import Manifest
import Outbox
import OutboxSupport
import StateFiles
import Subprocess
import SystemPackage
import Testing

@testable import Desk

/// What strangers and broken programs send.
@Suite(.serialized, .timeLimit(.minutes(2))) struct AttackTests {
    @Test func aStrangersNameIsRefusedBeforeAllElse() async throws {
        try await TrialOutbox.with { trial in
            try await DeskProcess.with(trial.outbox, ["--host", "desk.example.org"]) { desk in
                for path in ["/", "/api/health", "/api/videos", "/assets/desk.css", "/nothing"] {
                    let answer = try desk.ask("GET", path, nil, ["Host": "evil.example:\(desk.port)"])
                    #expect(answer.status == 421 && answer.text.contains("--allow-host"), "\(path)")
                }
                #expect(try desk.ask("GET", "/api/videos", nil, ["Host": ""]).status >= 400)
                #expect(try desk.ask("GET", "/api/videos", nil, ["Host": "desk.example.org"]).status == 200)
            }
        }
    }

    @Test func nothingIsToldWithoutTheToken() async throws {
        try await TrialOutbox.with { trial in
            try await DeskProcess.with(trial.outbox) { desk in
                let paths = [
                    "/api/videos", "/api/videos/\(trial.id)", "/api/videos/\(trial.id)/files/clips/01-simple.mp4",
                    "/api/events",
                    "/api/openapi.json", "/metrics", "/nothing", "/api/videos/\(trial.id)/moments",
                ]
                for path in paths {
                    let answer = try desk.ask("GET", path, isKnown: false)
                    #expect(answer.status == 401 && !answer.text.contains("talk"), "\(path)")
                    #expect(answer.fields["content-type"] == "application/problem+json")
                    #expect(answer.fields["x-content-type-options"] == "nosniff")
                    #expect(answer.fields["content-security-policy"]?.contains("default-src 'self'") == true)
                    #expect(answer.fields["cross-origin-resource-policy"] == "same-origin")
                }
            }
        }
    }

    @Test func noPathLeavesTheOutbox() async throws {
        try await TrialOutbox.with { trial in
            let secret = trial.scratch.appending("secret.mp4")
            try AtomicFile.write("a secret".utf8, to: secret)
            let folder = trial.video.folder.path
            // Links where a file and a folder of a clip are looked for.
            try Files.removeFile(folder.appending("clips/01-simple.mp4"))
            #expect(symlink(secret.string, folder.appending("clips/01-simple.mp4").string) == 0)
            try await DeskProcess.with(trial.outbox) { desk in
                let start = "/api/videos/\(trial.id)/files/"
                for path in [
                    "clips/01-simple.mp4", "../../secret.mp4", "..%2f..%2fsecret.mp4",
                    "clips/..%2f..%2f..%2fsecret.mp4",
                    "%2e%2e/%2e%2e/secret.mp4", "/etc/passwd", "%2fetc%2fpasswd", "state/1-upload.json", "moments.json",
                    "index.html", ".smartclip/token", "clips", "clips/", "clips/01-simple.mp4%00.txt",
                ] {
                    let answer = try desk.ask("GET", start + path)
                    #expect(answer.status == 404 && !answer.text.contains("a secret"), "\(path)")
                }
                #expect(try desk.ask("GET", "/../../../../etc/passwd").status == 404)
                try Files.removeTree(folder.appending("clips"))
                #expect(symlink(trial.scratch.string, folder.appending("clips").string) == 0)
                #expect(try desk.ask("GET", start + "clips/01-simple.mp4").status == 404)
            }
        }
    }

    /// Whoever may write to the outbox has no other file of the user's sent.
    @Test func thePlantedSourceIsNotSent() async throws {
        try await TrialOutbox.with { trial in
            let secret = trial.scratch.appending("secret.mp4")
            try AtomicFile.write("a secret".utf8, to: secret)
            let entry = trial.outbox.root.appending(".smartclip/videos/\(trial.id).json")
            let signature = try FileFacts(of: secret).signature
            let text = """
                {"sha256": "\(trial.video.id.sha256)", "folder": "talk-a", "source": "\(secret)", "inbox": "/", "flags": {},
                "signature": "\(signature)"}
                """
            try AtomicFile.write(text.utf8, to: entry)
            try await DeskProcess.with(trial.outbox) { desk in
                let path = "/api/videos/\(trial.id)/source"
                // The user's own word counts.
                #expect(try desk.ask("GET", path).text == "a secret")
                #expect(chmod(entry.string, 0o666) == 0)
                let answer = try desk.ask("GET", path)
                #expect(answer.status == 403 && !answer.text.contains("a secret"))
                #expect(chmod(entry.string, 0o600) == 0)
                // Another file under the name is not what was clipped.
                try AtomicFile.write("another".utf8, to: secret)
                #expect(try desk.ask("GET", path).status == 404)
            }
        }
    }

    @Test func tooMuchIsRefusedAndWhatIsBrokenHurtsNobody() async throws {
        try await TrialOutbox.with { trial in
            try await DeskProcess.with(trial.outbox) { desk in
                let big = String(repeating: "x", count: 5 << 20)
                let saved = try? desk.ask("PUT", "/api/videos/\(trial.id)/moments", big, ["If-Match": "\"x\""])
                #expect(saved.map { $0.status == 413 } ?? true)
                let session = try? desk.ask(
                    "POST",
                    "/api/session",
                    String(repeating: "x", count: 100_000),
                    isKnown: false
                )
                #expect(session.map { $0.status == 413 } ?? true)
                for text in [
                    "nonsense\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\u{0}\u{1}\u{2}",
                    "GET /\(String(repeating: "a", count: 200_000)) HTTP/1.1\r\n\r\n",
                    "GET / HTTP/1.1\r\nX: \(String(repeating: "a", count: 100_000))\r\n\r\n",
                    "POST /api/session HTTP/1.1\r\nHost: 127.0.0.1:\(desk.port)\r\nContent-Length: -5\r\n\r\n",
                    "POST /api/session HTTP/1.1\r\nHost: 127.0.0.1:\(desk.port)\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                ] {
                    let wire = try Wire(port: desk.port)
                    // It may have been closed before all was sent.
                    try? wire.send(text)
                }
                #expect(try desk.ask("GET", "/api/videos").status == 200)
            }
        }
    }

    @Test func wrongTokensAreSlowedDown() async throws {
        try await TrialOutbox.with { trial in
            try await DeskProcess.with(trial.outbox) { desk in
                var statuses: [Int] = []
                for _ in 0..<15 {
                    statuses.append(
                        try desk.ask("GET", "/api/videos", nil, ["Authorization": "Bearer wrong"], isKnown: false)
                            .status
                    )
                }
                #expect(statuses.first == 401 && statuses.last == 429)
                let session = try desk.ask("POST", "/api/session", #"{"token": "wrong"}"#, isKnown: false)
                #expect(session.status == 429 && session.fields["retry-after"] != nil)
            }
        }
    }

    /// A thousand who say nothing, and some who read nothing, hold up nobody.
    @Test func idleConnectionsHoldUpNobody() async throws {
        try await TrialOutbox.with { trial in
            var limit = rlimit()
            getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
            limit.rlim_cur = min(limit.rlim_max, 8192)
            setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
            let count = limit.rlim_cur >= 4096 ? 1000 : 200
            try await DeskProcess.with(trial.outbox) { desk in
                var wires: [Wire] = []
                for number in 0..<count {
                    let wire = try Wire(port: desk.port)
                    // Heads that never end.
                    if number % 2 == 0 {
                        try wire.send("GET /api/videos HTTP/1.1\r\nHost: 127.0.0.1:\(desk.port)\r\nX-A: ")
                    }
                    wires.append(wire)
                }
                let began = ContinuousClock.now
                #expect(try desk.ask("GET", "/api/videos").status == 200)
                #expect(ContinuousClock.now - began < .seconds(5))
                withExtendedLifetime(wires) {}
            }
        }
    }

    /// A kill at any instant leaves the old moments or the new ones.
    @Test func aKillWhileSavingLeavesAWholeFile() async throws {
        try await TrialOutbox.with { trial in
            for round in 0..<4 {
                try await DeskProcess.with(trial.outbox, ["--program", "/nonexistent"], expecting: .signaled(SIGKILL)) {
                    desk in
                    let end = ContinuousClock.now + .milliseconds(40 + 35 * round)
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        group.addTask {
                            for number in 0... {
                                let title = String(repeating: "t\(number) ", count: 2000)
                                let body = #"{"description": "\#(title)"}"#
                                // It is killed in the middle of one of them.
                                guard (try? desk.ask("PATCH", "/api/moments/\(trial.id).m10000", body)) != nil else {
                                    return
                                }
                            }
                        }
                        group.addTask {
                            try await Task.sleep(until: end)
                            kill(desk.number, SIGKILL)
                        }
                        try await group.waitForAll()
                    }
                }
                let known = try #require(try VideoLookup(trial.outbox).all().first)
                #expect(try MomentsPage(of: known).edit?.moments.count == 2)
            }
        }
    }
}
