import EmulatorKit
import SystemPackage

/// An MP4 or M4A file made of an asset.
struct Rendition: Sendable {
    enum Status: String, Sendable { case preparing, ready, skipped, errored }

    let id: String
    let resolution: RenditionResolution
    let passthrough: String?
    /// Made because of the deprecated `mp4_support`: such files have neither id nor status of their own.
    let isLegacy: Bool
    var status: Status = .preparing
    var file: FilePath?
    var bytes: Int?
    /// Bits a second.
    var bitrate: Int?
    var width: Int?
    var height: Int?

    var name: String { resolution.fileName }

    /// The object as replies show it, or as events do: there `filesize` is a number.
    func json(isEvent: Bool = false) -> JSON {
        var members: [String: JSON?] = [
            "name": .string(name),
            "ext": .string(resolution.ext),
            "filesize": bytes.map { isEvent ? .int($0) : .string(String($0)) },
            "bitrate": bitrate.map { .int($0) },
            "width": width.map { .int($0) },
            "height": height.map { .int($0) },
        ]
        if !isLegacy {
            members["id"] = .string(id)
            members["status"] = .string(status.rawValue)
            members["type"] = resolution.isAdvanced ? "advanced" : "standard"
            members["resolution"] = .string(resolution.rawValue)
            members["resolution_tier"] = .string(resolution.tier(lines: min(width ?? 0, height ?? 0)))
            members["passthrough"] = passthrough.map { .string($0) }
        }
        return .object(present: members)
    }
}
