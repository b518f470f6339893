import Glibc
import Intake
import Manifest
import Pipeline
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import ProgramSupport

/// The user's programs that are run when a video is ready or has failed for good, and the figures for node_exporter.
@Suite(.serialized, .timeLimit(.minutes(3))) struct WatchHookTests {
    private func script(_ name: String, _ text: String, in inbox: WatchInbox) throws -> String {
        let path = inbox.folder.appending(name)
        try TinyVideos.write("#!/bin/sh\n\(text)\n", to: path)
        if path.withPlatformString({ chmod($0, 0o755) }) != 0 { throw Errno(rawValue: errno) }
        return path.string
    }

    private func text(_ name: String, _ inbox: WatchInbox) throws -> String {
        String(decoding: try Files.readIfPresent(inbox.folder.appending(name)) ?? [], as: UTF8.self)
    }

    @Test func hooksAreToldWhatHappened() async throws {
        try await WatchInbox.with { inbox in
            let log = inbox.folder.appending("called").string
            // It outlasts the second look that the video's own moments.json brings.
            let call =
                "sleep 1.5; echo \"$*|$SMARTCLIP_EVENT|$SMARTCLIP_VIDEO|$SMARTCLIP_STATUS|$PWD\" >> \(log); env > \(log).env"
            let hook = try script("hook", call, in: inbox)
            let slow = try script("slow", "echo late >> \(log).slow; exec sleep 1000", in: inbox)
            let settings = inbox.folder.appending("watch.yaml")
            try TinyVideos.write(
                "on_ready: [\(hook), --title, two words]\non_error: [\(slow)]\nhook_limit: 3\nmin_free: 0\nhook_environment: [NAMED]\n",
                to: settings
            )
            let metrics = inbox.folder.appending("metrics/smartclip.prom")
            try Files.makeDirectory(metrics.removingLastComponent())
            try await inbox.drop("sub/talk.mp4", 1)
            try await inbox.drop("mute/bad.mp4", 2)
            try inbox.write("mute/.smartclip.yaml", "require_transcript: true\n".utf8)
            let flags = ["--config", settings.string, "--metrics-file", metrics.string]
            let secrets = [
                "OPENAI_API_KEY": "s3cret", "MUX_TOKEN_SECRET": "s3cret", "PLAIN": "plain", "NAMED": "named",
            ]
            let ending = try await inbox.watch(flags, environment: secrets) { watch in
                try await watch.wait(for: "hook done", "sub/talk")
                try await watch.wait(for: "the hook took too long and was ended", "mute/bad")
                try await watch.wait(until: "nothing is owed") {
                    try FileFacts.ifPresent(inbox.file(".smartclip/hooks")) == nil
                }
                #expect(try text("called.slow", inbox) == "late\n")
                // Neither the same content nor another look calls it again.
                try await inbox.drop("again.mp4", 1)
                try await watch.wait(for: "same content", "again.mp4")
                watch.signal(SIGHUP)
                try await watch.wait(for: "settings read again")
                try await watch.wait(until: "metrics") {
                    let text = String(decoding: try Files.readIfPresent(metrics) ?? [], as: UTF8.self)
                    return text.contains("smartclip_videos_ready_total 1\n")
                        && text.contains("smartclip_hook_failures_total 1\n")
                        && text.contains("smartclip_videos{state=\"failed\"} 1\n")
                }
            }
            #expect(ending.code == 0, "\(ending.errors)")
            let manifest = inbox.file("sub/talk/manifest.json")
            #expect(try text("called", inbox) == "--title two words \(manifest)|ready|sub/talk|ready|\(inbox.outbox)\n")
            let environment = try text("called.env", inbox)
            #expect(!environment.contains("s3cret") && !environment.contains("PLAIN"))
            #expect(environment.contains("NAMED=named\n") && environment.contains("PATH="))
            #expect(environment.contains("SMARTCLIP_MANIFEST=\(manifest)\n"))
            let lines = String(decoding: try Files.read(metrics), as: UTF8.self).split(separator: "\n")
            for line in lines where !line.hasPrefix("# ") {
                #expect(line.hasPrefix("smartclip_"))
                #expect(line.split(separator: " ").last.flatMap { Double($0) } != nil, "\(line)")
            }
        }
    }

    /// A kill between the last clip and the end of the hook: the next watcher owes the call.
    @Test func aHookThatWasCutOffIsCalledAgain() async throws {
        try await WatchInbox.with { inbox in
            let log = inbox.folder.appending("called").string
            let gate = inbox.folder.appending("go").string
            let hook = try script(
                "hook",
                "echo called >> \(log); while [ ! -e \(gate) ]; do [ -e \(log) ] || exit; sleep 0.05; done",
                in: inbox
            )
            try await inbox.drop("talk.mp4", 1)
            let killed = try await inbox.watch(["--on-ready", hook]) { watch in
                try await watch.wait(until: "the hook is called") { try text("called", inbox) == "called\n" }
                watch.signal(SIGKILL)
            }
            #expect(killed.code == -9)
            #expect(try Files.list(inbox.file(".smartclip/hooks")).count == 1)
            try TinyVideos.write("", to: FilePath(gate))
            let next = try await inbox.watch(["--on-ready", hook]) { watch in
                try await watch.wait(for: "hook done", "talk")
            }
            #expect(next.code == 0)
            let last = try await inbox.watch(["--on-ready", hook]) { watch in
                try await watch.waitForStatus("it is ready") { $0.counts.ready == 1 && $0.waiting.isEmpty }
            }
            #expect(last.code == 0)
            #expect(try text("called", inbox) == "called\ncalled\n")
            #expect(try inbox.attempts("talk") == [1, 1, 1, 1, 1, 1])
        }
    }

    @Test func aHookThatIsNotThereIsToldAtTheStart() async throws {
        try await WatchInbox.with { inbox in
            let ending = try await inbox.watch(["--on-ready", "/nowhere/hook"]) { try await $0.lines.waitForTheEnd() }
            #expect(ending.code == 3)
            #expect(ending.errors.contains("/nowhere/hook"), "\(ending.errors)")
        }
    }
}
