import EmulatorKit
import SystemPackage

extension MuxEnvironment {
    func createPlaybackID(_ id: String, _ body: JSON) throws -> JSON {
        _ = try asset(id)
        try BodyShape.policy.check(body)
        let name = PlaybackID(id: Identifier.make(), policy: try PlaybackID.policy(body["policy"]))
        change(id) { $0.playbackIDs.append(name) }
        playback[name.id] = id
        tell("updated", asset: id)
        return name.json
    }

    func playbackID(_ name: String, of id: String) throws -> JSON {
        try find(name, of: id).json
    }

    func deletePlaybackID(_ name: String, of id: String) throws {
        _ = try find(name, of: id)
        change(id) { $0.playbackIDs.removeAll { $0.id == name } }
        playback[name] = nil
        tell("updated", asset: id)
    }

    private func find(_ name: String, of id: String) throws(APIError) -> PlaybackID {
        let asset = try asset(id)
        guard Identifier.isWellFormed(name) else { throw .malformedID }
        guard let found = asset.playbackIDs.first(where: { $0.id == name }) else { throw .notFound("playback id") }
        return found
    }

    /// Which object a playback id belongs to.
    func lookUp(_ name: String) throws -> JSON {
        guard Identifier.isWellFormed(name) else { throw APIError.malformedID }
        guard let id = playback[name], let found = try asset(id).playbackIDs.first(where: { $0.id == name }) else {
            throw APIError.notFound("playback id")
        }
        return [
            "id": .string(name), "policy": .string(found.policy.rawValue),
            "object": ["type": "asset", "id": .string(id)],
        ]
    }

    /// The asset a viewer asks for. Throws 404 where there is none, and 403 where the token does not allow it.
    func viewed(_ name: String, audience: String, token: String?) throws(StreamError) -> Asset {
        guard Identifier.isWellFormed(name) else { throw .invalid("invalid playback id") }
        guard let id = playback[name], let asset = assets[id]?.current,
            let found = asset.playbackIDs.first(where: { $0.id == name })
        else { throw .notFound }
        if found.policy == .signed {
            guard let token, isAllowed(token, subject: name, audience: audience) else { throw .forbidden }
        }
        return asset
    }

    private func isAllowed(_ token: String, subject: String, audience: String) -> Bool {
        guard let token = PlaybackToken(token), let key = signingKeys[token.keyID] else { return false }
        return token.isValid(by: key, subject: subject, audience: audience, now: Self.now)
    }

    // MARK: - Signing keys

    func createSigningKey() throws -> JSON {
        let (key, secret) = try SigningKey.make(created: Self.now)
        signingKeys[key.id] = key
        signingKeyOrder.append(key.id)
        guard case .object(var members) = key.json else { return key.json }
        members["private_key"] = .string(secret)
        return .object(members)
    }

    func listSigningKeys(_ page: Page) -> JSON {
        let all = signingKeyOrder.reversed().compactMap { signingKeys[$0]?.json }
        return ["data": .array(Array(page.slice(all)))]
    }

    func signingKey(_ id: String) throws -> JSON { try findKey(id).json }

    func deleteSigningKey(_ id: String) throws { signingKeys[try findKey(id).id] = nil }

    private func findKey(_ id: String) throws(APIError) -> SigningKey {
        guard Identifier.isWellFormed(id) else { throw .malformedID }
        guard let key = signingKeys[id] else { throw .notFound("signing key") }
        return key
    }
}
