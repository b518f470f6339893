import FolderWatch
import FoundationEssentials
import Intake
import Manifest
import Outbox
import Pipeline
import StateFiles
import SystemPackage

// From a whole file to the end of its work.
extension WatchLoop {
    private var work: WatchWork {
        WatchWork(runner: watcher.runner, claims: claims, owed: owed, hook: options.hook)
    }

    /// After this what stands in a folder that could not be listed is looked at again.
    private static let unreadPause = Duration.seconds(10)

    /// Sorts the videos whose time has come: what is finished already is settled, the others go into the queue.
    mutating func takeDue(at now: Instant, _ group: inout Group) {
        let due = Dictionary(grouping: book.due(at: now)) { $0.removingLastComponent() }
        guard !due.isEmpty else { return }
        var admitter = watcher.runner.admitter(resolver)
        var taken: [FilePath] = []
        for (folder, paths) in due {
            let names = Set(paths.compactMap { $0.lastComponent?.bytes })
            guard let found = freshLook(into: folder, only: names) else {
                for path in paths { touch(path, after: Self.unreadPause) }
                continue
            }
            let time = WatchTime.now
            var gone = names
            for video in found {
                if let name = video.path.lastComponent?.bytes { gone.remove(name) }
                // What has changed since waits again.
                see(video, isMovedIn: false, at: time)
                guard book.release(video.path, at: now) else { continue }
                if active.contains(video.path) {
                    // The file that had the name before is still being worked on.
                    book.putOff(video.path)
                    continue
                }
                if open(video, &admitter, &group) != nil { taken.append(video.path) }
            }
            remove(gone.map { folder.appending(bytes: $0) })
        }
        // In the order in which a run takes them, so that videos of one name get the same folders.
        for path in taken.sorted(by: { $0.bytes.lexicographicallyPrecedes($1.bytes) }) {
            queue.add(path, isLikely: ContainerMark.isFound(in: path))
        }
        board.isChanged = true
    }

    /// Looks whether a video is to be worked on. Where nothing can have changed since it was finished, or its settings are
    /// wrong, it is settled at once, and nil is returned.
    private mutating func open(
        _ found: FoundVideo,
        _ admitter: inout Admitter,
        _ group: inout Group
    ) -> Admitter.Candidate? {
        switch admitter.look(at: found) {
        case .open(let candidate): return candidate
        case .failed(let outcome):
            let problem = outcome.failure?.message ?? ""
            if book.entry(found.path)?.problem != problem { watcher.report(.work(.ended(outcome))) }
            // Nothing was begun for it: the watcher's own status tells why.
            book.ended(found.path, .waitingForUpload, problem: problem)
            if options.isOnce { summary.add(outcome, nil) }
        case .finished(let outcome, let id):
            if let holder = claims.claim(id, for: found.path) {
                ended(found.path, .duplicate(of: holder, id), &group)
                return nil
            }
            name(found.path, outcome.video)
            book.ended(found.path, outcome.status)
            if options.isOnce { summary.add(outcome, nil) }
            callHook(for: outcome, id, &group)
        }
        return nil
    }

    /// Begins work on the next videos of the queue, as many as may be worked on at once and as there is room for.
    mutating func begin(at now: Instant, _ group: inout Group) {
        guard !(queue.isEmpty && suspects.isEmpty), active.count < options.jobs, isRoomLeft(at: now) else { return }
        while active.count < options.jobs, let path = nextQueued() {
            // Looked at once more: captions and settings may have come while it was queued.
            guard let name = path.lastComponent?.bytes else { continue }
            guard let there = freshLook(into: path.removingLastComponent(), only: [name]) else {
                book.ended(path, .waitingForUpload)
                touch(path, after: Self.unreadPause)
                continue
            }
            guard let found = there.first else {
                remove([path])
                continue
            }
            see(found, isMovedIn: false, at: .now)
            // It may have gone while it was queued, and another may have its name, which waits for its own turn.
            guard let entry = book.entry(path), entry.phase == .taken, !active.contains(path) else { continue }
            if entry.isDueAgain {
                book.ended(path, .waitingForUpload)
                continue
            }
            var admitter = watcher.runner.admitter(resolver)
            guard let candidate = open(found, &admitter, &group) else { continue }
            if watcher.runner.isSuspected(candidate) {
                guard active.isEmpty, queue.isEmpty else {
                    suspects.append(path)
                    continue
                }
                alone = path
            }
            begin(candidate, &group)
        }
        board.isChanged = true
    }

