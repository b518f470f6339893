import FolderWatch
import Settings
import Synchronization
import SystemPackage

/// What other threads and tasks hand to the loop: messages and signs of changed folders, in their order, with a wake-up.
final class MessageQueue: Sendable {
    enum Message: Sendable {
        /// The folder below the outbox of a video that is worked on.
        case named(FilePath, video: String)
        /// The work on a video has ended; with `goesOn` its task still calls the hook, and a `sideTaskEnded` follows.
        case worked(FilePath, VideoWorker.End, goesOn: Bool)
        /// The other process that worked on a video is done with it.
        case unlocked(FilePath)
        /// A task beside the work has ended: a hook, or the writing of the index.
        case sideTaskEnded
        /// The settings were read again.
        case reload(SettingsResolver, WatchOptions)
        /// Begin nothing new, and end.
        case stop
    }

    private struct State {
        var messages: [Message] = []
        var signs: [FolderSign] = []
    }

    /// Where more signs wait than this, one look at everything costs less.
    private static let limit = 20_000

    private let state = Mutex(State())
    private let waker: AsyncStream<Void>.Continuation
    /// One element whenever something was posted or `wake` was called. Those that the loop did not see yet are one.
    let wakeUps: AsyncStream<Void>

    init() {
        (wakeUps, waker) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    func post(_ message: Message) {
        state.withLock { $0.messages.append(message) }
        wake()
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
        wake()
    }

    func wake() { waker.yield() }

    /// Takes out all that was posted.
    func take() -> (messages: [Message], signs: [FolderSign]) {
        state.withLock { state in
            defer { state = State() }
            return (state.messages, state.signs)
        }
    }
}
