// SPDX-License-Identifier: GPL-2.0-only

import Glibc

/// Watches the roots and reports, on one thread, for ever.
struct Watcher {
    let roots: [Root]
    var table = FolderTable()
    /// Which folder each root was at the start.
    private var rootIdentities: [FolderListing.Identity] = []
    private let parent = getppid()
    private var lastRound = 0

    init(roots: [Root]) {
        self.roots = roots
    }

    /// Watches until an end is met, which is thrown.
    mutating func run() throws(Ending) {
        try Inotify.start()
        for (index, root) in roots.enumerated() {
            let place = Place(root: index, path: root.path)
            guard let identity = FolderListing.identity(root.path) else {
                throw .stale("\(place.shown) is not there, or is no folder")
            }
            rootIdentities.append(identity)
            try enter(place, telling: false)
        }
        try StandardOutput.write(Report.watching(folders: table.count).line)
        let wakeup = try Wakeup()
        try round()
        while true {
            while let event = try Inotify.next() {
                try answer(event)
                try roundOnceASecond()
            }
            if try wakeup.wait() { try round() }
        }
    }

    /// While events do not end, what else may have happened is looked at now and then.
    private mutating func roundOnceASecond() throws(Ending) {
        var now = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &now)
        guard now.tv_sec != lastRound else { return }
        lastRound = now.tv_sec
        try round()
    }

    /// Is there still someone who reads, and is each root still the folder that it was? Another file system mounted over a
    /// folder gives no event of the folder.
    private func round() throws(Ending) {
        if getppid() != parent || StandardOutput.isClosed { throw .unread }
        for (root, identity) in zip(roots, rootIdentities) where FolderListing.identity(root.path) != identity {
            throw .stale("\(Place(root: 0, path: root.path).shown) is no longer the folder that it was")
        }
    }

    func tell(_ report: Report) throws(Ending) {
        try StandardOutput.write(report.line)
    }
}
