package import Outbox
public import SystemPackage

/// What a desk is to serve, where, and for whom.
public struct DeskPlan: Sendable {
    package let outbox: Outbox
    /// The address to listen on.
    public var address: String
    /// The port; 0 is any that is free.
    public var port: Int
    /// Further names under which it may be asked for.
    public var hosts: [String]
    /// A file with the token; nil for the outbox's own.
    public var tokenFile: FilePath?
    /// Where uploads land; nil where there are none.
    public var inbox: FilePath?
    /// The most bytes that an upload may have.
    public var uploadLimit: Int
    /// How many seconds what is under way has to end.
    public var grace: Int
    /// Whether `/metrics` is answered.
    public var hasMetrics: Bool
    /// Whether a language model is set for all videos.
    public var hasModel: Bool
    /// Whether there is a token for Mux.
    public var hasMux: Bool
    /// What Mux signs its webhooks with; several while one takes the place of another.
    public var webhookSecrets: [String]
    /// `smartclip`, which does the work.
    public var program: FilePath
    /// Flags for it, such as the operator's configuration.
    public var programFlags: [String]

    /// Plans a desk over an outbox that is there.
    public init(output: FilePath) throws {
        // It must be there, and may lack what SmartClip makes for itself.
        _ = try Outbox(reading: output)
        // Whether machines share it is for those to say that work on it.
        outbox = try Outbox(writing: output, sharing: .locks)
        address = "127.0.0.1"
        port = 8765
        hosts = []
        uploadLimit = 50_000_000_000
        grace = 30
        hasMetrics = false
        hasModel = false
        hasMux = false
        webhookSecrets = []
        program = "smartclip"
        programFlags = []
    }

    /// What an address that others reach asks for.
    static func needsToken(_ address: String) -> String {
        "\(address) can be reached from other machines, so the desk needs a token of yours: --token-file FILE. It speaks plain HTTP: "
            + "put a proxy with TLS in front"
    }

    /// Whether nobody but this machine can reach the address.
    public static func isLoopback(_ address: String) -> Bool {
        address == "localhost" || address == "::1" || address.hasPrefix("127.")
    }
}
