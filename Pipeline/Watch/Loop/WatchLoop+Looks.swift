import Concurrency
import FolderWatch
import FoundationEssentials
import Intake
import Manifest
import Outbox
import Pipeline
import StateFiles
import SystemPackage

extension WatchTime {
    /// What the machine's clocks say.
    static var now: WatchTime {
        WatchTime(instant: .now, wall: Int(Date().timeIntervalSince1970 * 1e9))
    }
}

// What the folders show.
extension WatchLoop {
    /// Looks at what signs point to.
    mutating func handle(_ signs: SignBatch) {
        for mode in signs.modes {
            board.mode = mode
            watcher.report(.mode(mode))
            if case .missing(watcher.outbox.root) = mode { remakeOutbox() }
        }
        for refused in signs.refused {
            watcher.report(.unwatched(refused.path, "\(refused.errno); it is looked into with everything else only"))
        }
        board.isChanged = true
        // Other settings may leave out other names.
        if let reason = signs.everything ?? (signs.settings.isEmpty ? nil : "the settings of a folder changed") {
            lookAtEverything(reason)
        } else {
            for folder in signs.gone { forget(book.removeFolder(folder)) }
            for folder in signs.folders { look(into: folder, only: nil, movedIn: []) }
            for (folder, names) in signs.videos where !signs.folders.contains(folder) {
                look(into: folder, only: names, movedIn: signs.movedIn)
            }
        }
        for (folder, names) in signs.captions { touchVideos(in: folder, besides: names, after: book.rules.quiet) }
        for (folder, names) in signs.sidecars { touchVideos(in: folder, besides: names, after: WatchBook.pause) }
        for folder in signs.settings {
            for path in book.paths(below: folder) { touch(path, after: WatchBook.pause) }
        }
        for result in signs.results { touchSource(of: result) }
        for folder in signs.manifests {
            // Another process may have mended what waits for another try; else the record says when that is.
            guard let source = sources[video(of: folder)], book.entry(source)?.retryAt != nil else { continue }
            touch(source, after: WatchBook.pause)
        }
    }

    /// Makes an outbox again that somebody removed: all is done anew, as a run would do it.
    private func remakeOutbox() {
        do {
            _ = try Outbox(writing: watcher.outbox.root)
        } catch {
            watcher.report(.trouble("\(error); nothing can be done until it is there again"))
        }
    }

    private mutating func lookAtEverything(_ reason: String) {
        let began = ContinuousClock.now
        var scan = FolderScan(.all, outbox: watcher.outbox.root, resolver)
        scan.look(at: watcher.inbox)
        if Task.isCancelled { return }
        let now = WatchTime.now
        book.beginLook()
        for found in scan.found { see(found, isMovedIn: false, at: now) }
        forget(book.endLook(except: scan.unread))
        refuse(scan.refused, isWhole: true)
        skip(scan.skipped)
        skipped = Set(scan.skipped.map(\.path))
        hasLooked = true
        watcher.report(
            .looked(
                reason: reason,
                videos: scan.found.count,
                seconds: began.duration(to: .now).inSeconds.roundedToThousandth
            )
        )
    }

    mutating func look(into folder: FilePath, only names: Set<[UInt8]>?, movedIn: Set<FilePath>) {
        guard let found = freshLook(into: folder, only: names) else { return }
        let now = WatchTime.now
        for video in found {
            see(video, isMovedIn: movedIn.contains(video.path), isSigned: names != nil, at: now)
        }
        let seen = Set(found.compactMap { $0.path.lastComponent?.bytes })
        let expected = names.map { $0.map { folder.appending(bytes: $0) } } ?? book.paths(in: folder)
        remove(
            expected.filter { path in
                guard let name = path.lastComponent?.bytes else { return false }
                return !seen.contains(name)
            }
        )
    }

    /// Takes files that are gone out of the book.
    mutating func remove(_ gone: [FilePath]) {
        for path in gone { book.remove(path) }
        forget(gone)
    }

    /// What stands in a folder at this moment under some names, with captions and marks; nil where it cannot be listed.
    mutating func freshLook(into folder: FilePath, only names: Set<[UInt8]>?) -> [FoundVideo]? {
        var scan = FolderScan(.all, outbox: watcher.outbox.root, resolver)
        scan.look(into: folder, below: watcher.inbox, only: names)
        if Task.isCancelled { return nil }
        // What was refused before may have been mended, or taken away.
        board.refused = board.refused.filter { path, _ in
            let isLookedAt = path.lastComponent.map { names?.contains($0.bytes) ?? true } ?? false
            let isStill = scan.refused.contains { $0.path == path }
            return isStill || !isLookedAt || path.removingLastComponent() != folder
        }
        refuse(scan.refused, isWhole: false)
        skip(scan.skipped)
        return scan.unread.contains(folder) ? nil : scan.found
    }

    mutating func see(_ found: FoundVideo, isMovedIn: Bool, isSigned: Bool = false, at now: WatchTime) {
        let before = book.entry(found.path)
        // What is renamed into place and may be only the first part of a file is in no hurry.
        let isMovedIn = isMovedIn && ContainerEnd.isReached(in: found.path)
        book.see(found, isMovedIn: isMovedIn, isSigned: isSigned, at: now)
        if before?.facts == found.facts { return }
        watcher.report(.seen(found.path))
        // What it is now stands for no others any more.
        if before != nil { forget([found.path]) }
    }

    /// Tells of what is left out, each once.
    private mutating func skip(_ new: [Skipped]) {
        for new in new where skipped.insert(new.path).inserted { watcher.report(.work(.skipped(new))) }
    }

    /// Tells of what cannot be a video, each once.
    private mutating func refuse(_ refused: [Refused], isWhole: Bool) {
        var known = isWhole ? [:] : board.refused
        for refusal in refused {
            if board.refused[refusal.path] != refusal.problem {
                watcher.report(.work(.refused(refusal)))
                if options.isOnce { summary.add(refusal, nil) }
            }
            known[refusal.path] = refusal.problem
        }
        board.refused = known
    }

    /// Videos that are gone: those that have the same content now stand for it.
    mutating func forget(_ gone: [FilePath]) {
        for path in gone {
            if let holder = holders.removeValue(forKey: path) { twins[holder]?.remove(path) }
            for twin in twins.removeValue(forKey: path) ?? [] { touch(twin, after: .zero) }
        }
    }

    private mutating func touchVideos(in folder: FilePath, besides names: [FilePath.Component], after delay: Duration) {
        let captions = CaptionFiles(names)
        let videos = book.paths(in: folder)
        let own = videos.filter { path in path.lastComponent.map { !captions.beside($0).isEmpty } ?? false }
        // What is nobody's by its name may be so by a setting.
        for path in own.isEmpty ? videos : own { touch(path, after: delay) }
    }

    /// Looks again at the video of a folder of the outbox, or at those of the folders below it.
    private mutating func touchSource(of folder: FilePath) {
        let name = video(of: folder)
        if let source = sources[name] {
            // What the work itself has just written asks for no other look; an edit is found at its end at the latest.
            if active.contains(source), watcher.outbox.folder(name).holdsOwnMoments { return }
            return touch(source, after: WatchBook.pause)
        }
        for (video, source) in sources where name.isEmpty || video.hasPrefix(name + "/") {
            touch(source, after: WatchBook.pause)
        }
    }

    /// The name of a folder below the outbox, as a video has it.
    private func video(of folder: FilePath) -> String {
        folder.components.dropFirst(watcher.outbox.root.components.count).map(\.shown).joined(separator: "/")
    }
}
