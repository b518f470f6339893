import SystemPackage

extension MediaTools {
    /// Cuts exactly the frames with start ≤ t < end, at the source's own frame times, by decoding and encoding anew.
    ///
    /// Times are seconds from the source's first moment. The moment a frame is compared at is half a microsecond late,
    /// so that a time that has no exact binary form still names the frame it is meant to.
    func cut(
        _ source: FilePath,
        info: MediaInfo,
        start: Double,
        end: Double,
        lines: Int,
        into target: FilePath
    ) async throws {
        // Decoding starts some seconds before, at a key frame, and trim ends it; times stay those of the source.
        let lead = max(0, start - 5)
        var arguments = ["-copyts", "-start_at_zero"]
        if lead > 0 { arguments += ["-noaccurate_seek", "-ss", "\(lead)"] }
        arguments += ["-i", source.string]
        let (from, to) = ("\(start - 0.000_000_5)", "\(end - 0.000_000_5)")
        if let video = info.video {
            let even = video.width % 2 == 0 && video.height % 2 == 0
            let size =
                info.lines > lines
                ? Self.size(video, lines: lines) : even ? nil : "trunc(iw/2)*2:trunc(ih/2)*2"
            let filter =
                "trim=end=\(end + 1),select='gte(t,\(from))*lt(t,\(to))',setpts=PTS-STARTPTS"
                + (size.map { ",scale=\($0)" } ?? "") + ",format=yuv420p"
            arguments += ["-map", "0:v:0", "-vf", filter, "-fps_mode", "passthrough", "-enc_time_base", "-1"]
            arguments += ["-c:v", "libx264", "-preset", "veryfast", "-crf", "18", "-threads", "1"]
        }
        if info.audio != nil {
            arguments += ["-map", "0:a:0", "-af", "atrim=start=\(start):end=\(end),asetpts=PTS-STARTPTS"]
            arguments += ["-c:a", "aac", "-b:a", "128k"]
        }
        arguments += ["-map_metadata", "-1", "-movflags", "+faststart", "-f", "mp4", target.string]
        try await encode(arguments)
    }

    /// A picture's size with so many lines, the shorter side being those.
    private static func size(_ video: MediaInfo.Video, lines: Int) -> String {
        video.height > video.width ? "\(lines):-2" : "-2:\(lines)"
    }

    /// Makes the picture smaller, to so many lines, its frames and the sound as they are.
    func scale(_ source: FilePath, info: MediaInfo, lines: Int, into target: FilePath) async throws {
        var arguments = ["-copyts", "-start_at_zero", "-i", source.string]
        if let video = info.video {
            arguments += ["-map", "0:v:0", "-vf", "scale=\(Self.size(video, lines: lines)),format=yuv420p"]
            arguments += [
                "-fps_mode", "passthrough", "-enc_time_base", "-1", "-c:v", "libx264", "-preset", "veryfast", "-crf",
                "18",
            ]
        }
        if let audio = info.audio {
            arguments += ["-map", "0:a:0", "-c:a"] + (audio.codec == "aac" ? ["copy"] : ["aac", "-b:a", "128k"])
        }
        try await encode(arguments + ["-map_metadata", "-1", "-movflags", "+faststart", "-f", "mp4", target.string])
    }

    /// Makes the MP4 or M4A of a rendition.
    func render(_ source: FilePath, info: MediaInfo, as wanted: RenditionResolution, into target: FilePath) async throws
    {
        var arguments = ["-i", source.string]
        if let video = info.video, wanted != .audioOnly {
            arguments += ["-map", "0:v:0"]
            let limit = wanted.height ?? min(video.width, video.height)
            let isUpright = video.height > video.width
            let fits = min(video.width, video.height) <= limit
            let isEven = video.width % 2 == 0 && video.height % 2 == 0
            if video.codec == "h264", video.pixelFormat == "yuv420p", fits, isEven {
                arguments += ["-c:v", "copy"]
            } else {
                let lines = fits ? min(video.width, video.height) & ~1 : limit
                arguments += ["-vf", "scale=\(isUpright ? "\(lines):-2" : "-2:\(lines)"),format=yuv420p"]
                arguments += ["-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-threads", "1"]
            }
        }
        if let audio = info.audio {
            arguments += ["-map", "0:a:0", "-c:a"] + (audio.codec == "aac" ? ["copy"] : ["aac", "-b:a", "128k"])
        }
        arguments += ["-map_metadata", "-1", "-movflags", "+faststart", "-f", "mp4", target.string]
        try await encode(arguments)
    }
}
