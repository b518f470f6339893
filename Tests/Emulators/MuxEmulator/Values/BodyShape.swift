import EmulatorKit

/// What a request's body may hold. The service's published description says it of every field, and what is not said there is
/// refused: a field that nobody reads is a slip of the caller's.
indirect enum BodyShape: Sendable {
    case string, integer, number, flag
    case array(BodyShape)
    case object([String: BodyShape])
    /// Any of these, where old clients and new ones differ.
    case either([BodyShape])

    /// Throws 400 for a field that the service does not know, or whose value is of another type. Null is as good as absent.
    func check(_ json: JSON, _ name: String = "") throws(APIError) {
        if json == .null { return }
        switch self {
        case .string: try require(json.text != nil, name, "a string")
        case .integer: try require(json.integer != nil, name, "an integer")
        case .number: try require(json.double != nil, name, "a number")
        case .flag: try require(json.flag != nil, name, "a boolean")
        case .array(let shape):
            try require(json.items != nil, name, "an array")
            for (index, item) in (json.items ?? []).enumerated() { try shape.check(item, "\(name)[\(index)]") }
        case .object(let fields):
            try require(json.members != nil, name, "an object")
            for (key, value) in (json.members ?? [:]).sorted(by: { $0.key < $1.key }) {
                let path = name.isEmpty ? key : "\(name).\(key)"
                guard let shape = fields[key] else { throw .invalid("unknown field \(path)") }
                try shape.check(value, path)
            }
        case .either(let shapes):
            guard let shape = shapes.first(where: { $0.isOfKind(json) }) else {
                throw .invalid("\(name) is of a wrong type")
            }
            try shape.check(json, name)
        }
    }

    private func isOfKind(_ json: JSON) -> Bool {
        switch self {
        case .string: json.text != nil
        case .integer: json.integer != nil
        case .number: json.double != nil
        case .flag: json.flag != nil
        case .array: json.items != nil
        case .object: json.members != nil
        case .either(let shapes): shapes.contains { $0.isOfKind(json) }
        }
    }

    private func require(_ holds: Bool, _ name: String, _ what: String) throws(APIError) {
        if !holds { throw .invalid("\(name.isEmpty ? "the body" : name) must be \(what)") }
    }
}

extension BodyShape {
    static let label = BodyShape.object(["title": .string, "creator_id": .string, "external_id": .string])
    static let subtitles = BodyShape.array(
        .object(["language_code": .string, "name": .string, "passthrough": .string])
    )
    static let rendition = BodyShape.object(["resolution": .string, "passthrough": .string])
    static let textTrack: [String: BodyShape] = [
        "url": .string, "type": .string, "text_type": .string, "language_code": .string, "name": .string,
        "closed_captions": .flag, "passthrough": .string,
    ]
    static let trackChange = BodyShape.object([
        "language_code": .string, "name": .string, "closed_captions": .flag, "passthrough": .string,
    ])
    static let input = BodyShape.object(
        textTrack.merging([
            "generated_subtitles": subtitles, "start_time": .number, "end_time": .number,
            "overlay_settings": .object([
                "vertical_align": .string, "vertical_margin": .string, "horizontal_align": .string,
                "horizontal_margin": .string, "width": .string, "height": .string, "opacity": .string,
            ]),
        ]) { $1 }
    )
    static let policy = BodyShape.object(["policy": .string, "drm_configuration_id": .string])
    static let asset = BodyShape.object([
        "inputs": .array(input), "input": .either([.string, .array(input)]),
        "playback_policies": .array(.string), "playback_policy": .either([.string, .array(.string)]),
        "advanced_playback_policies": .array(policy), "passthrough": .string, "meta": label,
        "mp4_support": .string, "static_renditions": .array(rendition), "master_access": .string,
        "normalize_audio": .flag, "test": .flag, "max_resolution_tier": .string, "encoding_tier": .string,
        "video_quality": .string, "copy_overlays": .flag, "per_title_encode": .flag,
    ])
    static let upload = BodyShape.object([
        "timeout": .integer, "cors_origin": .string, "new_asset_settings": asset, "test": .flag,
    ])
    static let assetChange = BodyShape.object(["passthrough": .string, "meta": label])
}
