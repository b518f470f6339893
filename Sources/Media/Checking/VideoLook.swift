/// How a source's picture is made fit for every screen: upright, square pixels, even sizes, progressive, 8 bits 4:2:0.
struct VideoLook: Sendable, Equatable {
    /// Width of the clip in pixels, even.
    let width: Int
    /// Height of the clip in pixels, even.
    let height: Int
    /// The filters, in order; each gives one frame for one.
    let filters: [String]
    /// The filters that come before: a picture whose size changes in the middle is scaled to the size that it has first.
    let steadying: [String]
    /// The options of the source that they need.
    let inputOptions: [String]
    /// What the coded stream says of its colours.
    let colourOptions: [String]

    /// The picture is shown as it is coded.
    var isPlain: Bool { filters == Self.plain }

    private static let plain: [String] = ["format=yuv420p", "setsar=1"]

    init(_ track: VideoTrack) {
        width = max(2, track.width & ~1)
        height = max(2, track.height & ~1)
        filters = Self.filters(for: track, width: width, height: height)
        steadying = Self.steadying(track)
        // Else all filters begin anew at each change, and count frames from there.
        inputOptions = steadying.isEmpty ? [] : ["-reinit_filter", "0"]
        colourOptions = Self.colourOptions(for: track, height: height)
    }

    /// A picture of the size and the coding that the source has first is not touched.
    ///
    /// A picture that ffmpeg turns upright, before all filters, must not change its size there; and not every coding can be
    /// scaled to.
    private static func steadying(_ track: VideoTrack) -> [String] {
        let codings: [String] = ["yuv", "nv12", "p010"]
        guard track.rotation == 0, codings.contains(where: track.pixelFormat.hasPrefix) else { return [] }
        return ["scale=\(track.codedWidth):\(track.codedHeight)", "format=\(track.pixelFormat)"]
    }

    /// ffmpeg itself turns the picture upright before the first of these.
    private static func filters(for track: VideoTrack, width: Int, height: Int) -> [String] {
        var filters: [String] = []
        let guess = guess(height)
        if track.isInterlaced { filters.append("bwdif=mode=send_frame:deint=interlaced") }
        // Over black, in the picture's own coding, so that no colour is changed.
        if hasAlpha(track.pixelFormat) {
            filters += [
                track.pixelFormat.hasPrefix("yuva") ? "format=yuva444p" : "format=gbrap", "premultiply=inplace=1",
            ]
        }
        if track.isHighDynamicRange {
            filters += toneMapping(track)
        } else if isRGB(track.pixelFormat) {
            filters.append("scale=out_color_matrix=\(guess):out_range=tv")
        } else if isWide(track) {
            filters += toBT709(track)
        } else {
            let matrix = track.colour.matrix.map { kept.contains($0) } ?? true
            let full = track.colour.range == "pc" || track.pixelFormat.hasPrefix("yuvj")
            let range = full ? ["in_range=pc", "out_range=tv"] : []
            let converted = matrix ? [] : ["out_color_matrix=bt709"]
            if full || !matrix { filters.append("scale=" + (range + converted).joined(separator: ":")) }
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

    /// Linear light of which 1 is reference white, 203 cd/m² (ITU-R BT.2408); up to three quarters of it all stays as
    /// it is, what is above is pressed together. Reference white comes out at 94 %.
    private static func toneMapping(_ track: VideoTrack) -> [String] {
        [
            "format=yuv444p10", described(track, matrix: "bt2020nc", primaries: "bt2020"),
            "zscale=transfer=linear:npl=203",
            "format=gbrpf32le", "zscale=primaries=bt709", "tonemap=tonemap=mobius:param=0.75:peak=10:desat=0",
            // zscale halves no odd sizes, so that is left to the next filter.
            "zscale=transfer=bt709:matrix=bt709:range=tv", "format=yuv444p",
        ]
    }

    /// Colours that common screens do not have, brought to those that they have.
    private static func toBT709(_ track: VideoTrack) -> [String] {
        [
            "format=yuv444p10", described(track, matrix: "bt709", primaries: "bt709"), "zscale=transfer=linear",
            "format=gbrpf32le", "zscale=primaries=bt709:transfer=bt709:matrix=bt709:range=tv",
            "format=yuv444p",
        ]
    }

    /// All that zscale wants to know of a picture, set where the source leaves it out: it refuses one that does.
    private static func described(_ track: VideoTrack, matrix: String, primaries: String) -> String {
        let colour = track.colour
        // ITU-R BT.2020's curve is that of BT.709; zscale knows fewer names than there are.
        let transfers: [String] = ["smpte2084", "arib-std-b67", "iec61966-2-1", "linear"]
        let transfer = transfers.first { $0 == colour.transfer } ?? "bt709"
        let matrices: [String] = ["bt709", "smpte170m", "bt470bg", "bt2020nc", "bt2020c", "smpte240m", "fcc"]
        let other = colour.primaries == "bt2020" ? "bt2020nc" : matrix
        let known = matrices.first { $0 == colour.matrix } ?? other
        let wide = (widePrimaries + ["bt709"]).first { $0 == colour.primaries } ?? primaries
        let range = colour.range == "pc" || track.pixelFormat.hasPrefix("yuvj") ? "pc" : "tv"
        return "setparams=colorspace=\(known):color_primaries=\(wide):color_trc=\(transfer):range=\(range)"
    }

    private static let widePrimaries: [String] = ["bt2020", "smpte431", "smpte432"]
    private static func isWide(_ track: VideoTrack) -> Bool {
        track.colour.primaries.map { widePrimaries.contains($0) } ?? (track.colour.matrix?.hasPrefix("bt2020") ?? false)
    }

    /// The matrices that every player knows.
    private static let kept: Set<String> = ["bt709", "smpte170m", "bt470bg"]

    /// What players guess by the size: ITU-R BT.601 for standard definition, BT.709 above.
    private static func guess(_ height: Int) -> String { height > 576 ? "bt709" : "smpte170m" }

    /// The matrix that players decode a picture by: that which it names, else the one that they guess by its size.
    static func matrix(of track: VideoTrack) -> String { track.colour.matrix ?? guess(track.height) }

    /// What was not converted stays as it is, so its description does too. Where the source does not say, players guess,
    /// and the clip says what.
    private static func colourOptions(for track: VideoTrack, height: Int) -> [String] {
        let guess = guess(height)
        let converted = track.isHighDynamicRange || (!isRGB(track.pixelFormat) && isWide(track))
        func tag(_ value: String?, known: Set<String>, or other: String) -> String {
            converted ? "bt709" : value.flatMap { known.contains($0) ? $0 : nil } ?? other
        }
        let matrix = isRGB(track.pixelFormat) ? nil : track.colour.matrix
        let matched = tag(matrix, known: kept, or: matrix == nil ? guess : "bt709")
        let primaries: Set<String> = ["bt709", "smpte170m", "bt470bg", "bt470m", "smpte240m"]
        let transfers: Set<String> = ["bt709", "smpte170m", "gamma22", "gamma28", "smpte240m", "iec61966-2-1"]
        let rest = isRGB(track.pixelFormat) ? "bt709" : matched
        return [
            "-colorspace", matched,
            "-color_primaries", tag(track.colour.primaries, known: primaries, or: rest),
            "-color_trc",
            tag(track.colour.transfer, known: transfers, or: matched == "bt470bg" ? "smpte170m" : matched),
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
