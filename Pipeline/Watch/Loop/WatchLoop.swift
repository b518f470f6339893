import FolderWatch
import FoundationEssentials
import Intake
import Manifest
import Outbox
import Pipeline
import Settings
import StateFiles
import SystemPackage

/// The event loop of a watcher: it alone has the state, and deals with one event after another.
///
/// What can be decided without a look at the file system is decided by the types that hold the state: when a file is whole
/// (`WatchBook`), which video begins next (`WorkQueue`), whether there is room (`OutboxSpace`), when something is due
/// (`Timers`), whether the loop ends (`WatchPhase`).
struct WatchLoop {
    typealias Instant = ContinuousClock.Instant
    typealias Group = DiscardingTaskGroup

    let watcher: Watcher
    let heartbeat: Duration?
    var resolver: SettingsResolver
    var options: WatchOptions

    var phase = WatchPhase.starting
    var timers = Timers()
    /// Tasks beside the work on videos: hooks, and the writing of the index.
    var sideTasks = 0

    var book: WatchBook
    var exclusions = Exclusions()
    var sources = VideoSources()
    let duplicates: Duplicates

    var queue = WorkQueue()
    var space = OutboxSpace.enough
    let hooks: PendingHooks

    var statusFile: StatusFile
    /// What a watcher that runs once came to.
    var summary = RunSummary()

    /// Every video is looked at closely this often, as a run does, so that results that were damaged are made again.
    static let closeLookEvery = Duration.seconds(3600)

    init(_ watcher: Watcher, heartbeat: Duration?) {
        self.watcher = watcher
        self.heartbeat = heartbeat
        resolver = watcher.resolver
        options = watcher.options
        book = WatchBook(rules: Self.rules(watcher.options, watcher.inbox))
        duplicates = Duplicates(outbox: watcher.outbox)
        hooks = PendingHooks(outbox: watcher.outbox)
        statusFile = StatusFile(inbox: watcher.inbox, outbox: watcher.outbox)
        timers.set(.closeLook, to: .now + Self.closeLookEvery)
        if let heartbeat { timers.set(.heartbeat, to: .now + heartbeat) }
    }

    static func rules(_ options: WatchOptions, _ inbox: FilePath) -> WatchBook.Rules {
        let isRemote = FileSystemKind.isRemote(inbox)
        return WatchBook.Rules(quiet: .seconds(options.quiet ?? (isRemote ? 30 : 10)), trustsTimes: !isRemote)
    }

    /// Runs until it is stopped or cancelled, or nothing is left to do and it was to run once.
    mutating func run() async -> RunSummary {
        let timer = WakeTimer { [messages = watcher.messages] in messages.wake() }
        await withDiscardingTaskGroup { group in
            // Before anything else, so that a second watcher can say whose the outbox is.
            writeStatus(at: .now)
            for await _ in watcher.messages.wakeUps {
                timer.clear()
                step(&group)
                if isOver { break }
                timer.set(to: nextTime)
            }
            // After a cancellation this gives up what runs; else nothing runs any more.
            group.cancelAll()
        }
        if options.isOnce { refuseQueued() }
        return summary
    }

    private var isOver: Bool {
        phase.isOver(
            isOnce: options.isOnce,
            isRunning: !queue.active.isEmpty || sideTasks > 0,
            isLeft: queue.isAnyElsewhere || book.isAnythingDue || !(queue.isEmpty || space.isShort)
        )
    }

    /// When something is to be done although nothing happens.
    private var nextTime: Instant? {
        // While it stops no video is taken, so the time of the next one must not wake the loop.
        [timers.next, statusFile.due, phase == .stopping ? nil : book.next].compactMap { $0 }.min()
    }

    /// A watcher that runs once reports the videos for which there was no room.
    private mutating func refuseQueued() {
        for path in queue.removeQueued() {
            summary.add(Refused(path, "there is too little room in the outbox", .transient)) { _ in }
        }
    }

    private mutating func step(_ group: inout Group) {
        let (messages, signs) = watcher.messages.take()
        for message in messages { handle(message, &group) }
        if !signs.isEmpty { handle(FolderChanges(signs, inbox: watcher.inbox, outbox: watcher.outbox.root)) }
        let now = ContinuousClock.now
        if timers.fires(.closeLook, at: now) { lookClosely(at: now) }
        // `begin` measures the room again once this timer has fired.
        _ = timers.fires(.space, at: now)
        if phase != .stopping {
            takeDue(at: now, &group)
            begin(at: now, &group)
        }
        writeIndex(at: now, &group)
        if statusFile.isDue(at: now) { writeStatus(at: now) }
        if let heartbeat, timers.fires(.heartbeat, at: now) {
            watcher.report(.alive)
            timers.set(.heartbeat, to: now + heartbeat)
        }
    }

    private mutating func handle(_ message: MessageQueue.Message, _ group: inout Group) {
        switch message {
        case .named(let path, let video): sources.set(path, video)
        case .worked(let path, let end, let goesOn):
            if goesOn { sideTasks += 1 }
            ended(path, end)
        case .unlocked(let path):
            queue.unlocked(path)
            book.ended(path, .processing)
            touch(path, after: WatchBook.pause)
        case .sideTaskEnded: sideTasks -= 1
        case .reload(let resolver, let options):
            self.resolver = resolver
            self.options = options
            book.rules = Self.rules(options, watcher.inbox)
            // The new settings may ask for more or less room.
            timers.cancel(.space)
            watcher.report(.reloaded)
            watcher.messages.post(.everything("settings read again"))
            lookClosely(at: .now)
        case .stop:
            if phase.stop() { watcher.report(.stopping(active: queue.active.count)) }
            timers.cancel(.space)
        }
        statusFile.changed()
    }

    mutating func touch(_ path: FilePath, after delay: Duration) {
        book.touch(path, after: delay, at: .now)
    }

    private mutating func lookClosely(at now: Instant) {
        timers.set(.closeLook, to: now + Self.closeLookEvery)
        for path in book.paths(below: watcher.inbox) { book.touch(path, after: .zero, at: now) }
    }

    /// Writes the index a little later than the work ended, so that many ends are one write.
    private mutating func writeIndex(at now: Instant, _ group: inout Group) {
        // Where nothing runs, nothing is gained by waiting.
        if queue.active.isEmpty, timers.isSet(.index) { timers.set(.index, to: now) }
        guard timers.fires(.index, at: now) else { return }
        sideTasks += 1
        group.addTask { [watcher] in
            do {
                try await watcher.runner.finish()
            } catch is CancellationError {
                // It is written when the watcher ends.
            } catch {
                watcher.report(.trouble("\(error); the list of all videos is written with the next change"))
            }
            watcher.messages.post(.sideTaskEnded)
        }
    }

    private mutating func writeStatus(at now: Instant) {
        let report = StatusReport(
            book: book,
            active: queue.active,
            refused: exclusions.refused,
            space: space,
            floor: options.minFree
        )
        do {
            watcher.report(.standing(try statusFile.write(report, at: now)))
        } catch {
            watcher.report(.trouble("\(error); smartclip status does not know what waits"))
        }
    }
}
