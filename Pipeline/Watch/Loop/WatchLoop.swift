import FolderWatch
import FoundationEssentials
import Glibc
import Intake
import Manifest
import Outbox
import Pipeline
import Settings
import StateFiles
import SystemPackage

/// The one place where a watcher's state is, and where all that happens is dealt with in turn.
struct WatchLoop {
    typealias Instant = ContinuousClock.Instant
    typealias Group = DiscardingTaskGroup

    let watcher: Watcher
    let beat: Duration?
    var resolver: SettingsResolver
    var options: WatchOptions
    var book: WatchBook
    let claims: Claims
    let owed: OwedHooks
    /// Still, in the order in which they are to be worked on.
    var queue = WorkQueue()
    /// Those that may end the process again: each is worked on alone, when nothing else is to be done.
    var suspects: [FilePath] = []
    var active: Set<FilePath> = []
    /// The one that is worked on alone.
    var alone: FilePath?
    /// Those that another process works on.
    var elsewhere: Set<FilePath> = []
    /// Tasks other than the work on videos: hooks, the writing of the index.
    var chores = 0
    var isStopping = false
    var hasLooked = false
    var freeAtPause: Int?
    var spaceCheck: Instant?
    /// The file that stands for a video's folder.
    private(set) var sources: [String: FilePath] = [:]
    /// The same the other way.
    private(set) var videos: [FilePath: String] = [:]
    /// Files whose content another one stands for, by that one.
    var twins: [FilePath: Set<FilePath>] = [:]
    /// The same the other way: who stands for a file.
    var holders: [FilePath: FilePath] = [:]
    /// Folders that are left out, which was told.
    var skipped: Set<FilePath> = []
    var summary = RunSummary()
    var board: WatchBoard
    /// When what was done is to be written into the index, where that has not happened yet.
    var indexDue: Instant?
    var closerLook: Instant
    private var nextBeat: Instant?

    /// Everything is looked at closely this often, as a run does, so that results which were damaged are made again.
    static let closerLookEvery = Duration.seconds(3600)

    init(_ watcher: Watcher, beat: Duration?) throws {
        self.watcher = watcher
        self.beat = beat
        resolver = watcher.resolver
        options = watcher.options
        book = WatchBook(rules: Self.rules(watcher.options, watcher.inbox))
        claims = Claims(outbox: watcher.outbox)
        owed = OwedHooks(outbox: watcher.outbox)
        board = WatchBoard(inbox: watcher.inbox, outbox: watcher.outbox)
        closerLook = .now + Self.closerLookEvery
        nextBeat = beat.map { .now + $0 }
    }

    static func rules(_ options: WatchOptions, _ inbox: FilePath) -> WatchBook.Rules {
        let isRemote = FileSystemKind.isRemote(inbox)
        return WatchBook.Rules(quiet: .seconds(options.quiet ?? (isRemote ? 30 : 10)), trustsTimes: !isRemote)
    }

    /// Runs until it is stopped, or cancelled, or nothing is left to do and it was to run once.
    mutating func run() async -> RunSummary {
        let alarm = Alarm { [mailbox = watcher.mailbox] in mailbox.ring() }
        await withDiscardingTaskGroup { group in
            // What has begun is written down before anything else happens: a second watcher tells whose the outbox is.
            tell(at: .now, isForced: true)
            for await _ in watcher.mailbox.rings {
                alarm.clear()
                step(&group)
                if isFinished { break }
                alarm.set(to: next)
            }
            // At a cancellation, what runs is given up; else nothing runs any more.
            group.cancelAll()
        }
        if options.isOnce { refuseQueued() }
        return summary
    }

    private var isFinished: Bool {
        guard active.isEmpty, chores == 0 else { return false }
        if isStopping { return true }
        guard options.isOnce, hasLooked, elsewhere.isEmpty, !book.isAnythingDue else { return false }
        return queue.isEmpty && suspects.isEmpty || freeAtPause != nil
    }

