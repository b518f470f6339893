public import SystemPackage

/// How changes in folders are noticed.
public enum WatchMode: Sendable, Equatable {
    /// The kernel tells of them, in so many folders.
    case events(folders: Int)
    /// Everything is looked at again and again, at an interval; the reason is for a log line.
    case polling(every: Duration, because: String)
    /// A root is not there; it is waited for.
    case missing(FilePath)
}
