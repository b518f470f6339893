import HTTPTypes
import StateFiles

/// What a path of the desk names. Pure: whether it is there is found out by whoever answers.
enum Route: Sendable, Equatable {
    case listPage
    case videoPage(String)
    case asset(String)
    case session
    case health
    case openAPI
    case metrics
    case events
    case videos
    case upload
    case uploadTarget(String)
    case video(String)
    case status(String)
    case analyze(String)
    case moments(String)
    case transcript(String)
    case waveform(String)
    case curve(String)
    case source(String)
    case file(String, path: String)
    case refine(String)
    case moment(String)
    case createClip(String)
    case clip(String)
    case muxWebhook
    case fetched(asset: String)

    /// Reads a path without its query; nil where no route has it.
    init?(path: String) {
        var parts: [String] = []
        guard path.utf8.first == UInt8(ascii: "/") else { return nil }
        for part in path.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            guard let text = PercentEncoding.decoded(part) else { return nil }
            parts.append(text)
        }
        // A path below a video's folder is the only one of any length.
        if parts.count > 5, parts[0] == "api", parts[1] == "videos", parts[3] == "files" {
            parts[4...] = [parts[4...].joined(separator: "/")]
        }
        guard let route = Self.named(parts) else { return nil }
        self = route
    }

    private static func named(_ parts: [String]) -> Route? {
        switch parts.count {
        case 1 where parts[0].isEmpty: return .listPage
        case 2:
            switch (parts[0], parts[1]) {
            case ("videos", let id) where isID(id): return .videoPage(id)
            case ("assets", let name) where name.isBelow: return .asset(name)
            case ("api", "health"): return .health
            case ("api", "session"): return .session
            case ("api", "openapi.json"): return .openAPI
            case ("api", "events"): return .events
            case ("api", "videos"): return .videos
            default: return nil
            }
        case 1 where parts[0] == "metrics": return .metrics
        case 3 where parts[0] == "api":
            switch (parts[1], parts[2]) {
            case ("webhooks", "mux"): return .muxWebhook
            case ("videos", "upload"): return .upload
            case ("videos", let id) where isID(id): return .video(id)
            case ("uploads", let id) where isName(id): return .uploadTarget(id)
            case ("moments", let id) where isName(id): return .moment(id)
            case ("clips", let id) where isName(id): return .clip(id)
            case ("assets", let id) where isName(id): return .fetched(asset: id)
            default: return nil
            }
        case 4 where parts[0] == "api" && parts[1] == "moments" && parts[3] == "create-clip":
            return isName(parts[2]) ? .createClip(parts[2]) : nil
        case 4 where parts[0] == "api" && parts[1] == "videos" && isID(parts[2]):
            switch parts[3] {
            case "status": return .status(parts[2])
            case "analyze": return .analyze(parts[2])
            case "moments": return .moments(parts[2])
            case "transcript": return .transcript(parts[2])
            case "waveform": return .waveform(parts[2])
            case "curve": return .curve(parts[2])
            case "source": return .source(parts[2])
            case "refine": return .refine(parts[2])
            default: return nil
            }
        case 5 where parts[0] == "api" && parts[1] == "videos" && isID(parts[2]) && parts[3] == "files":
            return parts[4].isBelow ? .file(parts[2], path: parts[4]) : nil
        default: return nil
        }
    }

    /// The first 16 digits of a digest, as manifests have it.
    static func isID(_ text: String) -> Bool {
        text.utf8.count == 16
            && text.utf8.allSatisfy {
                UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || UInt8(ascii: "a")...UInt8(ascii: "f") ~= $0
            }
    }

    /// Whatever may name a moment, a clip or an upload: one part, not too long.
    private static func isName(_ text: String) -> Bool {
        1...256 ~= text.utf8.count && !text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F || $0 == "/" }
    }

    /// The methods that it takes. Where GET is taken, so is HEAD.
    var methods: [HTTPRequest.Method] {
        switch self {
        case .listPage, .videoPage, .asset, .health, .openAPI, .metrics, .events, .video, .status, .transcript,
            .waveform, .curve, .source, .file, .clip, .fetched:
            [.get, .head]
        case .session, .upload, .analyze, .refine, .createClip, .muxWebhook: [.post]
        case .videos: [.get, .head, .post]
        case .moments: [.get, .head, .put, .post]
        case .moment: [.get, .head, .patch]
        case .uploadTarget: [.put]
        }
    }

    /// Whether it is answered to anybody: what holds nothing of the outbox, and what is signed.
    var isOpen: Bool {
        switch self {
        case .asset, .health, .session, .muxWebhook: true
        default: false
        }
    }

    /// Whether it is a page for people, who are asked to sign in where a program gets 401.
    var isPage: Bool {
        switch self {
        case .listPage, .videoPage: true
        default: false
        }
    }
}