    /// What whoever runs once is told of videos for which there was no room.
    private mutating func refuseQueued() {
        while let path = nextQueued() {
            summary.add(Refused(path, "there is too little room in the outbox", .transient)) { _ in }
        }
    }

    /// The next to be worked on, if anything may begin now.
    mutating func nextQueued() -> FilePath? {
        if alone != nil { return nil }
        if let path = queue.next() { return path }
        return active.isEmpty && !suspects.isEmpty ? suspects.removeFirst() : nil
    }

    private mutating func step(_ group: inout Group) {
        let (notes, signs) = watcher.mailbox.take()
        for note in notes { handle(note, &group) }
        if !signs.isEmpty { handle(SignBatch(signs, inbox: watcher.inbox, outbox: watcher.outbox.root)) }
        let now = ContinuousClock.now
        if now >= closerLook { lookCloser(at: now) }
        if !isStopping {
            takeDue(at: now, &group)
            begin(at: now, &group)
        }
        writeIndex(at: now, &group)
        tell(at: now, isForced: false)
        if let nextBeat, nextBeat <= now {
            watcher.report(.alive)
            self.nextBeat = beat.map { now + $0 }
        }
    }

    /// When something is to be done although nothing happens.
    private var next: Instant? {
        let work = [indexDue, board.due, nextBeat, closerLook]
        // Nothing begins once it is to end: what comes due then would ring the bell for ever.
        return (isStopping ? work : work + [book.next, spaceCheck]).compactMap { $0 }.min()
    }

    private mutating func handle(_ note: Mailbox.Note, _ group: inout Group) {
        switch note {
        case .named(let path, let video): name(path, video)
        case .worked(let path, let end, let hasChore):
            if hasChore { chores += 1 }
            ended(path, end, &group)
        case .unlocked(let path):
            elsewhere.remove(path)
            book.ended(path, .processing)
            touch(path, after: WatchBook.pause)
        case .choreDone: chores -= 1
        case .reload(let resolver, let options):
            self.resolver = resolver
            self.options = options
            book.rules = Self.rules(options, watcher.inbox)
            // There may be another floor.
            spaceCheck = nil
            watcher.report(.reloaded)
            watcher.mailbox.post(.everything("settings read again"))
            lookCloser(at: .now)
        case .stop:
            if !isStopping { watcher.report(.stopping(active: active.count)) }
            isStopping = true
        }
        board.isChanged = true
    }

    /// Remembers which file stands for a video's folder.
    mutating func name(_ path: FilePath, _ video: String) {
        if let old = sources[video], old != path { videos[old] = nil }
        sources[video] = path
        videos[path] = video
    }

    mutating func touch(_ path: FilePath, after delay: Duration) {
        book.touch(path, after: delay, at: .now)
    }

    private mutating func lookCloser(at now: Instant) {
        closerLook = now + Self.closerLookEvery
        for path in book.paths(below: watcher.inbox) { book.touch(path, after: .zero, at: now) }
    }

    /// Writes what was done into the index, a little later than it was done, so that many ends are one write.
    private mutating func writeIndex(at now: Instant, _ group: inout Group) {
        guard let due = indexDue, now >= due || active.isEmpty else { return }
        indexDue = nil
        chores += 1
        group.addTask { [watcher] in
            do {
                try await watcher.runner.finish()
            } catch is CancellationError {
                // The end of the watcher writes it.
            } catch {
                watcher.report(.trouble("\(error); the list of all videos is written with the next change"))
            }
            watcher.mailbox.post(.choreDone)
        }
    }

    private mutating func tell(at now: Instant, isForced: Bool) {
        guard isForced || board.isDue(at: now) else { return }
        do {
            let status = try board.write(self, at: now)
            watcher.report(.standing(status))
        } catch {
            watcher.report(.trouble("\(error); status cannot tell what waits"))
        }
    }
}
