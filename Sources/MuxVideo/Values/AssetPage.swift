/// A part of the list of all assets.
public struct AssetPage: Sendable, Equatable {
    /// Newest first.
    public var assets: [Asset]
    /// What the next part is asked by; nil at the end, and where the service speaks of no cursors.
    public var nextCursor: String?
    /// Whether the service spoke of cursors: then no next one means the end.
    public var hasCursors: Bool
}
