import FolderWatch
import Glibc
import Intake
import Manifest
import Outbox
import StateFiles
import SystemPackage

/// The file in the outbox that says how the watcher stands: who watches, and what waits. It is written after changes, at most
/// once a second.
struct StatusFile {
    typealias Instant = ContinuousClock.Instant

    /// How changes are noticed.
    var mode = WatchMode.events(folders: 0)
    /// When the file is to be written next; nil where it says how things stand.
    private(set) var due: Instant?

    private let inbox: FilePath
    private let outbox: Outbox
    private let startedAt = Timestamp.now
    private var lastWrite: Instant?

    init(inbox: FilePath, outbox: Outbox) {
        self.inbox = inbox
        self.outbox = outbox
    }

    /// Something that the file says may be otherwise now.
    mutating func changed(at now: Instant = .now) {
        if due == nil { due = lastWrite.map { $0 + .seconds(1) } ?? now }
    }

    func isDue(at now: Instant) -> Bool { due.map { $0 <= now } ?? false }

    /// Writes the file. A write that fails is not repeated until something changes.
    mutating func write(_ report: StatusReport, at now: Instant) throws -> WatchStatus {
        due = nil
        lastWrite = now
        var status = WatchStatus(
            pid: Int(getpid()),
            host: ThisHost.name,
            inbox: inbox.recorded,
            startedAt: startedAt,
            updatedAt: .now,
            mode: mode.word
        )
        report.fill(&status, at: now)
        // Not synced: after a power cut nobody watches, and the file says nothing.
        try outbox.write(JSONText.file(status), to: outbox.watchStatus, isSynced: false)
        return status
    }
}

extension WatchMode {
    /// The word for it in the status file.
    fileprivate var word: String {
        switch self {
        case .events: "events"
        case .polling: "polling"
        case .missing: "missing"
        }
    }
}
