/// How a source's picture is made fit for every screen: upright, square pixels, even sizes, progressive, 8 bits 4:2:0.
struct VideoLook: Sendable, Equatable {
    /// Width of the clip in pixels, even.
    let width: Int
    /// Height of the clip in pixels, even.
    let height: Int
    /// The filters, in order; each gives one frame for one.
    let filters: [String]
    /// What the coded stream says of its colours.
    let colourOptions: [String]

    init(_ track: VideoTrack) {
        width = max(2, track.width & ~1)
        height = max(2, track.height & ~1)
        filters = Self.filters(for: track, width: width, height: height)
        colourOptions = Self.colourOptions(for: track, height: height)
    }

    /// ffmpeg itself turns the picture upright before the first of these.
    private static func filters(for track: VideoTrack, width: Int, height: Int) -> [String] {
        var filters: [String] = []
        if track.isInterlaced { filters.append("bwdif=mode=send_frame:deint=interlaced") }
        if hasAlpha(track.pixelFormat) { filters += ["format=gbrap", "premultiply=inplace=1"] }
        if track.isHighDynamicRange {
            // Linear light, tones mapped to a screen of 100 cd/m² (ITU-R BT.2390's reference white), then BT.709.
            filters += [
                "zscale=transfer=linear:npl=100", "format=gbrpf32le", "zscale=primaries=bt709",
                "tonemap=tonemap=hable:desat=0", "zscale=transfer=bt709:matrix=bt709:range=tv",
            ]
        } else if isRGB(track.pixelFormat) {
            filters.append("scale=out_color_matrix=\(height > 576 ? "bt709" : "smpte170m"):out_range=tv")
        } else if track.colour.range == "pc" || track.pixelFormat.hasPrefix("yuvj") {
            filters.append("scale=in_range=pc:out_range=tv")
        }
        filters.append("format=yuv420p")
        if track.pixelShape.value != 1 {
            filters.append("scale=\(width):\(height):flags=bicubic")
        } else if track.width != width || track.height != height {
            // One line less is sharper than all lines scaled.
            filters.append("crop=\(width):\(height):0:0")
        }
        filters.append("setsar=1")
        return filters
    }

    /// The colours stay as they are, so their description does too. Where the source does not say, players guess by
    /// the size: ITU-R BT.601 for standard definition, BT.709 above. The clip says so.
    private static func colourOptions(for track: VideoTrack, height: Int) -> [String] {
        let guess = height > 576 ? "bt709" : "smpte170m"
        let converted = track.isHighDynamicRange
        let rgb = isRGB(track.pixelFormat) || hasAlpha(track.pixelFormat)
        func tag(_ value: String?, known: Set<String>) -> String {
            converted ? "bt709" : value.flatMap { known.contains($0) ? $0 : nil } ?? guess
        }
        let matrices: Set<String> = ["bt709", "smpte170m", "bt470bg", "bt2020nc", "smpte240m", "fcc"]
        let primaries: Set<String> = ["bt709", "smpte170m", "bt470bg", "bt470m", "bt2020", "smpte240m"]
        let transfers: Set<String> = ["bt709", "smpte170m", "gamma22", "gamma28", "smpte240m", "iec61966-2-1"]
        return [
            "-colorspace", rgb ? guess : tag(track.colour.matrix, known: matrices),
            "-color_primaries", tag(track.colour.primaries, known: primaries),
            "-color_trc", tag(track.colour.transfer, known: transfers),
            "-color_range", "tv",
        ]
    }

    private static func isRGB(_ format: String) -> Bool {
        ["rgb", "bgr", "gbr", "argb", "abgr", "0rgb", "0bgr", "pal8", "x2rgb"].contains { format.hasPrefix($0) }
    }

    private static func hasAlpha(_ format: String) -> Bool {
        ["yuva", "rgba", "bgra", "argb", "abgr", "gbrap", "ya8", "ya16", "pal8"].contains { format.hasPrefix($0) }
    }
}
