import EmulatorKit

/// What ffprobe says of a file.
struct MediaInfo: Sendable, Equatable {
    struct Video: Sendable, Equatable {
        var codec: String
        var pixelFormat: String
        /// As shown, after the rotation the file asks for.
        var width: Int
        var height: Int
        /// Frames a second; -1 where unknown.
        var rate: Double
        var duration: Double?
    }

    struct Audio: Sendable, Equatable {
        var codec: String
        var channels: Int
        var sampleRate: Int
        var duration: Double?
    }

    var container: String
    /// Seconds.
    var duration: Double
    var video: Video?
    var audio: Audio?

    /// Reads ffprobe's JSON; nil where the file holds neither picture nor sound.
    init?(probe: JSON) {
        let streams = probe["streams"]?.items ?? []
        container = probe["format"]?["format_name"]?.text ?? ""
        let length = { (json: JSON?) in json?["duration"]?.text.flatMap { Double($0) } }
        for stream in streams {
            switch stream["codec_type"]?.text {
            case "video" where video == nil && stream["disposition"]?["attached_pic"]?.integer != 1:
                video = Self.video(stream, duration: length(stream))
            case "audio" where audio == nil:
                audio = Audio(
                    codec: stream["codec_name"]?.text ?? "",
                    channels: stream["channels"]?.integer ?? 0,
                    sampleRate: stream["sample_rate"]?.text.flatMap { Int($0) } ?? 0,
                    duration: length(stream)
                )
            default: break
            }
        }
        guard video != nil || audio != nil else { return nil }
        guard let seconds = length(probe["format"]) ?? video?.duration ?? audio?.duration, seconds > 0 else {
            return nil
        }
        duration = seconds
    }

    private static func video(_ stream: JSON, duration: Double?) -> Video? {
        guard let width = stream["width"]?.integer, let height = stream["height"]?.integer, width > 0, height > 0 else {
            return nil
        }
        let rotation = stream["side_data_list"]?.items?.lazy.compactMap { $0["rotation"]?.double }.first ?? 0
        let isTurned = Int(rotation.magnitude.rounded()) % 180 == 90
        return Video(
            codec: stream["codec_name"]?.text ?? "",
            pixelFormat: stream["pix_fmt"]?.text ?? "",
            width: isTurned ? height : width,
            height: isTurned ? width : height,
            rate: rate(stream["avg_frame_rate"]?.text) ?? rate(stream["r_frame_rate"]?.text) ?? -1,
            duration: duration
        )
    }

    private static func rate(_ text: String?) -> Double? {
        let parts = (text ?? "").split(separator: "/").compactMap { Double($0) }
        guard parts.count == 2, parts[0] > 0, parts[1] > 0 else { return nil }
        return (parts[0] / parts[1] * 1000).rounded() / 1000
    }

    /// "16:9" style; nil without a picture.
    var aspectRatio: String? {
        guard let video else { return nil }
        var (a, b) = (video.width, video.height)
        while b != 0 { (a, b) = (b, a % b) }
        return "\(video.width / a):\(video.height / a)"
    }

    /// The shorter side decides, so that an upright video is in the tier of the same video laid down.
    var lines: Int { min(video?.width ?? 0, video?.height ?? 0) }

    var resolutionTier: String {
        guard video != nil else { return "audio-only" }
        return lines > 1440 ? "2160p" : lines > 1080 ? "1440p" : lines > 720 ? "1080p" : "720p"
    }

    var storedResolution: String {
        guard video != nil else { return "Audio only" }
        return lines > 1080 ? "UHD" : lines > 720 ? "FHD" : lines == 720 ? "HD" : "SD"
    }

    /// What keeps it from being taken as it is, where an asset has so many lines at most, as `non_standard_input_reasons` tells it.
    func oddities(most: Int) -> [String: JSON] {
        var oddities: [String: JSON] = [:]
        if let video {
            if video.codec != "h264" { oddities["video_codec"] = .string(video.codec) }
            if video.pixelFormat != "yuv420p" { oddities["unsupported_pixel_format"] = .string(video.pixelFormat) }
            if lines > most { oddities["video_resolution"] = .string("\(video.width)x\(video.height)") }
            if !(5...120).contains(video.rate) { oddities["video_frame_rate"] = .string("\(video.rate)") }
        }
        if let audio, audio.codec != "aac" { oddities["audio_codec"] = .string(audio.codec) }
        return oddities
    }

    /// The file as `input-info` shows it.
    var json: JSON {
        var tracks: [JSON] = []
        if let video {
            tracks.append([
                "type": "video", "encoding": .string(video.codec), "width": .int(video.width),
                "height": .int(video.height), "frame_rate": .number(video.rate),
                "duration": .number(video.duration ?? duration),
            ])
        }
        if let audio {
            tracks.append([
                "type": "audio", "encoding": .string(audio.codec), "channels": .int(audio.channels),
                "sample_rate": .int(audio.sampleRate), "duration": .number(audio.duration ?? duration),
            ])
        }
        return ["container_format": .string(container), "tracks": .array(tracks)]
    }
}
