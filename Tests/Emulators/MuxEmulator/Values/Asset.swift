import EmulatorKit
import SystemPackage

/// A video, or a sound, that the service holds.
struct Asset: Sendable {
    enum Status: String, Sendable { case preparing, ready, errored }
    enum Ingest: String, Sendable {
        case url = "on_demand_url"
        case upload = "on_demand_direct_upload"
        case clip = "on_demand_clip"
    }
    enum Progress: String, Sendable { case ingesting, transcoding, completed, errored }
    enum Master: Sendable, Equatable { case preparing, errored, ready(key: String) }

    let id: String
    /// Unix seconds.
    let created: Int
    let ingest: Ingest
    var uploadID: String?
    var sourceID: String?
    var sourceSpan: (start: Double, end: Double)?
    let settings: AssetSettings
    /// The picture and sound, once they are there.
    var file: FilePath?
    var info: MediaInfo?
    /// What it was given, where that is not what it holds.
    var given: MediaInfo?
    /// What the service had to change of what it was given.
    var oddities: [String: JSON] = [:]
    var status: Status = .preparing
    var progress: (state: Progress, percent: Double) = (.ingesting, 0)
    var failure: (type: String, message: String)?
    var playbackIDs: [PlaybackID]
    var tracks: [Track] = []
    var renditions: [Rendition] = []
    var hasRenditions = false
    var mp4Support: String
    var masterAccess: String
    var master: Master?
    var passthrough: String?
    var meta: JSON?
    /// The SHA-256 of the file, in hex: a name for its captions.
    var digest: String?

    /// The object as replies show it, or as events do: there `created_at` is a number.
    func json(master url: (String) -> String, isEvent: Bool = false) -> JSON {
        var members = labels
        members["created_at"] = isEvent ? .int(created) : .string(String(created))
        members["playback_ids"] = .array(playbackIDs.map(\.json))
        members["progress"] = ["state": .string(progress.state.rawValue), "progress": .number(progress.percent)]
        if let failure {
            members["errors"] = ["type": .string(failure.type), "messages": [.string(failure.message)]]
        }
        if let master {
            switch master {
            case .preparing: members["master"] = ["status": "preparing"]
            case .errored: members["master"] = ["status": "errored"]
            case .ready(let key): members["master"] = ["status": "ready", "url": .string(url(key))]
            }
        }
        if status == .ready { members.merge(facts(isEvent)) { $1 } }
        if !oddities.isEmpty { members["non_standard_input_reasons"] = .object(oddities) }
        if hasRenditions {
            members["static_renditions"] = .object(present: [
                "status": mp4Support == "none" ? nil : .string(legacyStatus),
                "files": .array(renditions.map { $0.json(isEvent: isEvent) }),
            ])
        }
        return .object(members)
    }

    private var labels: [String: JSON] {
        let members: [String: JSON?] = [
            "id": .string(id),
            "status": .string(status.rawValue),
            "ingest_type": .string(ingest.rawValue),
            "upload_id": uploadID.map { .string($0) },
            "source_asset_id": sourceID.map { .string($0) },
            "passthrough": passthrough.map { .string($0) },
            "meta": meta,
            "test": settings.test ? true : nil,
            "mp4_support": .string(mp4Support),
            "master_access": .string(masterAccess),
            "video_quality": .string(settings.videoQuality),
            "encoding_tier": .string(["basic": "baseline", "plus": "smart"][settings.videoQuality] ?? "premium"),
            "max_resolution_tier": .string(settings.maxResolutionTier),
            "normalize_audio": .bool(settings.normalizeAudio),
        ]
        return members.compactMapValues { $0 }
    }

    /// What is known once the video is taken in.
    private func facts(_ isEvent: Bool) -> [String: JSON] {
        let members: [String: JSON?] = [
            "tracks": .array(tracks.map { $0.json(isEvent: isEvent) }),
            "duration": info.map { .number($0.duration) },
            "aspect_ratio": info?.aspectRatio.map { .string($0) },
            "resolution_tier": info.map { .string($0.resolutionTier) },
            "max_stored_resolution": info.map { .string($0.storedResolution) },
            "max_stored_frame_rate": info.map { .number($0.video?.rate ?? -1) },
        ]
        return members.compactMapValues { $0 }
    }

    private var legacyStatus: String {
        let states = renditions.filter(\.isLegacy).map(\.status)
        return states.contains(.preparing) ? "preparing" : states.contains(.errored) ? "errored" : "ready"
    }
}
