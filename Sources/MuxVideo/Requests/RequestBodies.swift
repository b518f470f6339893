/// The settings as the service reads them.
struct SettingsBody: Encodable {
    var inputs: [Input]?
    var policies: [PlaybackPolicy]
    var renditions: [Rendition]?
    var quality: AssetSettings.VideoQuality?
    var maxResolution: AssetSettings.MaxResolution?
    var passthrough: String?
    var meta: AssetMeta?
    var test: Bool?

    struct Input: Encodable {
        var url: String?
        var start: Double?
        var end: Double?
        var subtitles: [GeneratedSubtitles]?

        private enum CodingKeys: String, CodingKey {
            case url
            case start = "start_time"
            case end = "end_time"
            case subtitles = "generated_subtitles"
        }
    }

    struct Rendition: Encodable {
        var resolution: StaticRendition.Resolution
    }

    init(_ settings: AssetSettings) {
        inputs = settings.subtitles.isEmpty ? nil : [Input(subtitles: settings.subtitles)]
        policies = [settings.policy]
        renditions = settings.renditions.isEmpty ? nil : settings.renditions.map(Rendition.init)
        quality = settings.quality
        maxResolution = settings.maxResolution
        passthrough = settings.passthrough?.cut(toBytes: 255)
        meta = settings.meta.fitted
        test = settings.isTest ? true : nil
    }

    init(_ asset: NewAsset) {
        self.init(asset.settings)
        inputs = [Input(url: asset.source, start: asset.start, end: asset.end, subtitles: inputs?.first?.subtitles)]
    }

    private enum CodingKeys: String, CodingKey {
        case inputs, passthrough, meta, test
        case policies = "playback_policies"
        case renditions = "static_renditions"
        case quality = "video_quality"
        case maxResolution = "max_resolution_tier"
    }
}

struct UploadBody: Encodable {
    var corsOrigin: String
    var timeout: Int
    var test: Bool?
    var settings: SettingsBody

    init(_ upload: NewUpload) {
        corsOrigin = upload.corsOrigin
        timeout = min(max(upload.timeout, 60), 604_800)
        settings = SettingsBody(upload.settings)
        test = settings.test
        // The upload has the flag; the asset takes it from there.
        settings.test = nil
    }

    private enum CodingKeys: String, CodingKey {
        case timeout, test
        case corsOrigin = "cors_origin"
        case settings = "new_asset_settings"
    }
}

struct SubtitlesBody: Encodable {
    var subtitles: [GeneratedSubtitles]

    private enum CodingKeys: String, CodingKey {
        case subtitles = "generated_subtitles"
    }
}

extension String {
    /// The longest beginning, in whole unicode scalars, of at most that many bytes of UTF-8. The service counts characters
    /// or bytes, it does not say which: this fits both.
    func cut(toBytes limit: Int) -> String {
        if utf8.count <= limit { return self }
        var end = utf8.index(startIndex, offsetBy: limit)
        while end > startIndex, end.samePosition(in: unicodeScalars) == nil { end = utf8.index(before: end) }
        return String(unicodeScalars[..<end])
    }
}
