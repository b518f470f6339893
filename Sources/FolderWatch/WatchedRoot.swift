public import SystemPackage

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
