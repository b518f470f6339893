import Concurrency
import FolderWatch
import FoundationEssentials
import Intake
import Manifest
import StateFiles
import SystemPackage

/// Derives from the state of the loop what the status file says of videos and of the room for them.
struct StatusReport {
    typealias Instant = ContinuousClock.Instant

    let book: WatchBook
    /// The videos that are being worked on.
    let active: Set<FilePath>
    /// Files that cannot be videos, and why.
    let refused: [FilePath: String]
    let space: OutboxSpace
    /// Bytes that must be free before new work begins.
    let floor: Int

    /// Fills in what is missing in a status that only says whose it is.
    func fill(_ status: inout WatchStatus, at now: Instant) {
        if case .short(let free) = space {
            status.paused = "only \(free / 1_000_000) MB are free, and \(floor / 1_000_000) are to stay free"
        }
        var waiting: [(path: FilePath, entry: WatchEntry)] = []
        book.forEach { folder, name, entry in
            switch entry.phase {
            case .settled:
                count(entry.status, &status.counts)
                if entry.status == .waitingForUpload { waiting.append((folder.appending(bytes: name), entry)) }
            case .taken, .waiting:
                let path = folder.appending(bytes: name)
                if active.contains(path) {
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
                reason: reason(entry, path),
                until: entry.phase == .taken ? nil : book.whole(entry).map { Self.timestamp($0, now) }
            )
        }
        status.waiting += refused.map { WatchStatus.Waiting(path: $0.recorded, reason: $1) }
        status.waiting.sort { $0.path < $1.path }
        status.waiting = Array(status.waiting.prefix(WatchStatus.limit))
    }

    private func count(_ status: VideoStatus?, _ counts: inout WatchStatus.Counts) {
        switch status {
        case .ready: counts.ready += 1
        case .partial: counts.partial += 1
        default: counts.failed += 1
        }
    }

    private func reason(_ entry: WatchEntry, _ path: FilePath) -> String {
        if entry.phase == .taken { return space.isShort ? "there is no room" : "is whole; its turn comes" }
        if entry.mark == .hold { return "is on hold: \(path.lastComponent?.shown.oneLine ?? "").hold stands beside it" }
        if entry.facts.bytes == 0 { return "is empty" }
        return entry.problem ?? "until it has been still for \(Int(book.rules.quiet.inSeconds)) s"
    }

    private static func timestamp(_ instant: Instant, _ now: Instant) -> Timestamp {
        Timestamp(Date(timeIntervalSinceNow: now.duration(to: instant).inSeconds))
    }
}
