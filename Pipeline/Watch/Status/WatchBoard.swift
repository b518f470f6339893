import Concurrency
import FolderWatch
import FoundationEssentials
import Glibc
import Intake
import Manifest
import Outbox
import StateFiles
import SystemPackage

/// Writes down how a watcher stands, at most once a second.
struct WatchBoard {
    typealias Instant = ContinuousClock.Instant

    let inbox: FilePath
    let outbox: Outbox
    let startedAt = Timestamp.now
    var mode = WatchMode.events(folders: 0)
    /// What cannot be a video, and why.
    var refused: [FilePath: String] = [:]
    /// Whether anything may be other than it was written.
    var isChanged = false {
        didSet { if isChanged, due == nil { due = lastWrite + .seconds(1) } }
    }
    /// When it is to be written next.
    private(set) var due: Instant?
    private var lastWrite = Instant.now - .seconds(1)

    init(inbox: FilePath, outbox: Outbox) {
        self.inbox = inbox
        self.outbox = outbox
    }

    func isDue(at now: Instant) -> Bool { due.map { $0 <= now } ?? false }

    mutating func write(_ loop: WatchLoop, at now: Instant) throws -> WatchStatus {
        isChanged = false
        due = nil
        lastWrite = now
        let status = status(loop, at: now)
        // Not synced: it is of no use after a power cut.
        try outbox.write(JSONText.file(status), to: outbox.watchStatus, isSynced: false)
        return status
    }

    private func status(_ loop: WatchLoop, at now: Instant) -> WatchStatus {
        var status = WatchStatus(
            pid: Int(getpid()),
            host: Self.hostName,
            inbox: inbox.recorded,
            startedAt: startedAt,
            updatedAt: .now,
            mode: word
        )
        status.paused = loop.freeAtPause.map { free in
            "only \(free / 1_000_000) MB are free, and \(loop.options.minFree / 1_000_000) are to stay free"
        }
        var waiting: [(path: FilePath, entry: WatchEntry)] = []
        loop.book.forEach { folder, name, entry in
            switch entry.phase {
            case .settled:
                count(entry.status, &status.counts)
                if entry.status == .waitingForUpload { waiting.append((folder.appending(bytes: name), entry)) }
            case .taken, .waiting:
                let path = folder.appending(bytes: name)
                if loop.active.contains(path) {
                    status.counts.active += 1
                    return
                }
                if entry.phase == .taken { status.counts.queued += 1 } else { status.counts.waiting += 1 }
                if waiting.count < 10 * WatchStatus.limit { waiting.append((path, entry)) }
            }
        }
        status.waiting = waiting.map { path, entry in
            WatchStatus.Waiting(
                path: path.recorded,
                reason: reason(entry, path, loop),
                until: entry.phase == .taken ? nil : loop.book.whole(entry).map { Self.timestamp($0, now) }
            )
        }
        status.waiting += refused.map { WatchStatus.Waiting(path: $0.recorded, reason: $1) }
        status.waiting.sort { $0.path < $1.path }
        status.waiting = Array(status.waiting.prefix(WatchStatus.limit))
        return status
    }

    private func count(_ status: VideoStatus?, _ counts: inout WatchStatus.Counts) {
        switch status {
        case .ready: counts.ready += 1
        case .partial: counts.partial += 1
        default: counts.failed += 1
        }
    }

    private func reason(_ entry: WatchEntry, _ path: FilePath, _ loop: WatchLoop) -> String {
        if entry.phase == .taken { return loop.freeAtPause == nil ? "is whole; its turn comes" : "there is no room" }
        if entry.mark == .hold { return "is on hold: \(path.lastComponent?.shown.oneLine ?? "").hold stands beside it" }
        if entry.facts.bytes == 0 { return "is empty" }
        return entry.problem ?? "until it has been still for \(Int(loop.book.rules.quiet.inSeconds)) s"
    }

    private var word: String {
        switch mode {
        case .events: "events"
        case .polling: "polling"
        case .missing: "missing"
        }
    }

    private static func timestamp(_ instant: Instant, _ now: Instant) -> Timestamp {
        Timestamp(Date(timeIntervalSinceNow: now.duration(to: instant).inSeconds))
    }

    private static var hostName: String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard gethostname(&buffer, buffer.count - 1) == 0 else { return "this machine" }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
