import EmulatorKit

/// A track of an asset.
struct Track: Sendable, Equatable {
    enum Status: String, Sendable { case preparing, ready, errored, deleted }

    enum Kind: Sendable, Equatable {
        case video(width: Int, height: Int, rate: Double)
        case audio(channels: Int)
        case text(source: String, captions: String)
    }

    let id: String
    var kind: Kind
    var status: Status = .ready
    var duration: Double?
    var language: String?
    var confidence: Double?
    var name: String?
    var passthrough: String?
    var isPrimary = false
    var closedCaptions = false
    var failure: String?

    var isText: Bool {
        guard case .text = kind else { return false }
        return true
    }

    /// The WebVTT file of a text track; empty while it is being made.
    var captions: String? {
        guard case .text(_, let captions) = kind else { return nil }
        return captions
    }

    var isGenerated: Bool {
        guard case .text(let source, _) = kind else { return false }
        return source == "generated_vod"
    }

    /// The object as replies show it, or as events do: only these say why a track failed.
    func json(isEvent: Bool = false) -> JSON {
        var members: [String: JSON?] = [
            "id": .string(id),
            "duration": duration.map { .number($0) },
            "passthrough": passthrough.map { .string($0) },
        ]
        switch kind {
        case .video(let width, let height, let rate):
            members["type"] = "video"
            members["max_width"] = .int(width)
            members["max_height"] = .int(height)
            members["max_frame_rate"] = .number(rate)
        case .audio(let channels):
            members["type"] = "audio"
            members["max_channels"] = .int(channels)
            members["name"] = .string(name ?? "Default")
            members["language_code"] = .string(language ?? "und")
            members["status"] = .string(status.rawValue)
            members["primary"] = .bool(isPrimary)
        case .text(let source, _):
            members["type"] = "text"
            members["text_type"] = "subtitles"
            members["text_source"] = .string(source)
            members["language_code"] = language.map { .string($0) }
            members["name"] = name.map { .string($0) }
            members["closed_captions"] = .bool(closedCaptions)
            members["status"] = .string(status.rawValue)
            members["auto_language_confidence"] = confidence.map { .number($0) }
            members["error"] = (isEvent ? failure : nil).map {
                ["type": "generation_failed", "messages": [.string($0)]]
            }
        }
        return .object(present: members)
    }
}
