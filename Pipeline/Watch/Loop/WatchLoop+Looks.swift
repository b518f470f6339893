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
    /// The time by the machine's clocks.
    static var now: WatchTime {
        WatchTime(instant: .now, wall: Int(Date().timeIntervalSince1970 * 1e9))
    }
}

// Looks into folders, and what follows from them.
extension WatchLoop {
    /// Looks at what has changed.
    mutating func handle(_ changes: FolderChanges) {
        for mode in changes.modes {
            statusFile.mode = mode
            watcher.report(.mode(mode))
            if case .missing(watcher.outbox.root) = mode { remakeOutbox() }
        }
        for refused in changes.refused {
            watcher.report(.unwatched(refused.path, "\(refused.errno); it is looked into with everything else only"))
        }
        statusFile.changed()
        // Other settings may leave out other names.
        if let reason = changes.everything ?? (changes.settings.isEmpty ? nil : "the settings of a folder changed") {
            lookAtEverything(reason)
        } else {
            for folder in changes.gone { forget(book.removeFolder(folder)) }
            for folder in changes.folders { look(into: folder, only: nil, movedIn: []) }
            for (folder, names) in changes.videos where !changes.folders.contains(folder) {
                look(into: folder, only: names, movedIn: changes.movedIn)
            }
        }
        for (folder, names) in changes.captions { touchVideos(in: folder, besides: names, after: book.rules.quiet) }
        for (folder, names) in changes.sidecars { touchVideos(in: folder, besides: names, after: WatchBook.pause) }
        for folder in changes.settings {
            for path in book.paths(below: folder) { touch(path, after: WatchBook.pause) }
        }
        for result in changes.results { touchSource(of: result) }
        for folder in changes.manifests {
            // Another process may have worked on a video that waits for another try; where it did not, the record still says
            // when that is.
            guard let source = sources.file(of: video(of: folder)), book.entry(source)?.retryAt != nil else { continue }
            touch(source, after: WatchBook.pause)
        }
    }

    /// Makes an outbox again that somebody removed: all is done anew, as a run would do it.
    private func remakeOutbox() {
        do {
            _ = try Outbox(writing: watcher.outbox.root, sharing: watcher.outbox.isShared ? .lease : .locks)
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
        exclude(scan, by: .inbox)
        phase.looked()
        watcher.report(
            .looked(
                reason: reason,
                videos: scan.found.count,
                seconds: began.duration(to: .now).inSeconds.roundedToThousandth
            )
        )
    }

    private mutating func look(into folder: FilePath, only names: Set<[UInt8]>?, movedIn: Set<FilePath>) {
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

    /// Removes files that are gone from the book.
    mutating func remove(_ gone: [FilePath]) {
        for path in gone { book.remove(path) }
        forget(gone)
    }

    /// The files of some names that are in a folder now, with captions and marks; nil where it cannot be listed.
    mutating func freshLook(into folder: FilePath, only names: Set<[UInt8]>?) -> [FoundVideo]? {
        var scan = FolderScan(.all, outbox: watcher.outbox.root, resolver)
        scan.look(into: folder, below: watcher.inbox, only: names)
        if Task.isCancelled { return nil }
        exclude(scan, by: .folder(folder, only: names))
        return scan.unread.contains(folder) ? nil : scan.found
    }

    mutating func see(_ found: FoundVideo, isMovedIn: Bool, isSigned: Bool = false, at now: WatchTime) {
        let before = book.entry(found.path)
        // A file that was renamed into place but may be only the first part of one waits as any other.
        let isMovedIn = isMovedIn && ContainerEnd.isReached(in: found.path)
        book.see(found, isMovedIn: isMovedIn, isSigned: isSigned, at: now)
        if before?.facts == found.facts { return }
        watcher.report(.seen(found.path))
        // With another content it is no original of its copies any more.
        if before != nil { forget([found.path]) }
    }

    /// Reports what a look left out, each once.
    private mutating func exclude(_ scan: FolderScan, by scope: Exclusions.Scope) {
        for refusal in exclusions.refuse(scan.refused, by: scope) {
            watcher.report(.work(.refused(refusal)))
            if options.isOnce { summary.add(refusal, nil) }
        }
        for skipped in exclusions.skip(scan.skipped, by: scope) { watcher.report(.work(.skipped(skipped))) }
    }

    /// Looks again at the copies of files that are gone, one of which is the original now.
    mutating func forget(_ gone: [FilePath]) {
        for path in gone {
            for copy in duplicates.forget(path) { touch(copy, after: .zero) }
        }
    }

    private mutating func touchVideos(in folder: FilePath, besides names: [FilePath.Component], after delay: Duration) {
        let captions = CaptionFiles(names)
        let videos = book.paths(in: folder)
        let own = videos.filter { path in path.lastComponent.map { !captions.beside($0).isEmpty } ?? false }
        // Captions that belong to no video by their name may be named in the settings of one.
        for path in own.isEmpty ? videos : own { touch(path, after: delay) }
    }

    /// Looks again at the video that a folder of the outbox was made from, or at those of the folders below it.
    private mutating func touchSource(of folder: FilePath) {
        let name = video(of: folder)
        if let source = sources.file(of: name) {
            // The work has just written the file itself; an edit by a person is found when the work ends.
            if queue.active.contains(source), watcher.outbox.folder(name).holdsOwnMoments { return }
            return touch(source, after: WatchBook.pause)
        }
        for source in sources.files(below: name) { touch(source, after: WatchBook.pause) }
    }

    /// The name of a folder below the outbox, as a video has it.
    private func video(of folder: FilePath) -> String {
        folder.components.dropFirst(watcher.outbox.root.components.count).map(\.shown).joined(separator: "/")
    }
}
