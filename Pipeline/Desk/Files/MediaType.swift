/// What a file's name says of its type. What is not known is bytes, which no browser shows.
enum MediaType {
    static func of(_ name: String) -> String {
        switch name.split(separator: ".").last?.lowercased() {
        case "mp4", "m4v": "video/mp4"
        case "mov": "video/quicktime"
        case "webm": "video/webm"
        case "mkv": "video/x-matroska"
        case "m4a": "audio/mp4"
        case "mp3": "audio/mpeg"
        case "wav": "audio/wav"
        case "jpg", "jpeg": "image/jpeg"
        case "png": "image/png"
        case "vtt": "text/vtt; charset=utf-8"
        case "srt", "txt", "md": "text/plain; charset=utf-8"
        case "json": "application/json"
        case "html": "text/html; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "svg": "image/svg+xml"
        default: "application/octet-stream"
        }
    }

    /// The same of a file that others may have written: what a browser would run is bytes to it.
    static func ofForeign(_ name: String) -> String {
        let type = of(name)
        let passive = ["video/", "audio/", "image/jpeg", "image/png", "text/vtt", "text/plain", "application/json"]
        return passive.contains(where: type.hasPrefix) ? type : "application/octet-stream"
    }
}
