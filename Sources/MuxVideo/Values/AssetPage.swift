/// A part of the list of all assets.
public struct AssetPage: Sendable, Equatable {
    /// Newest first.
    public var assets: [Asset]
    /// What the next part is asked by; nil at the end.
    public var nextCursor: String?
}
