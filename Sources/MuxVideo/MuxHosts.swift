/// Where the service is asked: bases without a trailing slash. Each may be another, a test's emulator say.
public struct MuxHosts: Sendable, Equatable {
    /// Where assets and uploads are managed.
    public var api = "https://api.mux.com"
    /// Where playbacks, text tracks and files are.
    public var stream = "https://stream.mux.com"
    /// Where thumbnails are.
    public var image = "https://image.mux.com"

    /// The service's own hosts.
    public init() {}

    /// Other hosts.
    public init(api: String, stream: String, image: String) {
        self.api = api
        self.stream = stream
        self.image = image
    }
}