    private mutating func begin(_ candidate: Admitter.Candidate, _ group: inout Group) {
        let path = candidate.found.path
        active.insert(path)
        let isChecked = book.isToBeChecked(path, at: .now)
        group.addTask { [watcher, work] in
            let (end, id) = await work.run(candidate, isChecked: isChecked) {
                watcher.report(.taken(path))
            } named: {
                watcher.mailbox.post(.named(path, video: $0))
            }
            let finished: VideoOutcome? = if case .done(let outcome) = end { outcome } else { nil }
            watcher.mailbox.post(.worked(path, end, hasChore: id != nil && finished != nil))
            guard let id else { return }
            if let finished {
                await watcher.hooked(work, finished, id)
                watcher.mailbox.post(.choreDone)
            } else if case .busy = end {
                // The kernel says when the other process is done with it, or has died. A wait that was called off needs no
                // answer; one that failed is as good as over, for the next try meets the same trouble and tells it.
                try? await FileLock.holding(watcher.outbox.lock(of: id)) {}
                watcher.mailbox.post(.unlocked(path))
            }
        }
    }

    private mutating func callHook(for outcome: VideoOutcome, _ id: VideoID, _ group: inout Group) {
        guard options.hook != nil else { return }
        guard (try? owed.isOwed(id)) ?? true else { return }  // One that cannot be looked up is told by the call.
        chores += 1
        group.addTask { [watcher, work] in
            await watcher.hooked(work, outcome, id)
            watcher.mailbox.post(.choreDone)
        }
    }

    /// Whether there is room for new work; where there is none, it is looked again in a while.
    private mutating func isRoomLeft(at now: Instant) -> Bool {
        if let spaceCheck, now < spaceCheck { return false }
        let free: Int
        do {
            free = try Space.free(at: watcher.outbox.root)
        } catch {
            watcher.report(.trouble("\(error); new work begins all the same"))
            return true
        }
        if free < options.minFree {
            if freeAtPause == nil { watcher.report(.paused(free: free, floor: options.minFree)) }
            freeAtPause = free
            spaceCheck = now + .seconds(15)
            return false
        }
        if freeAtPause != nil { watcher.report(.resumed(free: free)) }
        freeAtPause = nil
        spaceCheck = nil
        return true
    }

    /// Takes down how the work on a video ended.
    mutating func ended(_ path: FilePath, _ end: WatchWork.End, _ group: inout Group) {
        active.remove(path)
        if alone == path { alone = nil }
        let now = WatchTime.now
        switch end {
        case .notWhole(let problem):
            watcher.report(.notWhole(path, problem: problem))
            guard options.isOnce else { return book.notWhole(path, problem, at: now.instant) }
            // Who runs once does not wait for what may never come; the next run looks again.
            book.ended(path, .waitingForUpload, problem: problem)
            summary.add(Refused(path, problem, .transient), nil)
        case .gone:
            // The next look says what is there now.
            book.ended(path, .waitingForUpload)
            touch(path, after: WatchBook.pause)
        case .busy:
            elsewhere.insert(path)
            watcher.report(.work(.waiting(video: path.lastComponent?.shown ?? path.shown)))
        case .stopped: book.ended(path, .processing)
        case .duplicate(let holder, let id):
            // The holder may have gone since, and was then looked for in vain among those that stand for others.
            guard claims.claim(id, for: path) == holder else {
                book.ended(path, .waitingForUpload)
                return touch(path, after: .zero)
            }
            twins[holder, default: []].insert(path)
            holders[path] = holder
            let name = videos[holder] ?? holder.shown
            if book.entry(path)?.problem == nil { watcher.report(.work(.duplicate(path: path, of: name))) }
            book.ended(path, .ready, problem: "has the same content as \(holder.shown)")
        case .done(let outcome):
            if options.isOnce { summary.add(outcome, nil) }
            // What stands as it stood is not told again.
            let isOld = !outcome.worked && book.entry(path)?.problem == outcome.failure?.message
            if !isOld || outcome.failure == nil { watcher.report(.work(.ended(outcome))) }
            name(path, outcome.video)
            indexDue = indexDue ?? now.instant + .seconds(2)
            // A time that has passed since is tried now; the record has the last word.
            let wall = Timestamp(Date(timeIntervalSince1970: Double(now.wall) / 1e9))
            let retry =
                outcome.nextTry(at: wall).map { time in
                    now.instant + .seconds(max(1, time.date.timeIntervalSince(wall.date)))
                }
                ?? outcome.pauseForRoom.map { now.instant + $0 }
            let isLast = options.isOnce || retry == nil
            book.ended(path, outcome.status, problem: outcome.failure?.message, retry: isLast ? nil : retry)
            // What a person changed while it was worked on is done now.
            if !outcome.isAnEnd { touch(path, after: WatchBook.pause) }
        }
    }
}

extension Watcher {
    /// Calls a hook where one is due, and tells what goes wrong with what is remembered of it.
    func hooked(_ work: WatchWork, _ outcome: VideoOutcome, _ id: VideoID) async {
        do {
            try await work.callHook(for: outcome, id)
        } catch is CancellationError {
            // It stays owed, and is called by the next watcher.
        } catch {
            report(.trouble("\(error); the hook for \(outcome.video) may be called again"))
        }
    }
}
