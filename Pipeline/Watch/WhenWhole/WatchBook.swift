import Intake
import Manifest
import StateFiles
import SystemPackage

/// Decides when each video of an inbox is whole, and when it is looked at again.
///
/// It reads no clock and no file: what was seen, and when, comes from outside. Every operation on one video costs the logarithm of
/// how many there are; those on a folder cost what it holds.
struct WatchBook {
    typealias Instant = ContinuousClock.Instant

    /// When a file counts as whole.
    struct Rules: Sendable, Equatable {
        /// How long size, times and inode must have stood still.
        var quiet: Duration
        /// Whether the files' own times can be compared with this machine's clock: they can on its own disks.
        var trustsTimes: Bool
    }

    /// A file that has been still for so long is handed over however broken it looks, so that its error is recorded.
    static let patience = Duration.seconds(600)
    /// How long small files that people edit are left alone after a change: an editor may write them in two steps.
    static let pause = Duration.seconds(1)

    var rules: Rules
    private var folders: [FilePath: [[UInt8]: WatchEntry]] = [:]
    private var wakeTimes = DelayQueue<FilePath>()
    private var look = 0

    init(rules: Rules) {
        self.rules = rules
    }

    /// When something is due next.
    var next: Instant? { wakeTimes.next }

    // MARK: - What was seen

    /// Takes in what a look at a file showed. `isMovedIn` says that it was renamed into place just now; `isSigned`, that a sign
    /// named it, such as when it was closed.
    mutating func see(_ found: FoundVideo, isMovedIn: Bool, isSigned: Bool = false, at now: WatchTime) {
        change(found.path) { [rules, look] old in
            var entry =
                old
                ?? WatchEntry(
                    facts: found.facts,
                    stillSince: Self.stillSince(found.facts, now, rules),
                    mark: found.mark,
                    look: look
                )
            entry.look = look
            let isChanged = entry.facts != found.facts
            if isChanged {
                entry.facts = found.facts
                entry.stillSince = Self.stillSince(found.facts, now, rules)
                entry.isSaidWhole = false
                entry.failedChecks = 0
                entry.pausedUntil = nil
                entry.retryAt = nil
                entry.problem = nil
            }
            if isMovedIn || found.mark == .ready { entry.isSaidWhole = true }
            // A file that was found not to be whole may be whole now.
            if isSigned, entry.failedChecks > 0, let time = entry.retryAt {
                entry.retryAt = min(time, now.instant + Self.pause)
            }
            if isChanged || entry.mark != found.mark || isMovedIn {
                entry.mark = found.mark
                entry.retryAt = nil
                switch entry.phase {
                case .taken: entry.isDueAgain = true
                case .waiting, .settled: entry.phase = .waiting
                }
            }
            return entry
        }
    }

    private static func stillSince(_ facts: FileFacts, _ now: WatchTime, _ rules: Rules) -> Instant {
        guard rules.trustsTimes else { return now.instant }
        // The time of the inode's last change cannot be set by a copying program. One in the future is ignored.
        let age = max(0, now.wall - max(facts.modified, facts.changed))
        return now.instant - .nanoseconds(age)
    }

    /// Something that a video depends on changed: it is looked at again, after a time in which that may go on changing.
    mutating func touch(_ path: FilePath, after delay: Duration, at now: Instant) {
        change(path) { entry in
            guard var entry else { return nil }
            let time = now + delay
            entry.pausedUntil = max(entry.pausedUntil ?? time, time)
            entry.retryAt = nil
            switch entry.phase {
            case .taken: entry.isDueAgain = true
            case .waiting, .settled: entry.phase = .waiting
            }
            return entry
        }
    }

    /// Forgets a file that is gone.
    mutating func remove(_ path: FilePath) {
        change(path) { _ in nil }
    }

    /// Forgets a folder that is gone, and all below it; says which videos were in it.
    mutating func removeFolder(_ folder: FilePath) -> [FilePath] {
        let gone = folders.keys.filter { $0.starts(with: folder) }.flatMap { paths(in: $0) }
        for path in gone { remove(path) }
        return gone
    }

    /// Begins a look at everything.
    mutating func beginLook() {
        look += 1
    }

    /// Ends a look at everything: forgets what was not seen, and says what that was. What is in folders that could not be
    /// listed, or below them, stays as it was.
    mutating func endLook(except unread: Set<FilePath> = []) -> [FilePath] {
        let gone = folders.flatMap { folder, entries in
            unread.contains { folder.starts(with: $0) }
                ? [] : entries.filter { $0.value.look != look }.map { folder.appending(bytes: $0.key) }
        }
        for path in gone { remove(path) }
        return gone
    }

    // MARK: - What is due

