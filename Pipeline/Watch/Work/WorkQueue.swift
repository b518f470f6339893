import SystemPackage

/// The videos that are to be worked on and those that are being worked on.
///
/// They are handed out first in, first out; files that do not begin like a video come after all others. A video during whose
/// work the program crashed before is a suspect: it is worked on alone, after all others, so that the next crash has one
/// possible cause.
struct WorkQueue {
    private var likely = FIFO()
    private var doubtful = FIFO()
    /// Suspects that wait until nothing else is to be done.
    private var suspects = FIFO()
    /// The suspect that is being worked on.
    private var alone: FilePath?
    /// Those that are being worked on.
    private(set) var active: Set<FilePath> = []
    /// Those that another process works on.
    private var elsewhere: Set<FilePath> = []

    /// Whether no video waits for its turn.
    var isEmpty: Bool { likely.isEmpty && doubtful.isEmpty && suspects.isEmpty }

    /// Whether another process works on some video.
    var isAnyElsewhere: Bool { !elsewhere.isEmpty }

    mutating func add(_ path: FilePath, isLikely: Bool) {
        if isLikely { likely.add(path) } else { doubtful.add(path) }
    }

    /// Takes out the next video, if one may begin while at most `limit` are worked on. It is then begun or dropped.
    mutating func next(limit: Int) -> FilePath? {
        if alone != nil || active.count >= limit { return nil }
        if let path = likely.next() ?? doubtful.next() { return path }
        return active.isEmpty ? suspects.next() : nil
    }

    /// Begins the work on a video that `next` returned. A suspect is put back to the end where anything else is to be done:
    /// then false is returned, and the work does not begin.
    mutating func begin(_ path: FilePath, isSuspect: Bool) -> Bool {
        if isSuspect {
            guard active.isEmpty, likely.isEmpty, doubtful.isEmpty else {
                suspects.add(path)
                return false
            }
            alone = path
        }
        active.insert(path)
        return true
    }

    /// The work on a video has ended.
    mutating func end(_ path: FilePath) {
        active.remove(path)
        if alone == path { alone = nil }
    }

    /// The work on a video has ended because another process works on it.
    mutating func endSinceBusy(_ path: FilePath) {
        end(path)
        elsewhere.insert(path)
    }

    /// The other process is done with a video.
    mutating func unlocked(_ path: FilePath) { elsewhere.remove(path) }

    /// Takes out all that wait for their turn, in the order in which they would have come.
    mutating func removeQueued() -> [FilePath] {
        let all = Array(likely.rest + doubtful.rest + suspects.rest)
        (likely, doubtful, suspects) = (FIFO(), FIFO(), FIFO())
        return all
    }

    private struct FIFO {
        private var paths: [FilePath] = []
        private var head = 0

        var isEmpty: Bool { head == paths.count }

        var rest: ArraySlice<FilePath> { paths[head...] }

        mutating func add(_ path: FilePath) { paths.append(path) }

        mutating func next() -> FilePath? {
            guard head < paths.count else { return nil }
            defer {
                head += 1
                // Taken elements are removed a thousand at a time, so that each costs next to nothing.
                if head == paths.count || head > 1000 {
                    paths.removeFirst(head)
                    head = 0
                }
            }
            return paths[head]
        }
    }
}
