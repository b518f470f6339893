import SystemPackage

/// Videos whose turn comes, first in, first out; those that do not begin like a video after all others.
struct WorkQueue {
    private var likely = Line()
    private var doubtful = Line()

    var isEmpty: Bool { likely.isEmpty && doubtful.isEmpty }

    mutating func add(_ path: FilePath, isLikely: Bool) {
        if isLikely { likely.add(path) } else { doubtful.add(path) }
    }

    mutating func next() -> FilePath? { likely.next() ?? doubtful.next() }

    private struct Line {
        private var paths: [FilePath] = []
        private var head = 0

        var isEmpty: Bool { head == paths.count }

        mutating func add(_ path: FilePath) { paths.append(path) }

        mutating func next() -> FilePath? {
            guard head < paths.count else { return nil }
            defer {
                head += 1
                // What was taken is let go in large pieces, so that each costs next to nothing.
                if head == paths.count || head > 1000 {
                    paths.removeFirst(head)
                    head = 0
                }
            }
            return paths[head]
        }
    }
}
