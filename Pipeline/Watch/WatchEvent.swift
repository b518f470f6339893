public import FolderWatch
public import Manifest
public import Pipeline
public import SystemPackage

/// What happens in a watcher, for whoever logs or counts it. Events of the work itself come as `RunEvent`.
public enum WatchEvent: Sendable {
    /// Something about the work on a video.
    case work(RunEvent)
    /// How changes are noticed from now on.
    case mode(WatchMode)
    /// A look at everything ended: how many videos there are, and how long it took, in seconds.
    case looked(reason: String, videos: Int, seconds: Double)
    /// A folder that cannot be watched: it is looked into only with everything else.
    case unwatched(FilePath, String)
    /// A video was seen for the first time, or changed.
    case seen(FilePath)
    /// A video is still, but cannot be taken yet.
    case notWhole(FilePath, problem: String)
    /// A video is taken.
    case taken(FilePath)
    /// New work waits until there is room: bytes free, and the floor.
    case paused(free: Int, floor: Int)
    /// There is room again.
    case resumed(free: Int)
    /// The settings were read again.
    case reloaded
    /// No further stage begins; so many videos are being worked on.
    case stopping(active: Int)
    /// How things stand; at most once a second.
    case standing(WatchStatus)
    /// The watcher is alive; as often as was asked for.
    case alive
    /// Something of the watcher's own went wrong, and what that means.
    case trouble(String)
}
