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
