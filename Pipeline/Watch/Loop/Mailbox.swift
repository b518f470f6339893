import FolderWatch
import Manifest
import Settings
import StateFiles
import Synchronization
import SystemPackage

/// What the watcher's loop is told, from any thread, and the bell that wakes it.
final class Mailbox: Sendable {
    /// One thing that happened.
    enum Note: Sendable {
        /// A video that is worked on has this folder below the outbox.
        case named(FilePath, video: String)
        /// Work on a video came to an end; `hasChore` says that a `choreDone` follows.
        case worked(FilePath, WatchWork.End, hasChore: Bool)
        /// Work on a video ended for which another process had the lock; that one is done with it now.
        case unlocked(FilePath)
        /// A task of the watcher's own came to its end: a hook, or the writing of the index.
        case choreDone
        /// Read all settings again.
        case reload(SettingsResolver, WatchOptions)
        /// Begin nothing new.
        case stop
    }

    private struct State {
        var notes: [Note] = []
        var signs: [FolderSign] = []
    }

    /// Signs that may wait; of more, one look at everything is cheaper.
    private static let limit = 20_000

    private let state = Mutex(State())
    private let bell: AsyncStream<Void>.Continuation
    /// Rings when there is something, or when the alarm goes off. Rings that nobody heard yet are one.
    let rings: AsyncStream<Void>

    init() {
        (rings, bell) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    func post(_ note: Note) {
        state.withLock { $0.notes.append(note) }
        bell.yield()
    }

    func post(_ sign: FolderSign) {
        state.withLock { state in
            if state.signs.count < Self.limit {
                state.signs.append(sign)
                return
            }
            let modes = state.signs.filter {
                if case .mode = $0 { true } else { false }
            }
            state.signs = modes + [.everything("more than \(Self.limit) changes at once"), sign]
        }
        bell.yield()
    }

    func ring() { bell.yield() }

    /// All that was posted since the last time.
    func take() -> (notes: [Note], signs: [FolderSign]) {
        state.withLock { state in
            defer { state = State() }
            return (state.notes, state.signs)
        }
    }
}
