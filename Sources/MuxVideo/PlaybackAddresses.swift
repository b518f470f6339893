public import FoundationEssentials
import HTTPTransfer

/// Addresses of the stream host that play as they are. Nothing is asked of anybody.
public struct PlaybackAddresses: Sendable {
    /// Where the service is.
    public let hosts: MuxHosts
    private let signing: PlaybackSigning?

    /// `signing` is needed where the policy is `signed` alone.
    public init(hosts: MuxHosts = MuxHosts(), signing: PlaybackSigning? = nil) {
        self.hosts = hosts
        self.signing = signing
    }

    /// An address of a playback, with a token where that is signed, and when the token ends. Throws `cannotSign`.
    public func open(
        _ url: String,
        of playback: PlaybackID,
        now: Date
    ) throws(MuxError) -> (url: String, end: Date?) {
        if playback.policy == .public { return (url, nil) }
        func cannot(_ why: String) -> MuxError {
            MuxError(kind: .cannotSign(why), call: "the address of \(playback.id)", reach: .notSent)
        }
        guard playback.policy == .signed else {
            throw cannot("its policy is \(ServiceWords.line(playback.policy.rawValue))")
        }
        guard let signing else { throw cannot("no signing key is set") }
        do {
            let token = try signing.token(playback.id, for: .video, now: now)
            return (url + "?token=" + token.reveal, now.addingTimeInterval(Double(signing.life.components.seconds)))
        } catch {
            throw cannot("the key does not sign")
        }
    }
}
