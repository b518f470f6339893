import FoundationEssentials
import Manifest
import Outbox
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import Watching

@Suite struct WatchStatusTests {
    private func status() -> WatchStatus {
        var status = WatchStatus(
            pid: 4711,
            host: "studio",
            inbox: "/in/\u{301}x\n",
            startedAt: .now,
            updatedAt: .now,
            mode: "events"
        )
        status.paused = "only 3 MB are free"
        status.counts.waiting = 2
        status.counts.failed = 1
        status.waiting = [
            WatchStatus.Waiting(path: "/in/a.mp4", reason: "is on hold"),
            WatchStatus.Waiting(path: "/in/b.mp4", reason: "until later", until: .now),
        ]
        return status
    }

    @Test func itIsReadAsItWasWritten() throws {
        let status = status()
        let data = try JSONText.file(status)
        #expect(try JSONText.decode(WatchStatus.self, from: data) == status)
        let text = String(decoding: data, as: UTF8.self)
        for key in ["schema_version", "started_at", "updated_at", "paused", "until"] {
            #expect(text.contains("\"\(key)\""))
        }
    }

    @Test func whatIsNotThereIsNullAndIsReadAgain() throws {
        var status = status()
        status.paused = nil
        let data = try JSONText.file(status)
        #expect(String(decoding: data, as: UTF8.self).contains("\"paused\" : null"))
        #expect(try JSONText.decode(WatchStatus.self, from: data) == status)
    }

    /// The file of a watcher that was killed says nothing.
    @Test func itCountsOnlyWhileAWatcherLives() async throws {
        try await ScratchFolder.with { scratch in
            let outbox = try Outbox(writing: scratch.path)
            let status = status()
            try outbox.write(JSONText.file(status), to: outbox.watchStatus)
            #expect(try WatchStatus(of: outbox) == nil)
            let held: WatchStatus?? = try await outbox.watchLock.ifFree { try WatchStatus(of: outbox) }
            #expect(held == .some(status))
            try outbox.watchStatus.write("{".utf8)
            let broken: WatchStatus?? = try await outbox.watchLock.ifFree { try WatchStatus(of: outbox) }
            #expect(broken == .some(nil))
        }
    }
}
