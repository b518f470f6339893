import EmulatorKit

/// A direct upload: the promise to make an asset of a file that is still to be sent.
struct Upload: Sendable {
    enum Status: String, Sendable {
        case waiting
        case assetCreated = "asset_created"
        case errored
        case cancelled
        case timedOut = "timed_out"
    }

    let id: String
    /// The unguessable part of the session's URL. It is the only credential of the session.
    let key: String
    /// Seconds.
    let timeout: Int
    let corsOrigin: String
    let test: Bool
    /// What the asset is made with, as the request had it.
    let settings: JSON
    var status: Status = .waiting
    var assetID: String?
    var failure: String?

    /// The object as replies and events show it; `url` is the session's address.
    func json(url: String) -> JSON {
        .object(present: [
            "id": .string(id),
            "timeout": .int(timeout),
            "status": .string(status.rawValue),
            "cors_origin": .string(corsOrigin),
            "url": status == .waiting ? .string(url) : nil,
            "asset_id": assetID.map { .string($0) },
            "new_asset_settings": settings.members.map { .object($0) },
            "test": .bool(test),
            "error": failure.map { ["type": "invalid_input", "message": .string($0)] },
        ])
    }
}
