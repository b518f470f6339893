import FoundationEssentials
import HTTPTransfer
import Manifest
import MuxVideo
package import Outbox
import Roles
import Settings
import Synchronization

/// The way to Mux, opened when the first video asks for host `mux` and shared by all: they share its connections, its limits
/// on requests and its patience with a dead host.
///
/// Everything comes from variables: MUX_TOKEN_ID and MUX_TOKEN_SECRET; MUX_SIGNING_KEY and MUX_PRIVATE_KEY for signed playback;
/// MUX_BASE_URL, MUX_STREAM_BASE_URL and MUX_IMAGE_BASE_URL for other hosts than Mux's own; MUX_POSTS_PER_SECOND and
/// MUX_REQUESTS_PER_SECOND where an account's limits are others; MUX_PATIENCE, the seconds for which a host that is down is waited
/// for.
package final class MuxAccess: Sendable {
    private let environment: [String: String]
    private let account = Mutex<Result<MuxAccount, Failure>?>(nil)
    private let turns: MuxTurns

    /// Remembers the variables; nothing is opened, nor looked at, before a video asks for it.
    package init(environment: [String: String]) {
        // Set to nothing, as in a template of .env, is not set.
        self.environment = environment.filter { $0.key.hasPrefix("MUX_") && !$0.value.isEmpty }
        turns = MuxTurns(account: "\(environment["MUX_BASE_URL"] ?? "") \(environment["MUX_TOKEN_ID"] ?? "")")
    }

    /// From now on the account's rates are kept together with all who work on an outbox, on whichever machines.
    package func shareTurns(in outbox: Outbox) { turns.share(in: outbox) }

    /// Whether a token is set.
    var hasCredentials: Bool { environment["MUX_TOKEN_ID"] != nil && environment["MUX_TOKEN_SECRET"] != nil }

    /// The account; a failure of class `config` where a variable is missing or is nonsense.
    func open() throws(Failure) -> MuxAccount {
        let result = account.withLock { account in
            let result = account ?? Result { () throws(Failure) in try make() }
            account = result
            return result
        }
        return try result.get()
    }

    private func make() throws(Failure) -> MuxAccount {
        let missing = ["MUX_TOKEN_ID", "MUX_TOKEN_SECRET"].filter { environment[$0] == nil }
        guard missing.isEmpty, let id = environment["MUX_TOKEN_ID"], let secret = environment["MUX_TOKEN_SECRET"] else {
            throw Failure(
                .config,
                "host mux needs \(missing.joined(separator: " and ")); make an access token with Mux Video read and write, "
                    + "and set them in the environment or in .env"
            )
        }
        let hosts = try hosts()
        var circuit = CircuitRules()
        if let patience = try number("MUX_PATIENCE", 1...600) { circuit.patience = .seconds(patience) }
        let transfer = RetryingClient(MeteredClient(HTTPTransfer()), circuit: circuit, shared: turns)
        let pace = MuxPace(
            posts: try number("MUX_POSTS_PER_SECOND", 0.001...10000) ?? MuxPace.usual.posts,
            others: try number("MUX_REQUESTS_PER_SECOND", 0.001...10000) ?? MuxPace.usual.others
        )
        let client = MuxClient(
            credentials: MuxCredentials(tokenID: Secret(id), tokenSecret: Secret(secret)),
            hosts: hosts,
            client: transfer,
            signing: try signing(),
            pace: pace
        )
        return MuxAccount(
            client: client,
            uploads: ResumableUpload(client: transfer.sparing),
            looks: pace.looks,
            canSign: environment["MUX_SIGNING_KEY"] != nil && environment["MUX_PRIVATE_KEY"] != nil
        )
    }

    /// Where what stands at Mux is played; no token is needed to know.
    func addresses() throws(Failure) -> PlaybackAddresses {
        PlaybackAddresses(hosts: try hosts(), signing: try signing())
    }

    private func hosts() throws(Failure) -> MuxHosts {
        var hosts = MuxHosts()
        hosts.api = try base("MUX_BASE_URL") ?? hosts.api
        hosts.stream = try base("MUX_STREAM_BASE_URL") ?? hosts.stream
        hosts.image = try base("MUX_IMAGE_BASE_URL") ?? hosts.image
        return hosts
    }

    private func signing() throws(Failure) -> PlaybackSigning? {
        guard let id = environment["MUX_SIGNING_KEY"], let key = environment["MUX_PRIVATE_KEY"] else { return nil }
        do {
            return try PlaybackSigning(keyID: id, privateKey: Secret(key))
        } catch {
            throw Failure(.config, "MUX_PRIVATE_KEY: \(error)")
        }
    }

    /// A base URL without a slash at its end. Credentials go in the clear to this machine only.
    private func base(_ name: String) throws(Failure) -> String? {
        guard let text = environment[name] else { return nil }
        var trimmed = text[...]
        while trimmed.last == "/" { trimmed.removeLast() }
        guard trimmed.hasPrefix("https://") || Loopback.isAddressed(by: trimmed) else {
            throw Failure(.config, "\(name) must begin with https:// (http:// is for this machine only)")
        }
        return String(trimmed)
    }

    private func number(_ name: String, _ range: ClosedRange<Double>) throws(Failure) -> Double? {
        guard let text = environment[name] else { return nil }
        if let number = Double(text), range.contains(number) { return number }
        throw Failure(.config, "\(name) is a number from \(range.lowerBound) to \(range.upperBound)")
    }
}

/// What the stages of host `mux` call.
struct MuxAccount: Sendable {
    /// The version of the API.
    static let api = "v1"

    let client: MuxClient
    let uploads: ResumableUpload
    /// How often what Mux makes is looked at.
    let looks: PollPace
    /// Whether there is a key for signed playback.
    let canSign: Bool

    /// Throws a failure of class `config` where what is to be made at Mux could not be read back from there: it would be paid
    /// for in vain.
    func require(_ settings: Settings) throws(Failure) {
        if settings.muxPolicy == .signed, !canSign {
            throw Failure(
                .config,
                "mux_policy signed needs a signing key to fetch captions and clips with; set MUX_SIGNING_KEY and MUX_PRIVATE_KEY"
            )
        }
    }
}
