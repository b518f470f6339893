import Glibc
import Intake
import Manifest
import Pipeline
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import ProgramSupport

/// However a video comes into the inbox: it is taken once, when it is whole.
@Suite(.serialized, .timeLimit(.minutes(6))) struct WatchArrivalTests {
    /// Writes a video in four pieces, with pauses that are shorter than the quiet period.
    private func writeInBursts(_ name: String, _ number: Int, _ inbox: WatchInbox) async throws {
        let bytes = try await WatchInbox.video(number)
        let size = bytes.count / 4 + 1
        for start in stride(from: 0, to: bytes.count, by: size) {
            try inbox.append(name, bytes[start..<min(start + size, bytes.count)])
            try await Task.sleep(for: .milliseconds(150))
        }
    }

    @Test func everyWayToArriveEndsAsOneRunWould() async throws {
        try await WatchInbox.with { inbox in
            try await inbox.drop("before.mp4", 1)
            let ending = try await inbox.watch { watch in
                try await watch.waitUntilItWatches()
                try await writeInBursts("bursts.mp4", 2, inbox)
                let end = watch.lines.count
                // As rsync and a browser do it: under a name that is ignored, then renamed.
                try await inbox.drop(".rsync.mp4.Xy12", 3)
                try Files.rename(inbox.path(".rsync.mp4.Xy12"), to: inbox.path("rsync.mp4"))
                try await inbox.drop("browser.mp4.crdownload", 4)
                try Files.rename(inbox.path("browser.mp4.crdownload"), to: inbox.path("browser.mp4"))
                // A second name for a file that stands elsewhere on the disk.
                try await inbox.drop("../outside.mp4", 5)
                try Files.link(inbox.folder.appending("outside.mp4"), to: inbox.path("linked.mp4"))
                // A whole folder at once.
                try await inbox.drop("../new/moved.mp4", 6)
                try await inbox.drop("../new/deep/moved2.mp4", 7)
                try Files.rename(inbox.folder.appending("new"), to: inbox.path("new"))
                // Folders made and filled in one breath.
                try await inbox.drop("a/b/c/breath.mp4", 8)
                let odd = inbox.inbox.appending("x").withLatin1Name
                try Files.makeDirectory(inbox.inbox)
                try AtomicFile.write(try await WatchInbox.video(9), to: odd)
                try await watch.waitUntilReady(
                    "before",
                    "bursts",
                    "rsync",
                    "browser",
                    "linked",
                    "new/moved",
                    "new/deep/moved2",
                    "a/b/c/breath"
                )
                try await watch.wait(until: "nine videos") { try inbox.manifests() == 9 }
                try await watch.wait(for: "is whole; taken", "bursts.mp4", after: end)
                // The same content once more is no work.
                try await inbox.drop("zz-again.mp4", 2)
                try await watch.wait(for: "same content as bursts", "zz-again.mp4")
            }
            #expect(ending.code == 0, "\(ending.errors)")
            for name in ["before", "bursts", "rsync", "browser", "linked", "moved", "moved2", "breath"] {
                #expect(ending.count("is whole; taken", "/\(name).mp4") == 1, "\(name)\n\(ending.errors)")
            }
            #expect(try inbox.attempts("bursts") == [1, 1, 1, 1, 1, 1])
            try await inbox.expectWhatARunMakes()
        }
    }

    @Test func nothingIsTakenTooEarly() async throws {
        try await WatchInbox.with { inbox in
            let bytes = try await WatchInbox.video(1)
            let half = bytes.count / 2
            try await inbox.drop("held.mp4", 2)
            try inbox.write("held.mp4.hold", [])
            try inbox.write("empty.mp4", [])
            try inbox.write("rubbish.mp4", (0..<20_000).map { UInt8($0 * 7919 % 251) })
            let ending = try await inbox.watch { watch in
                // A copy that pauses for longer than the quiet period, and keeps the file open.
                let writer = try inbox.open("slow.mp4", [.create])
                try await writer.closeAfterwards { writer in
                    try writer.writeAll(bytes[..<half])
                    try await watch.wait(for: "waits: is still open for writing", "slow.mp4")
                    try await watch.waitForReason("open for writing", of: "slow.mp4")
                    try writer.writeAll(bytes[half...])
                }
                // One that is cut off, and closed.
                let other = try await WatchInbox.video(3)
                try inbox.write("cut.mp4", other[..<half])
                let waiting = try await watch.waitForReason("cannot be read to its end yet", of: "cut.mp4")
                #expect(waiting.until != nil)
                try inbox.append("cut.mp4", other[half...])
                let hold = try await watch.waitForReason("is on hold: held.mp4.hold stands beside it", of: "held.mp4")
                #expect(hold.until == nil)
                try await watch.waitForReason("is empty", of: "empty.mp4")
                try await watch.waitForReason("cannot be read to its end", of: "rubbish.mp4")
                let status = try await inbox.smartclip("status", "--json")
                for reason in ["is on hold", "is empty", "cannot be read"] { #expect(status.output.contains(reason)) }
                #expect(watch.lines.all.allSatisfy { !($0.message.contains("taken") && $0.video == "held.mp4") })
                try Files.removeFile(inbox.path("held.mp4.hold"))
                try await watch.waitUntilReady("slow", "cut", "held")
            }
            #expect(ending.code == 0, "\(ending.errors)")
            for name in ["slow.mp4", "cut.mp4", "held.mp4"] {
                #expect(ending.count("is whole; taken", "/\(name)") == 1)
            }
            for name in ["empty.mp4", "rubbish.mp4"] { #expect(ending.count("is whole; taken", "/\(name)") == 0) }
            #expect(try inbox.videos() == ["cut", "held", "slow"])
        }
    }

    @Test func whoSaysThatItIsWholeNeedNotWait() async throws {
        try await WatchInbox.with { inbox in
            let ending = try await inbox.watch(quiet: "3600") { watch in
                try await watch.waitUntilItWatches()
                try await inbox.drop("said.mp4", 1)
                try await watch.waitForReason("until it has been still for 3600 s", of: "said.mp4")
                try inbox.write("said.mp4.ready", [])
                try await inbox.drop("renamed.mp4.part", 2)
                try Files.rename(inbox.path("renamed.mp4.part"), to: inbox.path("renamed.mp4"))
                try await watch.waitUntilReady("said", "renamed")
                // What is dropped while nobody watches is there at the next start, by its own times.
                try await inbox.drop("later.mp4", 3)
            }
            #expect(ending.code == 0)
            let next = try await inbox.watch { watch in try await watch.waitUntilReady("later") }
            #expect(next.code == 0)
            #expect(next.count("is whole; taken", "said.mp4") == 0, "what is done is not done again")
            #expect(try inbox.attempts("said") == [1, 1, 1, 1, 1, 1])
        }
    }

    /// `--poll` needs no helper; neither does a watcher that cannot find it, which says so.
    @Test func withoutTheHelperFoldersArePolled() async throws {
        try await WatchInbox.with { inbox in
            let program = inbox.folder.appending("smartclip")
            try Program.place(try Program.smartclip.path, at: program)
            let polling = try await inbox.watch(["--poll", "1"], program: program) { watch in
                let start = try await watch.wait(for: "looking every 1.0 s: so it is set")
                try await inbox.drop("a.mp4", 1)
                try await watch.waitUntilReady("a")
                #expect(try watch.helper() == nil)
                try await watch.wait(for: "looked at everything", after: start)
            }
            #expect(polling.code == 0, "\(polling.errors)")
            try await inbox.drop("b.mp4", 2)
            let missing = try await inbox.watch(program: program) { watch in
                try await watch.wait(for: "smartclip-inotify cannot be run")
                try await watch.waitUntilReady("b")
            }
            #expect(missing.code == 0, "\(missing.errors)")
        }
    }

    @Test func nothingIsMissedWhenTheHelperIsKilled() async throws {
        try await WatchInbox.with { inbox in
            let ending = try await inbox.watch { watch in
                try await watch.waitUntilItWatches()
                var helpers: Set<pid_t> = []
                for number in 1...6 {
                    if let helper = try watch.helper(), number.isMultiple(of: 2) {
                        helpers.insert(helper)
                        kill(helper, SIGKILL)
                    }
                    try await inbox.drop("sub\(number)/\(number % 3).mp4", number)
                }
                #expect(!helpers.isEmpty)
                try await watch.waitUntilReady("sub1/1", "sub2/2", "sub3/0", "sub4/1", "sub5/2", "sub6/0")
            }
            #expect(ending.code == 0)
            for number in 1...6 { #expect(try inbox.attempts("sub\(number)/\(number % 3)") == [1, 1, 1, 1, 1, 1]) }
        }
    }

    @Test func anInboxThatGoesIsWaitedFor() async throws {
        try await WatchInbox.with { inbox in
            let ending = try await inbox.watch { watch in
                try await watch.waitUntilItWatches()
                try await inbox.drop("a.mp4", 1)
                try await watch.waitUntilReady("a")
                let start = watch.lines.count
                try Files.removeTree(inbox.inbox)
                try await watch.wait(for: "is not there; waited for", after: start)
                try await watch.waitForStatus("it is missing") { $0.mode == "missing" }
                try await inbox.drop("b.mp4", 2)
                try await inbox.drop("a.mp4", 1)
                try await watch.waitUntilReady("b")
                try await watch.waitForStatus("both are ready") { $0.mode == "events" && $0.counts.ready == 2 }
            }
            #expect(ending.code == 0, "\(ending.errors)")
            #expect(try inbox.attempts("a") == [1, 1, 1, 1, 1, 1])
            try await inbox.expectWhatARunMakes()
        }
    }
}

extension FilePath {
    /// A path beside this whose name is no UTF-8.
    fileprivate var withLatin1Name: FilePath {
        let name = bytes + [0xE9] + Array(".mp4".utf8)
        return FilePath(platformString: name.map { CChar(bitPattern: $0) } + [0])
    }
}

extension FileDescriptor {
    /// As `closeAfter`, for a body that waits.
    fileprivate func closeAfterwards(_ body: (FileDescriptor) async throws -> Void) async throws {
        do {
            try await body(self)
        } catch {
            // The body's error is the one to tell.
            try? close()
            throw error
        }
        try close()
    }
}

extension WatchInbox {
    /// How many manifests there are in the outbox.
    fileprivate func manifests() throws -> Int {
        try OutboxTree(outbox).files.keys.count { $0.hasSuffix("/manifest.json") }
    }
}
