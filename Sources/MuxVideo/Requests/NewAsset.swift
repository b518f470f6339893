/// An asset to be made of something that the service can fetch.
public struct NewAsset: Sendable, Equatable {
    /// http(s), or `mux://assets/ID`.
    public var source: String
    /// Seconds in the source, of a clip only; nil is its beginning and its end.
    public var start: Double?
    /// Seconds, as `start`.
    public var end: Double?
    /// What it is to be.
    public var settings: AssetSettings

    /// An asset, or a part of one where a time is given.
    public init(source: String, start: Double? = nil, end: Double? = nil, settings: AssetSettings = AssetSettings()) {
        self.source = source
        self.start = start
        self.end = end
        self.settings = settings
    }

    /// A part of an asset that is ready, encoded anew to the frame. Text tracks come with it, trimmed; policy, passthrough, meta
    /// and renditions do not. The service takes none under half a second, and measures up to 0.3 s less than asked for.
    public static func clip(of asset: String, start: Double, end: Double, settings: AssetSettings) -> NewAsset {
        NewAsset(source: "mux://assets/\(asset)", start: start, end: end, settings: settings)
    }
}

/// A direct upload to be opened.
public struct NewUpload: Sendable, Equatable {
    /// The page that may send from a browser; the service wants one even where none will.
    public var corsOrigin: String
    /// Seconds until an unfinished upload is given up: 60 to 604800, kept within that.
    public var timeout: Int
    /// What the file is to become.
    public var settings: AssetSettings

    /// By default it waits as long as the service lets it: a week.
    public init(corsOrigin: String = "*", timeout: Int = 604_800, settings: AssetSettings = AssetSettings()) {
        self.corsOrigin = corsOrigin
        self.timeout = timeout
        self.settings = settings
    }
}
