// SPDX-License-Identifier: GPL-2.0-only

import CInotifyTools

// What each event leads to. Events come in the order in which things happened, but late: what they speak of may have
// gone, and a folder that was listed in time is spoken of again.

extension Watcher {
    /// Answers one event.
    mutating func answer(_ event: InotifyEvent) throws(Ending) {
        if event.says(IN_Q_OVERFLOW) { throw .stale("more happened than the queue of events holds") }
        let places = table.places(of: event.watch)
        if event.says(IN_DELETE_SELF, IN_IGNORED) { return try bury(event.watch, places) }
        guard let place = places.first else { return }
        if event.says(IN_UNMOUNT) { throw .stale("\(place.shown) was unmounted") }
        if event.says(IN_MOVE_SELF) { throw .stale("\(place.shown) was moved") }
        guard let name = event.name else {
            if isRoot(place), event.says(IN_ATTRIB) { try lookAgain(place) }
            return
        }
        var told: Set<[UInt8]> = []
        for place in places {
            // Its own folder comes before there is anything in it, and those of its videos after.
            if !isRoot(place), event.says(IN_ISDIR), event.says(IN_CREATE, IN_MOVED_TO),
                FolderListing.isOutbox(place.path)
            {
                throw .stale("\(place.shown) has become an outbox")
            }
            if event.says(IN_ISDIR) {
                if roots[place.root].leavesOut(name) { continue }
                try answerFolder(event, place.appending(name))
            } else if try !answerLink(event, place.appending(name), leftOut: roots[place.root].leavesOut(name)),
                told.insert(place.path).inserted
            {
                try tell(.changed(folder: place.path, name: name, how: Self.how(event)))
            }
        }
    }

    private mutating func answerFolder(_ event: InotifyEvent, _ place: Place) throws(Ending) {
        let isKnown = table.watch(of: place) != nil
        if event.says(IN_CREATE, IN_MOVED_TO) {
            try enter(place, telling: true)
        } else if event.says(IN_ATTRIB) {
            if isKnown { try lookAgain(place) } else { try enter(place, telling: true) }
        } else if isKnown, event.says(IN_MOVED_FROM) {
            // It reports under its old name for ever, and so does all below it.
            throw .stale("\(place.shown) was moved")
        } else if isKnown, event.says(IN_DELETE) {
            table.forget(place)
            try tell(.gone(place.path))
        }
    }

    /// Whether the event is about a link to a folder, and answered.
    private mutating func answerLink(_ event: InotifyEvent, _ link: Place, leftOut: Bool) throws(Ending) -> Bool {
        if table.watch(of: link) != nil {
            // Only where the same link is spoken of late is there nothing to do.
            if event.says(IN_CREATE, IN_MOVED_TO) {
                try enter(link, telling: true)
            } else if event.says(IN_DELETE, IN_MOVED_FROM) {
                throw .stale("\(link.shown), a link to a folder, was removed")
            }
            return true
        }
        guard !leftOut, event.says(IN_CREATE, IN_MOVED_TO), FolderListing.isLinkToFolder(link.path) else {
            return false
        }
        try enter(link, telling: true)
        return true
    }

    private mutating func bury(_ watch: Int32, _ places: [Place]) throws(Ending) {
        if let root = places.first(where: isRoot) { throw .stale("\(root.shown) is gone") }
        for path in Set(table.bury(watch).map(\.path)) { try tell(.gone(path)) }
        if table.dead > FolderTable.deadLimit {
            throw .stale("\(table.dead) folders have come and gone, each of which takes memory")
        }
    }

    private static func how(_ event: InotifyEvent) -> Report.How {
        if event.says(IN_MOVED_TO) { return .movedIn }
        if event.says(IN_CLOSE_WRITE) { return .closed }
        if event.says(IN_CREATE) { return .created }
        return event.says(IN_DELETE, IN_MOVED_FROM) ? .removed : .changed
    }
}
