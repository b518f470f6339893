/// What a static rendition can be asked for as, and the names of the deprecated `mp4_support`.
enum RenditionResolution: String, Sendable, CaseIterable {
    case highest
    case audioOnly = "audio-only"
    case p2160 = "2160p"
    case p1440 = "1440p"
    case p1080 = "1080p"
    case p720 = "720p"
    case p540 = "540p"
    case p480 = "480p"
    case p360 = "360p"
    case p270 = "270p"
    case low, medium, high
    case capped1080 = "capped-1080p"

    /// The files of a value of `mp4_support`; nil for a value that does not exist.
    static func legacy(_ support: String) -> [RenditionResolution]? {
        switch support {
        case "none": []
        case "standard": [.low, .medium, .high]
        case "capped-1080p": [.capped1080]
        case "audio-only": [.audioOnly]
        case "audio-only,capped-1080p": [.audioOnly, .capped1080]
        default: nil
        }
    }

    /// Lines of the picture, where it is limited.
    var height: Int? {
        switch self {
        case .highest, .audioOnly: nil
        case .low: 360
        case .medium: 540
        case .high: 1080
        case .capped1080: 1080
        default: Int(rawValue.dropLast())
        }
    }

    /// A certain number of lines, which is priced apart and cannot be mixed with `highest`.
    var isAdvanced: Bool { !isLegacyName && height != nil }

    /// Not to be asked for by name.
    var isLegacyName: Bool { [.low, .medium, .high, .capped1080].contains(self) }

    var ext: String { self == .audioOnly ? "m4a" : "mp4" }

    var fileName: String { self == .audioOnly ? "audio.m4a" : "\(rawValue).mp4" }

    /// What it is priced by: what was asked for, or, of the highest, the lines it has.
    func tier(lines: Int) -> String {
        if self == .audioOnly { return "audio-only" }
        let lines = height ?? lines
        return lines > 1440 ? "2160p" : lines > 1080 ? "1440p" : lines > 720 ? "1080p" : "720p"
    }
}
