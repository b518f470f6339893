import EmulatorKit
import SystemPackage

extension StreamRoute {
    /// The multivariant playlist: one picture, and the captions that are ready.
    func playlist(_ asset: Asset, _ id: String, _ request: Request) async throws -> Response {
        guard let info = asset.info, let file = asset.file else { throw StreamError.notFound }
        let token = request.query["token"].map { "?token=\($0)" } ?? ""
        let texts = asset.tracks.filter { $0.isText && $0.status == .ready }
        var lines = ["#EXTM3U", "#EXT-X-VERSION:6", "#EXT-X-INDEPENDENT-SEGMENTS"]
        for (index, track) in texts.enumerated() {
            let isFirst = index == 0 ? "YES" : "NO"
            lines.append(
                "#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\"subs\",NAME=\"\((track.name ?? track.id).filter { $0 != "\"" })\","
                    + "LANGUAGE=\"\(track.language ?? "und")\",DEFAULT=\(isFirst),AUTOSELECT=YES,"
                    + "URI=\"\(id)/hls/\(track.id).m3u8\(token)\""
            )
        }
        let bandwidth = max(1, Int(Double(try Files.size(file)) * 8 / info.duration))
        let picture = info.video.map { ",RESOLUTION=\($0.width)x\($0.height)" } ?? ""
        lines.append("#EXT-X-STREAM-INF:BANDWIDTH=\(bandwidth)\(picture)\(texts.isEmpty ? "" : ",SUBTITLES=\"subs\"")")
        lines.append("\(id)/hls/video.m3u8\(token)")
        return .text(lines.joined(separator: "\n") + "\n", type: Self.playlistType)
    }

    private static var playlistType: String { "application/vnd.apple.mpegurl" }

    /// A playlist or a piece of the stream.
    func piece(_ name: String, of asset: Asset, _ id: String, _ request: Request) async throws -> Response {
        let token = request.query["token"].map { "?token=\($0)" } ?? ""
        if let track = asset.tracks.first(where: { $0.isText && $0.status == .ready && "\($0.id).m3u8" == name }) {
            let seconds = asset.info?.duration ?? 0
            let lines = [
                "#EXTM3U", "#EXT-X-VERSION:6", "#EXT-X-TARGETDURATION:\(Int(seconds.rounded(.up)))",
                "#EXT-X-PLAYLIST-TYPE:VOD", "#EXTINF:\(seconds),", "../text/\(track.id).vtt\(token)", "#EXT-X-ENDLIST",
            ]
            return .text(lines.joined(separator: "\n") + "\n", type: Self.playlistType)
        }
        let folder = try await segments(of: asset)
        guard let component = FilePath.Component(name), component.kind == .regular,
            Files.exists(folder.appending(component))
        else { throw StreamError.notFound }
        let path = folder.appending(component)
        guard name.hasSuffix(".m3u8") else {
            return try .file(path, type: "video/mp2t", range: request.header("range"))
        }
        let lines = String(decoding: try Files.read(path), as: UTF8.self).split(separator: "\n")
        let named = lines.map { $0.hasPrefix("#") ? String($0) : $0 + token }
        return .text(named.joined(separator: "\n") + "\n", type: Self.playlistType)
    }

    /// The folder with the stream's pieces, made when it is first asked for.
    private func segments(of asset: Asset) async throws -> FilePath {
        let folder = options.folder.appending(asset.id + ".hls")
        guard let file = asset.file, let info = asset.info, !Files.exists(folder) else { return folder }
        let making = options.folder.appending(Identifier.make() + ".making")
        try Files.makeFolder(making)
        let isPlain = info.video.map { $0.codec == "h264" } ?? true
        var arguments = ["-i", file.string, "-map", "0:v:0?", "-map", "0:a:0?"]
        arguments += isPlain ? ["-c:v", "copy"] : ["-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p"]
        arguments += ["-c:a", info.audio?.codec == "aac" ? "copy" : "aac", "-f", "hls", "-hls_time", "5"]
        arguments += ["-hls_playlist_type", "vod", "-hls_segment_filename", making.appending("%d.ts").string]
        try await tools.encode(arguments + [making.appending("video.m3u8").string])
        // Another request may have made the same meanwhile; either will do.
        if !Files.move(making, to: folder) { Files.removeFolder(making) }
        return folder
    }
}
