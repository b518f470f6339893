// SPDX-License-Identifier: GPL-2.0-only

import Glibc

// Folders are watched first, then listed, then reported: what comes after the watch gives an event, what came before it
// is in the list, or is seen by whoever looks into the folder because of the report.

extension Watcher {
    /// Watches a folder and all below it that are not left out.
    mutating func enter(_ start: Place, telling: Bool) throws(Ending) {
        var stack = [start]
        while let place = stack.popLast() {
            guard try watch(place) else { continue }
            let names = try folders(in: place)
            if telling { try tell(.folder(place.path)) }
            for name in names.reversed() where !roots[place.root].leavesOut(name) {
                stack.append(place.appending(name))
            }
        }
    }

    /// Looks again into a folder that is watched: its rights may have changed, and with them what can be entered.
    mutating func lookAgain(_ place: Place) throws(Ending) {
        let names = try folders(in: place)
        try tell(.folder(place.path))
        for name in names where !roots[place.root].leavesOut(name) {
            let below = place.appending(name)
            if table.watch(of: below) == nil { try enter(below, telling: true) }
        }
    }

    func isRoot(_ place: Place) -> Bool { place.path == roots[place.root].path }

    /// Watches one folder; false where there is nothing to enter, or it was entered already.
    private mutating func watch(_ place: Place) throws(Ending) -> Bool {
        // It may be known already: listed before its event was read. Or another has taken its name.
        if table.watch(of: place) != nil {
            if let now = FolderListing.identity(place.path), now != table.identity(of: place) {
                throw .stale("\(place.shown) was replaced")
            }
            return false
        }
        if !isRoot(place), FolderListing.isOutbox(place.path) { return false }
        let watch: Int32
        if let known = table.watch(ofPath: place.path, roots: roots.count) {
            watch = known
        } else if table.everWatched(place.path) {
            throw .stale("\(place.shown) was made again")
        } else {
            do throws(Refusal) {
                watch = try Inotify.watch(place.path)
            } catch {
                try refuse(place, error)
                return false
            }
        }
        return table.enter(place, watch, FolderListing.identity(place.path))
    }

    private func folders(in place: Place) throws(Ending) -> [[UInt8]] {
        let names: [[UInt8]]
        do throws(Refusal) {
            names = try FolderListing.folders(in: place.path)
        } catch {
            try refuse(place, error)
            return []
        }
        if !isRoot(place), FolderListing.isOutbox(place.path) {
            throw .stale("\(place.shown) has become an outbox")
        }
        return names
    }

    /// What is done where a folder cannot be watched or listed.
    private func refuse(_ place: Place, _ refusal: Refusal) throws(Ending) {
        switch refusal.errno {
        case ENOSPC: throw KernelLimit.watches.ending
        case EMFILE, ENFILE, ENOMEM: throw .failed("\(place.shown) cannot be watched: \(Inotify.text(refusal.errno))")
        // It went as soon as it came; its parent's events say so too.
        case ENOENT where !isRoot(place), ENOTDIR where !isRoot(place): return
        case ENOENT, ENOTDIR: throw .stale("\(place.shown) is not there, or is no folder")
        default:
            try tell(.refused(folder: place.path, errno: refusal.errno))
            if isRoot(place) { throw .failed("\(place.shown) cannot be watched: \(Inotify.text(refusal.errno))") }
        }
    }
}
