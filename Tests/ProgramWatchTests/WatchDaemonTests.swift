import Glibc
import Manifest
import Pipeline
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import ProgramSupport

/// A watcher as a good daemon: signals, one at a time, an end that loses nothing.
@Suite(.serialized, .timeLimit(.minutes(3))) struct WatchDaemonTests {
    @Test func aSecondWatcherIsToldWhoWatches() async throws {
        try await WatchInbox.with { inbox in
            let ending = try await inbox.watch { watch in
                try await watch.waitUntilItWatches()
                let second = try await inbox.watch { try await $0.lines.waitForTheEnd() }
                #expect(second.code == 75)
                #expect(second.errors.contains("process \(watch.number) on "), "\(second.errors)")
                #expect(second.errors.contains("watches \(inbox.inbox) for it since "))
                let status = try await inbox.smartclip("status")
                #expect(status.errors.contains("process \(watch.number) watches \(inbox.inbox)"))
            }
            #expect(ending.code == 0, "\(ending.errors)")
            #expect(ending.lines.last?.message.hasPrefix("stopping") ?? false)
            #expect(try FileFacts.ifPresent(inbox.file(".smartclip/watch.json")) == nil)
            // What an end by SIGKILL leaves hinders nobody.
            let killed = try await inbox.watch { watch in
                try await watch.waitUntilItWatches()
                watch.signal(SIGKILL)
            }
            #expect(killed.code == -9)
            #expect(try await inbox.watch { try await $0.waitUntilItWatches() }.code == 0)
        }
    }

    /// SIGTERM in the middle of a stage: it is finished where there is time, and given up where there is not.
    @Test(arguments: [true, false])
    func anEndInTheMiddleLosesNothing(_ isInTime: Bool) async throws {
        try await WatchInbox.with { inbox in
            let tools = try FakeTools.gated(in: inbox.folder)
            try await inbox.drop("talk.mp4", 1)
            let grace = isInTime ? "60" : "1"
            let ending = try await inbox.watch(["--grace", grace], environment: tools.environment) { watch in
                try await watch.wait(for: "clip begins", "talk")
                watch.signal(SIGTERM)
                try await watch.wait(for: "stopping: no further stage begins")
                if isInTime { try inbox.write("../go", []) }
            }
            #expect(ending.code == 0, "\(ending.errors)")
            #expect(try FileFacts.ifPresent(inbox.file("talk/\(StageName.caption.recordPath)")) == nil)
            let isDone = try inbox.record("talk", .clip).status == .done
            #expect(isDone == isInTime)
            try inbox.write("../go", [])
            let next = try await inbox.watch(environment: tools.environment) { try await $0.waitUntilReady("talk") }
            #expect(next.code == 0)
            #expect(try inbox.attempts("talk") == [1, 1, 1, 1, isInTime ? 1 : 2, 1])
            try await inbox.expectWhatARunMakes()
        }
    }

    @Test func aSecondInterruptEndsAtOnce() async throws {
        try await WatchInbox.with { inbox in
            let tools = try FakeTools.gated(in: inbox.folder)
            try await inbox.drop("talk.mp4", 1)
            let ending = try await inbox.watch(environment: tools.environment) { watch in
                try await watch.wait(for: "clip begins", "talk")
                watch.signal(SIGINT)
                try await watch.wait(for: "stopping: no further stage begins")
                watch.signal(SIGINT)
                // A file that is due by now begins nothing, and the third signal, SIGTERM, finds nobody.
                try await watch.lines.waitForTheEnd()
            }
            #expect(ending.code == 130, "\(ending.errors)")
            try inbox.write("../go", [])
            #expect(
                try await inbox.watch(environment: tools.environment) { try await $0.waitUntilReady("talk") }.code == 0
            )
            try await inbox.expectWhatARunMakes()
        }
    }

    /// What comes due while it stops begins nothing, and keeps nobody busy.
    @Test func aFileThatIsDueWhileItStopsIsLeftForTheNext() async throws {
        try await WatchInbox.with { inbox in
            let tools = try FakeTools.gated(in: inbox.folder)
            try await inbox.drop("talk.mp4", 1)
            let ending = try await inbox.watch(["--grace", "3"], environment: tools.environment) { watch in
                try await watch.wait(for: "clip begins", "talk")
                try await inbox.drop("late.mp4", 2)
                try await watch.wait(for: "seen", "late.mp4")
                let before = try #require(try watch.ticks())
                var after = before
                watch.signal(SIGTERM)
                try await watch.wait(until: "the end") {
                    after = try watch.ticks() ?? after
                    return watch.lines.isOver
                }
                #expect(after - before < 100, "waiting took \(after - before) hundredths of a second of the processor")
            }
            #expect(ending.code == 0, "\(ending.errors)")
            #expect(ending.count("is whole; taken", "late.mp4") == 0)
        }
    }

    @Test func onceDrainsAndEndsAsARunDoes() async throws {
        try await WatchInbox.with { inbox in
            let empty = try await inbox.watch(["--once"]) { try await $0.lines.waitForTheEnd() }
            #expect(empty.code == 0, "\(empty.errors)")
            try await inbox.drop("a.mp4", 1)
            try await inbox.drop("sub/b.mp4", 2)
            try await inbox.drop("sub/held.mp4", 3)
            try inbox.write("sub/held.mp4.hold", [])
            let first = try await inbox.watch(["--once"]) { try await $0.lines.waitForTheEnd() }
            #expect(first.code == 0, "\(first.errors)")
            try await inbox.expectWhatARunMakes()
            try inbox.write("sub/.smartclip.yaml", "require_transcript: true\n".utf8)
            let second = try await inbox.watch(["--once"]) { try await $0.lines.waitForTheEnd() }
            let run = try await Program.smartclip.run(
                ["run", "inbox", "--output", "outbox", "--progress", "plain"] + WatchInbox.flags,
                in: inbox.folder
            )
            #expect(second.code == run.code && run.code != 0, "\(second.errors)\n\(run.errors)")
            try Files.removeFile(inbox.path("sub/.smartclip.yaml"))
            try Files.makeDirectory(inbox.path("folder.mp4"))
            let third = try await inbox.watch(["--once"]) { try await $0.lines.waitForTheEnd() }
            #expect(third.code == 1, "\(third.errors)")
            try inbox.write("sub/.smartclip.yaml", "crf: much\n".utf8)
            Files.removeEmptyDirectory(inbox.path("folder.mp4"))
            let fourth = try await inbox.watch(["--once"]) { try await $0.lines.waitForTheEnd() }
            #expect(fourth.code == 3, "\(fourth.errors)")
        }
    }
}

extension WatchLines {
    /// Waits until the program has ended, or said its last.
    func waitForTheEnd() async throws {
        do {
            try await wait("the end", after: count) { _ in false }
        } catch let error as Late {
            if !isOver { throw error }
        }
    }
}
