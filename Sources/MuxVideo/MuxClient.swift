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

/// An access token of one environment: HTTP Basic, the token's id and its secret.
public struct MuxCredentials: Sendable {
    let tokenID: Secret
    let tokenSecret: Secret

    /// Both as the service's dashboard shows them.
    public init(tokenID: Secret, tokenSecret: Secret) {
        self.tokenID = tokenID
        self.tokenSecret = tokenSecret
    }
}

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

/// How many requests a second an account may send for long.
public struct MuxPace: Sendable, Equatable {
    /// POST requests a second.
    public var posts: Double
    /// All other requests a second.
    public var others: Double

    /// Names a pace.
    public init(posts: Double, others: Double) {
        self.posts = posts
        self.others = others
    }

    /// The service's limits, with room for a burst. https://www.mux.com/docs/core/make-api-requests
    public static let usual = MuxPace(posts: 1, others: 5)

    /// How something that is made is looked at: an account that may ask more often than others may look more often.
    public var looks: PollPace {
        PollPace(least: max(.milliseconds(250), min(.seconds(1), .seconds(Self.usual.others / others))))
    }

    static func burst(_ rate: Double) -> Int { max(2, Int(rate)) }
}
