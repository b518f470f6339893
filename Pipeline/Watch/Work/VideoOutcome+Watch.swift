import FoundationEssentials
import Manifest
import Pipeline

// What an outcome means for a watcher.
extension VideoOutcome {
    /// Whether the work is done as the video and its settings stood at the end; where it is not, a person changed something
    /// meanwhile.
    var isAnEnd: Bool { failure != nil || [.ready, .partial, .error].contains(status) }

    /// Whether it stays as it is until something changes: no other try is due. Only then the hook is called.
    var isFinal: Bool { isAnEnd && failure?.retryAt == nil }

    /// How long to wait before the next try; nil where nothing is tried again by itself. A time that has passed is tried at once,
    /// since the stage's record decides.
    func retryDelay(at now: Timestamp) -> Duration? {
        if let time = nextTry(at: now) { return .seconds(max(1, time.date.timeIntervalSince(now.date))) }
        return isShortOfRoom ? Self.roomPause : nil
    }

    /// Whether only the account or the machine kept it from making all clips. A person must make room at the host, and nothing
    /// reports when that was done, so it is tried again from time to time.
    var isShortOfRoom: Bool {
        guard status == .partial, let failure else { return false }
        return failure.class == .config && failure.retryAt == nil
    }

    static let roomPause = Duration.seconds(900)
}
