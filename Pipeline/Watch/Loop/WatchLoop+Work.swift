import FoundationEssentials
import Intake
import Manifest
import Outbox
import Pipeline
import StateFiles
import SystemPackage

// From a whole file to the end of the work on it.
extension WatchLoop {
    private var worker: VideoWorker {
        VideoWorker(runner: watcher.runner, duplicates: duplicates, hooks: hooks, hook: options.hook)
    }

    /// How long until a folder that could not be listed is looked into again.
    private static let unreadPause = Duration.seconds(10)

    /// Sorts the videos whose time has come: those that are finished are settled, the others go into the queue.
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
                // A file that changed since waits again.
                see(video, isMovedIn: false, at: time)
                guard book.release(video.path, at: now) else { continue }
                if queue.active.contains(video.path) {
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
            queue.add(path, isLikely: ContainerSignature.isFound(in: path))
        }
        statusFile.changed()
    }

    /// Decides whether a video needs work. One that is finished, or whose settings are wrong, is settled at once: then nil is
    /// returned.
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
            // Nothing was begun for it and no record says why, so the status file does.
            book.ended(found.path, .waitingForUpload, problem: problem)
            if options.isOnce { summary.add(outcome, nil) }
        case .finished(let outcome, let id):
            if let original = duplicates.claim(id, for: found.path) {
                ended(found.path, .duplicate(of: original, id))
                return nil
            }
            sources.set(found.path, outcome.video)
            book.ended(found.path, outcome.status)
            if options.isOnce { summary.add(outcome, nil) }
            callHook(for: outcome, id, &group)
        }
        return nil
    }

    /// Begins work on the next videos of the queue, as many as may be worked on at once and as there is room for.
    mutating func begin(at now: Instant, _ group: inout Group) {
        guard !queue.isEmpty, queue.active.count < options.jobs, isRoomLeft(at: now) else { return }
        while let path = queue.next(limit: options.jobs) {
            // Captions and settings may have come while it was queued.
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
            // Another file may have the name now, which waits for its own turn.
            guard let entry = book.entry(path), entry.phase == .taken, !queue.active.contains(path) else { continue }
            if entry.isDueAgain {
                book.ended(path, .waitingForUpload)
                continue
            }
            var admitter = watcher.runner.admitter(resolver)
            guard let candidate = open(found, &admitter, &group),
                queue.begin(path, isSuspect: watcher.runner.isSuspected(candidate))
            else { continue }
            begin(candidate, &group)
        }
        statusFile.changed()
    }

    private mutating func begin(_ candidate: Admitter.Candidate, _ group: inout Group) {
        let path = candidate.found.path
        let isChecked = book.isToBeChecked(path, at: .now)
        group.addTask { [watcher, worker] in
            let end = await worker.run(candidate, isChecked: isChecked) {
                watcher.report(.taken(path))
            } named: {
                watcher.messages.post(.named(path, video: $0))
            }
            switch end {
            case .done(let outcome, let id?):
                watcher.messages.post(.worked(path, end, goesOn: true))
                await watcher.callHook(worker, outcome, id)
                watcher.messages.post(.sideTaskEnded)
            case .busy(let id):
                watcher.messages.post(.worked(path, end, goesOn: false))
                // The kernel grants the lock when the other process is done with the video, or has died. A wait that was
                // cancelled needs no answer; after one that failed the next try meets the same trouble and reports it.
                try? await watcher.outbox.lock(of: id).holding {}
                watcher.messages.post(.unlocked(path))
            default: watcher.messages.post(.worked(path, end, goesOn: false))
            }
        }
    }

    private mutating func callHook(for outcome: VideoOutcome, _ id: VideoID, _ group: inout Group) {
        guard options.hook != nil else { return }
        // The call itself reports a file that cannot be looked at.
        guard (try? hooks.contains(id)) ?? true else { return }
        sideTasks += 1
        group.addTask { [watcher, worker] in
            await watcher.callHook(worker, outcome, id)
            watcher.messages.post(.sideTaskEnded)
        }
    }

    /// Whether there is room for new work. Where there is none, it is measured again in a while.
    private mutating func isRoomLeft(at now: Instant) -> Bool {
        if timers.isSet(.space) { return false }
        let free: Int
        do {
            free = try Space.free(at: watcher.outbox.root)
        } catch {
            watcher.report(.trouble("\(error); new work begins all the same"))
            return true
        }
        switch space.measured(free: free, floor: options.minFree) {
        case .paused: watcher.report(.paused(free: free, floor: options.minFree))
        case .resumed: watcher.report(.resumed(free: free))
        case nil: break
        }
        if space.isShort { timers.set(.space, to: now + .seconds(15)) }
        return !space.isShort
    }

    /// Takes in how the work on a video ended.
    mutating func ended(_ path: FilePath, _ end: VideoWorker.End) {
        if case .busy = end { queue.endSinceBusy(path) } else { queue.end(path) }
        let now = WatchTime.now
        switch end {
        case .notWhole(let problem):
            watcher.report(.notWhole(path, problem: problem))
            guard options.isOnce else { return book.notWhole(path, problem, at: now.instant) }
            // A watcher that runs once does not wait for what may never come; the next run looks again.
            book.ended(path, .waitingForUpload, problem: problem)
            summary.add(Refused(path, problem, .transient), nil)
        case .gone:
            // The next look finds what is there now.
            book.ended(path, .waitingForUpload)
            touch(path, after: WatchBook.pause)
        case .busy: watcher.report(.work(.waiting(video: path.lastComponent?.shown ?? path.shown)))
        case .stopped: book.ended(path, .processing)
        case .duplicate(let original, let id): endedAsCopy(path, of: original, id)
        case .done(let outcome, _): ended(path, outcome, at: now)
        }
    }

    private mutating func endedAsCopy(_ path: FilePath, of original: FilePath, _ id: VideoID) {
        // The original may have gone before this file was known to be a copy, and nobody looks at it again then.
        guard duplicates.claim(id, for: path) == original else {
            book.ended(path, .waitingForUpload)
            return touch(path, after: .zero)
        }
        duplicates.add(path, of: original)
        if book.entry(path)?.problem == nil {
            watcher.report(.work(.duplicate(path: path, of: sources.video(of: original) ?? original.shown)))
        }
        book.ended(path, .ready, problem: "has the same content as \(original.shown)")
    }

    private mutating func ended(_ path: FilePath, _ outcome: VideoOutcome, at now: WatchTime) {
        if options.isOnce { summary.add(outcome, nil) }
        // A failure that is as it was is not reported again.
        let isOld = !outcome.worked && book.entry(path)?.problem == outcome.failure?.message
        if !isOld || outcome.failure == nil { watcher.report(.work(.ended(outcome))) }
        sources.set(path, outcome.video)
        timers.setOnce(.index, to: now.instant + .seconds(2))
        let wall = Timestamp(Date(timeIntervalSince1970: Double(now.wall) / 1e9))
        let retry = options.isOnce ? nil : outcome.retryDelay(at: wall).map { now.instant + $0 }
        book.ended(path, outcome.status, problem: outcome.failure?.message, retry: retry)
        // What a person changed during the work is done now.
        if !outcome.isAnEnd { touch(path, after: WatchBook.pause) }
    }
}

extension Watcher {
    /// Calls a hook where one is due, and reports what goes wrong with the list of pending hooks.
    func callHook(_ worker: VideoWorker, _ outcome: VideoOutcome, _ id: VideoID) async {
        guard let hook = worker.hook else { return }
        do {
            try await worker.hooks.call(hook, for: outcome, id)
        } catch is CancellationError {
            // It stays pending, and the next watcher calls it.
        } catch {
            report(.trouble("\(error); the hook for \(outcome.video) may be called again"))
        }
    }
}
