import FoundationEssentials
import Manifest
import Outbox
import StateFiles

/// `moments.json` as the desk shows it: what a person left out is filled in, and whatever else stands in it is kept.
struct MomentsPage: Sendable {
    let video: RecordedVideo
    /// What stands there; empty where there is no file.
    let bytes: [UInt8]
    /// The file; an empty object where there is none.
    let tree: JSONTree
    /// What the file comes to; nil where there is none, or the video was not looked into yet.
    let edit: MomentsEdit?

    /// Changes with every change of the file.
    var validator: Validator { Self.validator(of: bytes) }

    static func validator(of bytes: [UInt8]) -> Validator {
        Validator(bytes.isEmpty ? "none" : String(Digest.of(bytes).prefix(24)))
    }

    /// Reads the moments of a video. Throws a problem where the file cannot be understood, which names the place.
    init(of known: KnownVideo) throws {
        video = try RecordedVideo(known)
        bytes = try video.folder.file(VideoFolder.moments).readIfPresent() ?? []
        if bytes.isEmpty {
            tree = .object([:])
            edit = nil
            return
        }
        do {
            tree = try JSONText.decode(JSONTree.self, from: Data(bytes))
            edit = try MomentsEdit(bytes, of: video, place: "\(video.folder.name)/\(VideoFolder.moments)")
        } catch let error as JSONTextError {
            throw Problem.conflict(
                "broken-moments",
                "\(video.folder.name)/\(VideoFolder.moments): \(error); correct it by hand"
            )
        } catch let failure as Failure where failure.class == .input {
            throw Problem.conflict("broken-moments", failure.message)
        }
    }

    /// The moments, with the keys that a person added.
    var moments: [JSONTree] {
        get throws {
            let raw = tree["moments"]?.elements ?? []
            return try zip(edit?.moments ?? [], raw).map { entry, raw in
                guard case .object(let filled) = try Self.tree(of: entry), case .object(let own) = raw else {
                    return raw
                }
                return .object(own.merging(filled) { $1 })
            }
        }
    }

    /// What is answered.
    var document: [String: JSONTree] {
        get throws {
            [
                "video_id": .string(video.id.short),
                "moments": .array(try moments),
                "rejected": tree["rejected"] ?? .array([]),
                "notes": tree["notes"] ?? .array([]),
                "analyst": tree["analyst"] ?? .null,
                "edited": .bool(try video.isEdited()),
            ]
        }
    }

    static func tree(of value: some Encodable) throws -> JSONTree {
        try JSONText.decode(JSONTree.self, from: JSONText.line(value))
    }
}
