import FoundationEssentials
import Glibc
import Intake
import Manifest
import Pipeline
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import ProgramSupport

/// What goes wrong while a watcher is at work, and how it goes on.
@Suite(.serialized, .timeLimit(.minutes(3))) struct WatchFailureTests {
    @Test func whatMayPassIsTriedAgainAtItsTimeOrWhenAPersonSaysSo() async throws {
        try await WatchInbox.with { inbox in
            let tools = try FakeTools(in: inbox.folder, ["ffmpeg", "ffprobe", "setpriv"])
            try tools.script("ffmpeg", "case \"$*\" in *libx264*) kill -9 $$;; esac\nexec REAL \"$@\"")
            try await inbox.drop("talk.mp4", 1)
            let ending = try await inbox.watch(environment: tools.environment) { watch in
                try await watch.wait(for: "1 of 1 clips failed", "talk")
                let record = try inbox.record("talk", .clip)
                #expect(record.status == .failed && record.failedTries == 1)
                let time = try #require(record.failure?.retryAt?.date)
                let delay = time.timeIntervalSince(try #require(record.finishedAt?.date))
                #expect((47...73).contains(delay), "\(delay)")
                // The manifest that was just written may be looked at once more before.
                try await watch.waitForStatus("it waits for \(time)") { status in
                    status.waiting.contains { waiting in
                        waiting.path.hasSuffix("/talk.mp4") && waiting.reason.contains("1 of 1 clips failed")
                            && waiting.until.map { abs($0.date.timeIntervalSince(time)) < 5 } ?? false
                    }
                }
                let status = try await inbox.smartclip("status")
                #expect(status.output.contains("(again at \(record.failure?.retryAt?.description ?? "?"))"))
                // Nobody waits for the next try who knows that the cause is gone.
                try tools.link("ffmpeg")
                let retry = try await inbox.smartclip("retry", "talk")
                #expect(retry.code == 0, "\(retry.errors)")
                #expect(try inbox.manifest("talk").status == .ready)
            }
            #expect(ending.code == 0, "\(ending.errors)")
            #expect(try Array(inbox.attempts("talk").prefix(4)) == [1, 1, 1, 1])
            // The next watcher finds all done.
            let next = try await inbox.watch { watch in
                try await watch.waitForStatus("it is ready") { $0.counts.ready == 1 && $0.waiting.isEmpty }
            }
            #expect(next.lines.allSatisfy { $0.message != "work begins" }, "\(next.errors)")
        }
    }

    /// A program that hangs over one video, and a video that is rubbish, stop no other.
    @Test func onePoisonousFileStopsNothingElse() async throws {
        try await WatchInbox.with { inbox in
            let tools = try FakeTools(in: inbox.folder, ["ffmpeg", "ffprobe", "setpriv", "sleep", "readlink"])
            let hang = "case \"$(readlink /proc/$$/fd/0)\" in */poison.mp4) exec sleep 1000;; esac\nexec REAL \"$@\""
            try tools.script("ffmpeg", hang)
            try tools.script("ffprobe", hang)
            try await inbox.drop("poison.mp4", 1)
            try inbox.write("a rubbish.mp4", (0..<50_000).map { UInt8($0 * 7919 % 251) })
            let flags = ["--jobs", "1", "--stall-limit", "1"]
            let ending = try await inbox.watch(flags, environment: tools.environment) { watch in
                try await watch.waitUntilItWatches()
                for number in 2...3 { try await inbox.drop("good\(number).mp4", number) }
                try await watch.waitUntilReady("good2", "good3")
                try await watch.wait(for: "waits: cannot be read to its end", "a rubbish.mp4")
                try await watch.waitForReason("made no progress", of: "poison.mp4")
            }
            #expect(ending.code == 0, "\(ending.errors)")
            #expect(try inbox.manifest("poison").error?.class == .transient)
        }
    }

    @Test func aFullDiskPausesAndOtherSettingsResume() async throws {
        try await WatchInbox.with { inbox in
            let settings = inbox.folder.appending("watch.yaml")
            try TinyVideos.write("min_free: 900T\n", to: settings)
            try await inbox.drop("talk.mp4", 1)
            let ending = try await inbox.watch(["--config", settings.string]) { watch in
                try await watch.wait(for: "no new work: too little room in the outbox")
                let status = try await watch.waitForStatus("it is paused") { $0.paused != nil && $0.counts.queued == 1 }
                #expect(status.paused?.hasSuffix("MB are free, and 900000000 are to stay free") ?? false)
                try await watch.waitForReason("there is no room", of: "talk.mp4")
                let told = try await inbox.smartclip("status")
                #expect(told.errors.contains("no new work begins: only "))
                // Settings that cannot be obeyed change nothing.
                try TinyVideos.write("min_free: none\n", to: settings)
                watch.signal(SIGHUP)
                try await watch.wait(for: "watch.yaml:1: min_free is a size such as 500M or 2G")
                #expect(try inbox.videos() == [])
                try TinyVideos.write("min_free: 1k\ncrf: 26\n", to: settings)
                watch.signal(SIGHUP)
                let start = try await watch.wait(for: "settings read again")
                try await watch.wait(for: "there is room again")
                try await watch.waitUntilReady("talk")
                #expect(watch.lines.all[start...].contains { $0.message == "is whole; taken" })
                try await watch.waitForStatus("it goes on") { $0.paused == nil && $0.counts.ready == 1 }
            }
            #expect(ending.code == 0, "\(ending.errors)")
            #expect(ending.lines.count { $0.message.hasPrefix("no new work") } == 1)
        }
    }
}