    /// Takes out the videos whose time has come; each is to be looked at once more, and then released.
    mutating func due(at now: Instant) -> [FilePath] {
        var due: [FilePath] = []
        while let path = wakeTimes.take(at: now) {
            guard var entry = entry(path) else { continue }
            entry.wakesAt = nil
            set(entry, path)
            if isDue(entry, now) {
                due.append(path)
            } else {
                // It was put off in the meantime, so it is entered again for the later time.
                change(path) { $0 }
            }
        }
        return due
    }

    /// Hands over a video that was looked at once more, if it is still its time.
    mutating func release(_ path: FilePath, at now: Instant) -> Bool {
        guard var entry = entry(path), entry.phase == .waiting, isDue(entry, now) else { return false }
        entry.phase = .taken
        entry.isDueAgain = false
        entry.pausedUntil = nil
        entry.retryAt = nil
        set(entry, path)
        return true
    }

    /// Puts off a video that was released, until the work that still goes on under its name has ended.
    mutating func putOff(_ path: FilePath) {
        change(path) { entry in
            guard var entry else { return nil }
            entry.isDueAgain = true
            return entry
        }
    }

    /// Whether a video that is handed over should first be checked to be whole.
    func isToBeChecked(_ path: FilePath, at now: Instant) -> Bool {
        entry(path).map { $0.stillSince.duration(to: now) < Self.patience } ?? true
    }

    private func isDue(_ entry: WatchEntry, _ now: Instant) -> Bool {
        whole(entry).map { $0 <= now } ?? false
    }

    /// When a video may be taken; nil where only a change can make it so.
    func whole(_ entry: WatchEntry) -> Instant? {
        guard entry.phase == .waiting, entry.mark != .hold, entry.facts.bytes > 0 else { return nil }
        let still = entry.isSaidWhole ? entry.stillSince : entry.stillSince + rules.quiet
        return max(still, entry.pausedUntil ?? still, entry.retryAt ?? still)
    }

    // MARK: - How the work ended

    /// A video was found not to be whole: it waits twice as long as the last time, unless it changes.
    mutating func notWhole(_ path: FilePath, _ problem: String, at now: Instant) {
        change(path) { [rules] entry in
            guard var entry, entry.phase == .taken else { return entry }
            entry.phase = .waiting
            entry.isSaidWhole = false
            entry.problem = problem
            let factor = 1 << min(entry.failedChecks, 10)
            entry.retryAt = now + min(max(rules.quiet, .seconds(1)) * factor, .seconds(300))
            entry.failedChecks += 1
            return entry
        }
    }

    /// All was done for a video that can be; `retry` says when it is tried again by itself. Where the file is gone meanwhile and
    /// another has its name, that one waits for its own turn.
    mutating func ended(_ path: FilePath, _ status: VideoStatus, problem: String? = nil, retry: Instant? = nil) {
        change(path) { entry in
            guard var entry, entry.phase == .taken else { return entry }
            entry.status = status
            entry.problem = problem
            entry.failedChecks = 0
            entry.phase = entry.isDueAgain || retry != nil ? .waiting : .settled
            if !entry.isDueAgain { entry.retryAt = retry }
            entry.isDueAgain = false
            return entry
        }
    }

    // MARK: - Entries

    /// Whether any video will be due without a further change.
    var isAnythingDue: Bool {
        folders.values.contains { $0.values.contains { whole($0) != nil } }
    }

    func entry(_ path: FilePath) -> WatchEntry? {
        folders[path.removingLastComponent()]?[path.lastComponent?.bytes ?? []]
    }

    /// The videos in a folder, not those below it.
    func paths(in folder: FilePath) -> [FilePath] {
        (folders[folder] ?? [:]).keys.map { folder.appending(bytes: $0) }
    }

    /// The videos in a folder and below it.
    func paths(below folder: FilePath) -> [FilePath] {
        folders.keys.filter { $0.starts(with: folder) }.flatMap { paths(in: $0) }
    }

    /// Calls a body with every video that is known.
    func forEach(_ body: (FilePath, [UInt8], WatchEntry) -> Void) {
        for (folder, entries) in folders { for (name, entry) in entries { body(folder, name, entry) } }
    }

    private mutating func set(_ entry: WatchEntry?, _ path: FilePath) {
        guard let name = path.lastComponent?.bytes else { return }
        let folder = path.removingLastComponent()
        guard let entry else {
            folders[folder]?[name] = nil
            if folders[folder]?.isEmpty == true { folders[folder] = nil }
            return
        }
        folders[folder, default: [:]][name] = entry
    }

    /// Changes an entry, and enters when it is due.
    private mutating func change(_ path: FilePath, _ body: (WatchEntry?) -> WatchEntry?) {
        var entry = body(self.entry(path))
        if let time = entry.flatMap({ whole($0) }), entry?.wakesAt.map({ time < $0 }) ?? true {
            entry?.wakesAt = time
            wakeTimes.add(path, at: time)
        }
        set(entry, path)
    }
}
