public import SystemPackage

/// A change that was noticed in watched folders. It says where to look, not what is there.
public enum FolderSign: Sendable, Equatable {
    /// A name in a folder: look at it. `movedIn` says that it was renamed into place.
    case changed(folder: FilePath, name: FilePath.Component, movedIn: Bool)
    /// A folder appeared or may hold what was not seen: look into it, not below it.
    case folder(FilePath)
    /// A folder is gone, with all below it.
    case gone(FilePath)
    /// Something may have been missed: look at everything. The reason is for a log line.
    case everything(String)
    /// How signs come from now on.
    case mode(WatchMode)
    /// A folder that cannot be watched, and why.
    case refused(FilePath, Errno)
}

/// A folder that is watched with all below it.
public struct WatchedRoot: Sendable, Equatable {
    /// The folder, from the root of the file system.
    public let path: FilePath
    /// Names of folders below it, at any depth, that are not entered. Those that begin with `.` or `~` never are, nor is
    /// an outbox: a folder that holds a `.smartclip`.
    public let skipped: Set<String>

    /// Names a folder.
    public init(_ path: FilePath, skipped: Set<String> = []) {
        self.path = path
        self.skipped = skipped
    }
}

/// How changes in folders are noticed.
public enum WatchMode: Sendable, Equatable {
    /// The kernel reports them, for so many folders.
    case events(folders: Int)
    /// Everything is looked at again and again, at an interval; the reason is for a log line.
    case polling(every: Duration, because: String)
    /// A root is not there; it is waited for.
    case missing(FilePath)
}
