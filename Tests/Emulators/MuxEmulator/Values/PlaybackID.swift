import EmulatorKit

/// A public name of an asset, and who may use it.
struct PlaybackID: Sendable, Equatable {
    enum Policy: String, Sendable { case `public`, signed }

    let id: String
    let policy: Policy

    var json: JSON { ["id": .string(id), "policy": .string(policy.rawValue)] }

    /// Reads a policy. Throws 400 on what the emulator or the service would refuse.
    static func policy(_ json: JSON?) throws(APIError) -> Policy {
        switch json?.text {
        case "public": return .public
        case "signed": return .signed
        case "drm": throw .invalid("policy drm needs a drm_configuration_id of this environment")
        default: throw .invalid("policy must be one of public, signed, drm")
        }
    }
}
