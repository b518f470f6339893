/// The picture of a clip that a host has cut, and how it is taken over without coding it again.
struct HostPicture: Sendable {
    /// The host's file.
    let input: MediaInput
    let track: VideoTrack
    /// The times at which its frames are shown, in units of the track's time base, in the order of decoding; never empty.
    let times: [Int]

    /// The picture alone, at the clip's rate and from 0 on, in the scratch folder.
    static let file = "picture.mp4"

    /// The profiles of H.264 that every player knows.
    private static let profiles: Set<String> = ["High", "Main", "Baseline", "Constrained Baseline"]

    /// What stands against publishing such a picture in place of one of the given size; nil where nothing does.
    static func fault(of track: VideoTrack, width: Int, height: Int) -> String? {
        if track.codec != "h264" { return "its picture is \(track.codec), not h264" }
        if track.pixelFormat != "yuv420p" { return "its pixels are \(track.pixelFormat), not yuv420p" }
        guard let profile = track.profile, profiles.contains(profile) else {
            return "its H.264 profile is \(track.profile ?? "unknown"), not High, Main or Baseline"
        }
        if track.isInterlaced { return "its picture is interlaced" }
        // Hosts round a scaled picture to even sizes.
        if abs(track.height * width - track.width * height) > 2 * max(width, height) {
            return "its picture is \(track.width)x\(track.height), another shape than \(width)x\(height)"
        }
        return nil
    }

    /// What a user should know where the picture is not as large as the source's; hosts round sizes to even ones, which is no news.
    func sizeNote(_ look: VideoLook) -> String? {
        if abs(track.width - look.width) <= 2, abs(track.height - look.height) <= 2 { return nil }
        return "the host's picture is \(track.width)x\(track.height), the source's \(look.width)x\(look.height)"
    }

    /// The run of ffmpeg that takes the picture out of the host's file, on a clock that the rate divides.
    ///
    /// Filters of packets reckon in the clock of the file that is written, or in that of the file read, as the version of
    /// ffmpeg has it; so times are set in a second run, where both are the same.
    func taking(at rate: Rational) -> [String] {
        let clock = "\(Self.clock(rate))"
        return MediaTools.quiet + ["-copyts"] + MediaTools.source + [
            "-map", "0:\(track.index)", "-c:v", "copy", "-video_track_timescale", clock, "-movie_timescale", clock,
            "-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact", "-f", "mp4", Self.file,
        ]
    }

    /// The options that put each frame into its slot of the rate, the first one into slot 0.
    ///
    /// Hosts round times to their clock, begin later than 0 or leave room in front for B-frames; of all that nothing is
    /// left. A frame that is missing or out of place leaves a gap or fills a slot twice, which the check finds.
    func coding(at rate: Rational) -> [String] {
        let begin = times.min() ?? 0
        let base = track.timeBase
        let slots = times.map { Int((base.times($0 - begin) * rate.value).rounded()) }
        // Decoding goes on evenly, so early that no frame is shown before it is decoded.
        let wait = slots.enumerated().map { $0.offset - $0.element }.max() ?? 0
        let unit = rate.denominator * (Self.clock(rate) / rate.numerator)
        let time = "PTS*TB-\(begin)*\(base.numerator)/\(base.denominator)"
        return [
            "-c:v", "copy", "-bsf:v",
            "setts=pts=round((\(time))*\(rate.numerator)/\(rate.denominator))*\(unit):dts=(N-\(wait))*\(unit)"
                + ":duration=\(unit)",
            "-video_track_timescale", "\(Self.clock(rate))",
        ]
    }

    /// Units a second: a multiple of the rate, fine enough for any host's times.
    private static func clock(_ rate: Rational) -> Int {
        rate.numerator * max(1, (10000 + rate.numerator - 1) / rate.numerator)
    }
}
