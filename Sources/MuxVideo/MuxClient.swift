import FoundationEssentials
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
    /// The client's own, which also knows what an answer of the API is: a page of HTML is none, nor is half of one.
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
        policy.isGarbled = { !$0.body.isEmpty && !Self.isAnswer($0.body) }
        self.policy = policy
        creating = Lane("mux-post", rate: pace.posts, burst: MuxPace.burst(pace.posts))
        reading = Lane("mux", rate: pace.others, burst: MuxPace.burst(pace.others))
    }

    /// Whether a body is what every success of the API is: whole JSON with `data`, whatever that is.
    private static func isAnswer(_ body: [UInt8]) -> Bool {
        (try? JSONDecoder().decode(Envelope<Anything>.self, from: Data(body))) != nil
    }

    private struct Anything: Decodable {
        init(from decoder: any Decoder) {}
    }
}
