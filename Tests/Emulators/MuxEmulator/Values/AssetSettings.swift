import EmulatorKit

/// What an asset is made with: the body of its creation, or an upload's `new_asset_settings`.
struct AssetSettings: Sendable {
    /// Where the picture comes from; nil in `new_asset_settings`.
    var url: String?
    var start: Double?
    var end: Double?
    var subtitles: [SubtitleRequest] = []
    /// Captions given with the picture, by their addresses.
    var texts: [TextInput] = []
    var policies: [PlaybackID.Policy] = []
    var renditions: [(resolution: RenditionResolution, passthrough: String?)] = []
    var mp4Support = "none"
    var masterAccess = "none"
    var videoQuality = "basic"
    var maxResolutionTier = "1080p"
    var normalizeAudio = false
    var passthrough: String?
    var meta: JSON?
    var test = false
    /// The first input without its URL, as `input-info` shows it.
    var input: JSON = [:]

    /// Reads the body. Throws 400 on what the service would refuse.
    init(_ body: JSON, isUpload: Bool) throws(APIError) {
        try BodyShape.asset.check(body)
        let inputs = body["inputs"] ?? body["input"]
        if case .array(let items)? = inputs {
            if let first = items.first { try read(input: first) }
            for item in items.dropFirst() { texts.append(try TextInput(item)) }
        } else if case .string(let address)? = inputs {
            url = address
        } else if inputs != nil {
            throw .invalid("inputs must be an array")
        }
        if !isUpload, url == nil { throw .invalid("inputs must have a url") }
        if isUpload, url != nil { throw .invalid("the input of a direct upload must not have a url") }
        try readPolicies(body)
        try readFiles(body)
        try readLabels(body)
        videoQuality = try Self.quality(body)
        maxResolutionTier =
            try Self.choice(body, "max_resolution_tier", ["1080p", "1440p", "2160p"]) ?? maxResolutionTier
        masterAccess = try Self.choice(body, "master_access", ["temporary", "none"]) ?? masterAccess
        normalizeAudio = body["normalize_audio"]?.flag ?? false
        test = body["test"]?.flag ?? false
    }

    /// The source of a clip; nil for an input that is no asset.
    var clipSource: String? {
        guard let url, url.hasPrefix("mux://assets/") else { return nil }
        return String(url.dropFirst("mux://assets/".count))
    }

    private mutating func read(input: JSON) throws(APIError) {
        guard var members = input.members else { throw .invalid("inputs must be an array of objects") }
        url = input["url"]?.text
        if input["url"] != nil, url == nil { throw .invalid("url must be a string") }
        if let type = input["type"]?.text, type != "video", type != "audio" {
            throw .invalid("the first input must be the video")
        }
        if input["overlay_settings"] != nil { throw .invalid("the emulator draws no overlays") }
        subtitles = try SubtitleRequest.list(input["generated_subtitles"])
        for (name, target) in [("start_time", \AssetSettings.start), ("end_time", \AssetSettings.end)] {
            guard let value = input[name] else { continue }
            guard let seconds = value.double, seconds >= 0 else {
                throw .invalid("\(name) must be a number of seconds, 0 or more")
            }
            guard clipSource != nil else { throw .invalid("\(name) is only allowed with a mux:// url") }
            self[keyPath: target] = seconds
        }
        members["url"] = nil
        self.input = .object(members)
    }

    private mutating func readPolicies(_ body: JSON) throws(APIError) {
        let plain = body["playback_policies"] ?? body["playback_policy"]
        if let plain {
            let items = plain.items ?? [plain]
            for item in items { policies.append(try PlaybackID.policy(item)) }
        }
        for item in body["advanced_playback_policies"]?.items ?? [] {
            policies.append(try PlaybackID.policy(item["policy"]))
        }
    }

    private mutating func readFiles(_ body: JSON) throws(APIError) {
        if let wanted = body["static_renditions"] {
            guard let items = wanted.items else { throw .invalid("static_renditions must be an array") }
            for item in items {
                let rendition = try Self.rendition(item)
                try Self.check(rendition.resolution, against: renditions.map(\.resolution))
                renditions.append(rendition)
            }
        }
        guard let support = body["mp4_support"]?.text else { return }
        guard RenditionResolution.legacy(support) != nil else { throw .invalid("mp4_support \(support) is unknown") }
        if support != "none", !renditions.isEmpty {
            throw .invalid("static_renditions cannot be used together with mp4_support")
        }
        mp4Support = support
    }

    private mutating func readLabels(_ body: JSON) throws(APIError) {
        passthrough = try Self.label(body, "passthrough", most: 255)
        guard let meta = body["meta"] else { return }
        _ = try Self.label(meta, "title", most: 512)
        _ = try Self.label(meta, "creator_id", most: 128)
        _ = try Self.label(meta, "external_id", most: 128)
        self.meta = meta
    }

    /// A text of limited length. Throws 400 where it is longer, or no text.
    static func label(_ body: JSON, _ name: String, most: Int) throws(APIError) -> String? {
        guard let value = body[name] else { return nil }
        guard let text = value.text else { throw .invalid("\(name) must be a string") }
        guard text.count <= most else { throw .invalid("\(name) must be at most \(most) characters") }
        return text
    }

    /// One wanted rendition. Throws 400 where it cannot be asked for.
    static func rendition(_ json: JSON) throws(APIError) -> (resolution: RenditionResolution, passthrough: String?) {
        guard let name = json["resolution"]?.text, let resolution = RenditionResolution(rawValue: name),
            !resolution.isLegacyName
        else { throw .invalid("static rendition resolution is invalid") }
        return (resolution, try label(json, "passthrough", most: 255))
    }

    /// Throws 400 where a rendition cannot stand beside the others.
    static func check(_ new: RenditionResolution, against others: [RenditionResolution]) throws(APIError) {
        guard !others.contains(new) else { throw .invalid("static rendition \(new.rawValue) exists already") }
        let clashes =
            new == .highest ? others.contains(where: \.isAdvanced) : new.isAdvanced && others.contains(.highest)
        guard !clashes else { throw .invalid("highest cannot be mixed with specific resolutions") }
    }

    private static func quality(_ body: JSON) throws(APIError) -> String {
        if let quality = try choice(body, "video_quality", ["basic", "plus", "premium"]) { return quality }
        let old = try choice(body, "encoding_tier", ["smart", "baseline", "premium"])
        return ["smart": "plus", "premium": "premium"][old ?? ""] ?? "basic"
    }

    static func choice(_ body: JSON, _ name: String, _ allowed: [String]) throws(APIError) -> String? {
        guard let value = body[name] else { return nil }
        guard let text = value.text, allowed.contains(text) else {
            throw .invalid("\(name) must be one of \(allowed.joined(separator: ", "))")
        }
        return text
    }
}
