public import HTTPTransfer

/// The Mux Video API: uploads, assets, what is made of them, and the hosts that play them.
///
/// Calls that make something are sent once; after an error whose `reach` is unknown, look whether it is there before
/// making it again (`meta.external_id` and `passthrough` carry the caller's own key). All others are repeated as the client's
/// policy says.
public struct MuxClient: Sendable {
    let credentials: MuxCredentials
    let hosts: MuxHosts
    let client: RetryingClient
    let signing: PlaybackSigning?
    let creating: Lane
    let reading: Lane
    /// The client's own, which also knows that no answer of the API is HTML.
    let policy: RetryPolicy

    /// `signing` is needed for assets whose policy is `signed` alone.
    public init(
        credentials: MuxCredentials,
        hosts: MuxHosts = MuxHosts(),
        client: RetryingClient,
        signing: PlaybackSigning? = nil,
        pace: MuxPace = .usual
    ) {
        self.credentials = credentials
        self.hosts = hosts
        self.client = client
        self.signing = signing
        var policy = client.policy
        policy.isGarbled = { !$0.body.isEmpty && !Self.isJSON($0.body) }
        self.policy = policy
        creating = Lane("mux-post", rate: pace.posts, burst: MuxPace.burst(pace.posts))
        reading = Lane("mux", rate: pace.others, burst: MuxPace.burst(pace.others))
    }

    /// Whether a body begins as every answer of the API does.
    private static func isJSON(_ body: [UInt8]) -> Bool {
        body.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: "{")
    }
}
