import Intake
import Manifest
import StateFiles

/// What is known of one video of the inbox.
struct WatchEntry: Sendable, Equatable {
    typealias Instant = ContinuousClock.Instant

    enum Phase: Sendable, Equatable {
        /// Not yet whole, or to be looked at again.
        case waiting
        /// Handed over: it is in the queue, or is worked on.
        case taken
        /// Nothing is to be done for it.
        case settled
    }

    /// What the file system said when it was last looked at.
    var facts: FileFacts
    /// Since when it has been like that, as far as is known.
    var stillSince: Instant
    var mark: FoundVideo.Mark
    var phase = Phase.waiting
    /// Whether it counts as whole without a quiet period: it was renamed into place, or is marked as ready.
    var isSaidWhole = false
    /// Whether something changed while it was taken, so that it is looked at again afterwards.
    var isDueAgain = false
    /// Before this it is not taken: what belongs to it may still be being written.
    var pausedUntil: Instant?
    /// When it is tried again by itself, after a try or a check that failed. Any change ends that wait.
    var retryAt: Instant?
    /// How often in a row it was found not to be whole although it was still.
    var failedChecks = 0
    /// Why it is not taken, where that is more than the quiet period.
    var problem: String?
    /// Its status in the outbox; nil until it was worked on.
    var status: VideoStatus?
    /// When it is looked at next, if that is known.
    var wakesAt: Instant?
    /// The look at everything in which it was last seen.
    var look: Int
}

/// The present, by the clock that only runs forward and by the one that files are dated with.
struct WatchTime: Sendable {
    let instant: ContinuousClock.Instant
    /// Nanoseconds since 1970.
    let wall: Int
}
