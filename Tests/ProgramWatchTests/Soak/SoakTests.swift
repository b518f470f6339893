import FoundationEssentials
import Glibc
import Intake
import Manifest
import OpenAIAccess
import Outbox
import Pipeline
import Roles
import StateFiles
import Subprocess
import SystemPackage
import TestSupport
import Testing
import Watching

@testable import ProgramSupport

/// Lets a watcher live through what a shared folder may see in years, and compares what it made with what one run makes of
/// what is left. Set `SMARTCLIP_SOAK=600` for so many seconds of it, and `SMARTCLIP_SEED` for other events.
@Suite(.serialized) struct SoakTests {
    /// Flags that give short clips quickly.
    static let flags = ["--min-length", "5", "--max-length", "12", "--preset", "ultrafast", "--recogniser", "none"]
    /// Few enough videos stand in the inbox at any time for what is left at the end to be soon done.
    private static let limit = 5

    @Test(.timeLimit(.minutes(60)))
    func theOutboxHoldsWhatTheSurvivingContentsCallFor() async throws {
        try await ScratchFolder.with { scratch in
            let seed = UInt64(Surrounding.number("SMARTCLIP_SEED", 11))
            let folders = try SoakFolders(scratch.path, bases: try await bases(in: scratch.path), seed: seed)
            let daemon = SoakDaemon(folder: scratch.path)
            var end = ContinuousClock.now + .seconds(Surrounding.number("SMARTCLIP_SOAK", 20))
            var isOver = false
            var sessions = 0
            while !isOver {
                sessions += 1
                let life = Duration.seconds(Double.random(in: 1...12, using: &folders.random))
                // The last one lives on: a start, at which everything is looked at, would make up for what it missed.
                isOver = .now + life >= end
                let last = isOver
                if last { end = max(end, .now + .seconds(5)) }
                let ending = try await daemon.run { pid in
                    try await happen(folders, until: last ? end : .now + life, pid)
                    if last { try await comeToRest(folders, daemon) }
                    kill(pid, last ? SIGTERM : SIGKILL)
                }
                if last { #expect(ending == .exited(0), "\(daemon.tail())") }
                for (sha256, stage) in try SoakOutbox.struck(folders.outbox) {
                    folders.contents[sha256]?.strikes[stage, default: 0] += 1
                }
                // A kill may also fall just before a record says that a stage runs, or just after it says that it is done.
                for sha256 in folders.contents.keys where try SoakOutbox.isTorn(sha256, folders.outbox) {
                    folders.contents[sha256]?.isTorn = true
                }
                // Things go on while nobody watches.
                if !last, folders.chance(0.5) { for _ in 0..<5 { try folders.act(limit: Self.limit) } }
            }
            let survey = try SoakSurvey(folders)
            let problems = try await survey.problems()
            #expect(problems == [], "seed \(seed), \(sessions) lives of the watcher; its log ends: \(daemon.tail())")
        }
    }

    /// Three tiny videos, each as long as the captions that may stand beside it.
    private func bases(in scratch: FilePath) async throws -> [[UInt8]] {
        var bases: [[UInt8]] = []
        for (number, lines) in [TinyVideos.talk.prefix(3), TinyVideos.talk.prefix(4), TinyVideos.talk.suffix(4)]
            .enumerated()
        {
            try await TinyVideos.make(
                "base\(number)",
                in: scratch,
                lines: Array(lines),
                hue: 80 * number,
                captions: false
            )
            bases.append(try Files.read(scratch.appending("base\(number).mp4")))
        }
        return bases
    }

    /// Things happen at random times, to the helper too.
    private func happen(_ folders: SoakFolders, until end: ContinuousClock.Instant, _ daemon: pid_t) async throws {
        while .now < end {
            try folders.act(limit: Self.limit)
            if folders.chance(0.03) { try SoakDaemon.killHelper(of: daemon) }
            let pause = Duration.milliseconds(Int.random(in: 0...300, using: &folders.random))
            try await Task.sleep(until: min(.now + pause, end), clock: .continuous)
        }
    }

    /// Waits until the watcher says that nothing is left to do. A last video comes after everything else: when it is
    /// done, everything before it has been seen.
    private func comeToRest(_ folders: SoakFolders, _ daemon: SoakDaemon) async throws {
        try folders.finishSlowCopies()
        let last = folders.inbox.appending("last.mp4")
        try folders.write(folders.newContent(isCaptioned: false), to: folders.outside.appending("last.mp4"))
        try Files.rename(folders.outside.appending("last.mp4"), to: last)
        let outbox = try Outbox(reading: folders.outbox)
        let id = String(Digest.of(try Files.read(last)).prefix(16))
        let limit = ContinuousClock.now + .seconds(240)
        var status: WatchStatus?
        while .now < limit {
            // It is told by a file, which is looked at again and again.
            try await Task.sleep(for: .milliseconds(100))
            status = try WatchStatus(of: outbox)
            guard let status, let done = try readyTime(id, outbox), status.updatedAt >= done else { continue }
            if try isAtRest(status, folders) { return }
        }
        let waiting = status?.waiting.map { "\($0.path): \($0.reason)" } ?? []
        Issue.record("the watcher came to no rest: \(String(describing: status?.counts)) \(waiting) \(daemon.tail())")
    }

    /// When the last stage of a video ended; nil where it is not ready.
    private func readyTime(_ id: String, _ outbox: Outbox) throws -> Timestamp? {
        for video in try VideoLookup(outbox).all() {
            guard let manifest = try video.manifest(), manifest.id == id, manifest.status == .ready else { continue }
            return manifest.updatedAt
        }
        return nil
    }

    /// Whether all that waits is on hold or no video.
    private func isAtRest(_ status: WatchStatus, _ folders: SoakFolders) throws -> Bool {
        let (files, _) = try SoakFolders.walk(folders.inbox)
        let there = Set(files.map(\.string))
        let known = status.counts
        let isSettled = known.queued == 0 && known.active == 0
        return isSettled
            && status.waiting.allSatisfy { waiting in
                waiting.path.contains("/junk-") || there.contains("\(waiting.path).hold")
            }
    }
}
