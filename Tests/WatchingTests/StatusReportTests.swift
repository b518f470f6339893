import FolderWatch
import Intake
import Manifest
import Outbox
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import Watching

/// What the status file says of each video.
@Suite struct StatusReportTests {
    private func status(
        _ bench: WatchBench,
        active: Set<FilePath> = [],
        refused: [FilePath: String] = [:],
        space: OutboxSpace = .enough
    ) -> WatchStatus {
        var status = WatchStatus(pid: 1, host: "h", inbox: "/in", startedAt: .now, updatedAt: .now, mode: "events")
        StatusReport(book: bench.book, active: active, refused: refused, space: space, floor: 9_000_000)
            .fill(&status, at: bench.now)
        return status
    }

    private func reasons(_ status: WatchStatus) -> [String: String] {
        Dictionary(uniqueKeysWithValues: status.waiting.map { ($0.path, $0.reason) })
    }

    @Test func everyVideoIsCountedOnceAndWaitingOnesHaveAReason() {
        let bench = WatchBench()
        let taken: [FilePath] = ["/in/queued", "/in/running", "/in/done", "/in/half", "/in/bad"]
        for path in taken { bench.see(.init(), at: path) }
        bench.seconds = 10
        #expect(Set(bench.taken()) == Set(taken))
        bench.book.ended("/in/done", .ready)
        bench.book.ended("/in/half", .partial)
        bench.book.ended("/in/bad", .waitingForUpload, problem: "its settings are wrong")
        bench.see(.init(changed: 10), at: "/in/new")
        bench.see(.init(changed: 10, mark: .hold), at: "/in/held")
        bench.see(.init(bytes: 0, changed: 10), at: "/in/empty")
        let status = status(bench, active: ["/in/running"], refused: ["/in/link": "is a link"])
        var counts = WatchStatus.Counts()
        (counts.waiting, counts.queued, counts.active, counts.ready, counts.partial) = (3, 1, 1, 1, 1)
        counts.failed = 1
        #expect(status.counts == counts)
        #expect(status.paused == nil)
        #expect(
            reasons(status) == [
                "/in/queued": "is whole; its turn comes", "/in/bad": "its settings are wrong",
                "/in/new": "until it has been still for 10 s", "/in/empty": "is empty", "/in/link": "is a link",
                "/in/held": "is on hold: held.hold stands beside it",
            ]
        )
        #expect(status.waiting.map(\.path) == status.waiting.map(\.path).sorted())
        // Only what waits for nothing but the time has one.
        #expect(status.waiting.filter { $0.until != nil }.map(\.path) == ["/in/new"])
    }

    @Test func aLackOfRoomIsSaidOnceAndForEveryQueuedVideo() {
        let bench = WatchBench()
        bench.see(.init())
        bench.seconds = 10
        #expect(bench.taken().count == 1)
        let status = status(bench, space: .short(free: 3_000_000))
        #expect(status.paused == "only 3 MB are free, and 9 are to stay free")
        #expect(status.waiting.map(\.reason) == ["there is no room"])
    }

    @Test func aLongListIsCutAndAllAreCounted() {
        let bench = WatchBench()
        for number in 0..<3000 { bench.see(.init(), at: FilePath("/in/\(number).mp4")) }
        let status = status(bench)
        #expect(status.counts.waiting == 3000 && status.waiting.count == WatchStatus.limit)
    }

    /// Many changes are one write, and a write that follows another waits for a second.
    @Test func theFileIsWrittenAtMostOnceASecond() async throws {
        try await ScratchFolder.with { scratch in
            let bench = WatchBench()
            var file = StatusFile(inbox: "/in", outbox: try Outbox(writing: scratch.path))
            let report = StatusReport(book: bench.book, active: [], refused: [:], space: .enough, floor: 0)
            #expect(file.due == nil && !file.isDue(at: bench.now))
            file.changed(at: bench.now)
            #expect(file.isDue(at: bench.now))
            file.mode = .polling(every: .seconds(5), because: "no helper")
            #expect(try file.write(report, at: bench.now).mode == "polling")
            #expect(file.due == nil)
            for second in [0.1, 0.2] { file.changed(at: bench.instant(second)) }
            #expect(!file.isDue(at: bench.instant(0.9)) && file.isDue(at: bench.instant(1)))
        }
    }
}
