/// The formats in which other tools take a video's moments; the raw value is the name on the command line.
public enum ExportFormat: String, CaseIterable, Sendable {
    case otio
    case edl
    case csv
    case chapters
    case youtube
    case podcast
    case jsonld

    /// The usual end of such a file's name, without its dot.
    public var fileExtension: String {
        switch self {
        case .otio: "otio"
        case .edl: "edl"
        case .csv: "csv"
        case .chapters: "vtt"
        case .youtube: "txt"
        case .podcast: "json"
        case .jsonld: "jsonld"
        }
    }

    /// The media type to serve it with. OTIO has none of its own registered.
    public var mediaType: String {
        switch self {
        case .otio: "application/json"
        case .edl, .youtube: "text/plain; charset=utf-8"
        case .csv: "text/csv; charset=utf-8; header=absent"
        case .chapters: "text/vtt"
        case .podcast: "application/json+chapters"
        case .jsonld: "application/ld+json"
        }
    }

    /// What it is and who reads it, in a line.
    public var summary: String {
        switch self {
        case .otio: "OpenTimelineIO timeline of the moments, for Resolve, Kdenlive, RV and other editors"
        case .edl: "CMX 3600 edit decision list of the moments, for any editor"
        case .csv: "LosslessCut segments: start, end and label, in seconds"
        case .chapters: "WebVTT chapters of the whole video, for web players"
        case .youtube: "chapter lines for a YouTube description"
        case .podcast: "Podcasting 2.0 chapters (JSON), for podcast apps"
        case .jsonld: "schema.org VideoObject with its key moments, for search engines"
        }
    }
}
