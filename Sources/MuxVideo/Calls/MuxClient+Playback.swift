public import FoundationEssentials
import HTTPTransfer

extension MuxClient {
    /// A text track as WebVTT, at most 32 MB.
    public func transcript(playback: PlaybackID, track: String) async throws(MuxError) -> [UInt8] {
        let path = "/\(PathPart.encoded(playback.id))/text/\(PathPart.encoded(track)).vtt"
        let call = "GET \(path)"
        let address = try streamAddress(path, of: playback, call: call)
        var policy = client.policy
        policy.isGarbled = { !Self.isWebVTT($0.body) }
        let response: HTTPResponse
        do {
            response = try await client.send(
                HTTPRequest(.get, address, headers: ["Accept": "text/vtt"], sink: .memory(limit: 32 << 20)),
                repeatable: true,
                policy: policy
            )
        } catch {
            throw MuxError(error, call: call)
        }
        guard response.isSuccess else { throw MuxError(response, call: call).withholding(address.secret) }
        guard Self.isWebVTT(response.body) else { throw MuxError(badAnswer: "not WebVTT", response, call: call) }
        return response.body
    }

    /// The public URL of a file of an asset; for a signed playback it needs a token added.
    public func mp4URL(playback: PlaybackID, name: String) -> String {
        "\(hosts.stream)/\(PathPart.encoded(playback.id))/\(PathPart.encoded(name))"
    }

    /// Where a thing of the stream host is asked for: with a token where the playback is signed.
    func streamAddress(_ path: String, of playback: PlaybackID, call: String) throws(MuxError) -> HTTPRequest.Address {
        do {
            let address = try PlaybackAddresses(hosts: hosts, signing: signing)
                .open(hosts.stream + path, of: playback, now: Date())
            return address.end == nil ? .plain(address.url) : .secret(Secret(address.url))
        } catch {
            throw MuxError(kind: error.kind, call: call, reach: error.reach)
        }
    }

    /// The first line of the format: a byte order mark or not, the word, then nothing or a space. (WebVTT, 4.1)
    static func isWebVTT(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
        let word = Array("WEBVTT".utf8)
        guard rest.starts(with: word) else { return false }
        guard let next = rest.dropFirst(word.count).first else { return true }
        return [0x20, 0x09, 0x0A, 0x0D].contains(next)
    }
}

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
