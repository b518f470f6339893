/// How far a watcher is in its life. It only goes forward.
enum WatchPhase: Equatable, CaseIterable {
    /// The inbox was not looked at yet.
    case starting
    /// The whole inbox was looked at, and changes are followed.
    case watching
    /// No further video begins; those in progress go on to the end of their stage.
    case stopping

    /// The whole inbox was looked at.
    mutating func looked() {
        if self == .starting { self = .watching }
    }

    /// The watcher is to end. Returns whether that is news.
    mutating func stop() -> Bool {
        defer { self = .stopping }
        return self != .stopping
    }

    /// Whether the loop ends now. `isOnce` is a watcher that ends when nothing is left to do; `isLeft` says whether something
    /// is, and is asked only where it matters, since it goes through all videos.
    func isOver(isOnce: Bool, isRunning: Bool, isLeft: @autoclosure () -> Bool) -> Bool {
        if isRunning { return false }
        return switch self {
        case .starting: false
        case .watching: isOnce && !isLeft()
        case .stopping: true
        }
    }
}
