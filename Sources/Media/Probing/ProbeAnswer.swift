/// The JSON that `ffprobe -show_format -show_streams` prints, as far as it is of use here.
struct ProbeAnswer: Decodable {
    var format: Format?
    var streams: [Stream]?

    struct Format: Decodable {
        var formatName: String?
        var duration: String?
        var startTime: String?
        var tags: [String: String]?
    }

    struct Stream: Decodable {
        var index: Int
        var codecName: String?
        var codecType: String?
        var codecTagString: String?
        var profile: String?
        var width: Int?
        var height: Int?
        var sampleAspectRatio: String?
        var pixFmt: String?
        var fieldOrder: String?
        var closedCaptions: Int?
        var colorTransfer: String?
        var colorPrimaries: String?
        var colorSpace: String?
        var colorRange: String?
        var rFrameRate: String?
        var avgFrameRate: String?
        var timeBase: String?
        var duration: String?
        var startTime: String?
        var channels: Int?
        var sampleRate: String?
        var disposition: [String: Int]?
        var tags: [String: String]?
        var sideDataList: [SideData]?

        /// A tag whatever its case: Matroska writes `TITLE`, MP4 `title`.
        func tag(_ name: String) -> String? {
            tags?.first { $0.key.lowercased() == name }.flatMap { $0.value.isEmpty ? nil : $0.value }
        }

        /// Whether the container marks the stream so.
        func `is`(_ name: String) -> Bool { (disposition?[name] ?? 0) != 0 }
    }

    struct SideData: Decodable {
        var rotation: Double?
    }
}

extension ProbeAnswer {
    /// What the answer means. `duration` 0 stands for a container that does not tell.
    func probe() -> Probe {
        let streams = streams ?? []
        let longest = streams.compactMap { $0.duration.flatMap(Double.init) }.max()
        return Probe(
            format: format?.formatName ?? "",
            duration: format?.duration.flatMap(Double.init) ?? longest ?? 0,
            startTime: format?.startTime.flatMap(Double.init) ?? 0,
            video: Self.picture(of: streams),
            timecode: timecode(of: streams),
            audio: streams.filter { $0.codecType == "audio" && ($0.channels ?? 0) > 0 }.map(\.audioTrack),
            text: streams.filter { $0.codecType == "subtitle" || $0.isTimedText }.map(\.textTrack)
        )
    }

    /// That of the picture before that of a timecode track, and that before the container's (MXF).
    private func timecode(of streams: [Stream]) -> String? {
        let pictures = streams.filter { $0.codecType == "video" }
        let rest = streams.filter { $0.codecType == "data" }
        let told = (pictures + rest).lazy.compactMap { $0.tag("timecode") }.first
        return told ?? format?.tags?.first { $0.key.lowercased() == "timecode" }?.value
    }

    /// The picture that players choose: the default one, else the first; never a cover or a thumbnail.
    private static func picture(of streams: [Stream]) -> VideoTrack? {
        let moving = streams.filter {
            $0.codecType == "video" && !$0.is("attached_pic") && !$0.is("timed_thumbnails")
                && ($0.width ?? 0) > 0 && ($0.height ?? 0) > 0
        }
        return (moving.first { $0.is("default") } ?? moving.first).flatMap(\.videoTrack)
    }
}

extension ProbeAnswer.Stream {
    fileprivate var videoTrack: VideoTrack? {
        guard let width, let height, let timeBase = timeBase.flatMap({ Rational($0) }), timeBase.numerator > 0 else {
            return nil
        }
        let shape = sampleAspectRatio.flatMap { Rational($0) }.flatMap { $0.numerator > 0 ? $0 : nil }
        let pixelShape = shape ?? Rational.one
        // ffprobe counts degrees anticlockwise.
        let angle = sideDataList?.lazy.compactMap(\.rotation).first ?? 0
        let rotation = ((Int((-angle / 90).rounded()) * 90) % 360 + 360) % 360
        let shownWidth = Int((Double(width) * pixelShape.value).rounded())
        let (across, down) = rotation % 180 == 0 ? (shownWidth, height) : (height, shownWidth)
        return VideoTrack(
            index: index,
            codec: codecName ?? "unknown",
            profile: Self.known(profile),
            width: across,
            height: down,
            codedWidth: width,
            codedHeight: height,
            pixelShape: pixelShape,
            nominalRate: Self.rate(rFrameRate),
            averageRate: Self.rate(avgFrameRate),
            timeBase: timeBase,
            pixelFormat: pixFmt ?? "unknown",
            rotation: rotation,
            colour: .init(
                transfer: Self.known(colorTransfer),
                primaries: Self.known(colorPrimaries),
                matrix: Self.known(colorSpace),
                range: Self.known(colorRange)
            ),
            fieldOrder: Self.known(fieldOrder),
            hasClosedCaptions: (closedCaptions ?? 0) != 0
        )
    }

    fileprivate var audioTrack: AudioTrack {
        AudioTrack(
            index: index,
            codec: codecName ?? "unknown",
            language: language,
            title: tag("title"),
            isDefault: self.is("default"),
            channels: channels ?? 0,
            sampleRate: sampleRate.flatMap { Int($0) } ?? 0
        )
    }

    /// TTML in MP4, which ffmpeg takes for data.
    fileprivate var isTimedText: Bool { codecType == "data" && ["stpp", "dfxp"].contains(codecTagString) }

    fileprivate var textTrack: TextTrack {
        let codec = isTimedText ? "ttml" : codecName ?? "unknown"
        let words = (tag("title") ?? tag("handler_name") ?? "").lowercased()
            .split { !$0.isLetter && $0 != "&" }.map(String.init)
        return TextTrack(
            index: index,
            codec: codec,
            language: language,
            title: tag("title"),
            isDefault: self.is("default"),
            isForced: self.is("forced") || words.contains { word in Self.forced.contains { word.hasPrefix($0) } },
            isTextual: Self.textCodecs.contains(codec),
            isHearingImpaired: self.is("hearing_impaired") || words.contains { Self.impaired.contains($0) },
            isOther: self.is("comment") || self.is("descriptions") || self.is("metadata")
                || words.contains { $0.hasPrefix("comment") || $0.hasPrefix("kommentar") }
        )
    }

    /// How the titles of tracks begin that hold parts only, in the languages that releases are made in.
    private static let forced = ["forced", "forcé", "forzad", "forzat", "erzwungen", "gedwongen", "форсир", "signs"]
    private static let impaired: Set<String> = ["sdh", "cc", "hoh", "impaired"]

    private var language: String? { tag("language").flatMap { $0 == "und" ? nil : $0 } }

    private static func rate(_ text: String?) -> Rational? {
        text.flatMap { Rational($0) }.flatMap { $0.numerator > 0 ? $0 : nil }
    }

    private static func known(_ text: String?) -> String? {
        text.flatMap { ["unknown", "unspecified", "reserved", "gbr"].contains($0) ? nil : $0 }
    }

    /// The codecs that ffmpeg turns into WebVTT: all of its text subtitles.
    private static let textCodecs: Set<String> = [
        "mov_text", "subrip", "srt", "ass", "ssa", "webvtt", "text", "ttml", "sami", "microdvd", "mpl2", "jacosub",
        "pjs", "realtext", "stl", "subviewer", "subviewer1", "vplayer", "eia_608",
    ]
}
