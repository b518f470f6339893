public import SystemPackage

/// What was noticed in watched folders. It says where to look; what is there, only a look can tell.
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
