/// One run of ffmpeg that makes or takes a clip's picture, joins its sound, and keeps what the check needs to know.
struct EncodePlan: Sendable {
    let request: ClipRequest
    let picture: PictureSource
    let track: VideoTrack
    /// Seconds of one unit of the frames' timestamps.
    let timeBase: Rational
    let timing: FrameTiming
    let look: VideoLook
    let hasSound: Bool
    /// The sound may be quieter than was asked for.
    var isQuieter = false
    /// What was measured on its sound; nil where it has none.
    var heard: SoundMeasure?
    /// What is taken out of it; nil where that is not asked for.
    var tight: TightCut?

    /// Who codes it.
    var encoder = PictureEncoder.x264

    /// What is to be made, as far as it is known before the sound is: nothing is taken out of it.
    init(
        _ request: ClipRequest,
        _ picture: PictureSource,
        _ track: VideoTrack,
        _ timing: FrameTiming,
        timeBase: Rational,
        hasSound: Bool
    ) {
        (self.request, self.picture, self.track) = (request, picture, track)
        (self.timing, self.timeBase, self.hasSound) = (timing, timeBase, hasSound)
        look = VideoLook(track)
        tight = request.tightening.map { _ in TightCut(frames: timing.count, rate: timing.rate, cuts: []) }
    }

    /// Frames of the clip.
    var frames: Int { tight?.count ?? timing.count }
    /// Seconds of the clip.
    var duration: Double { tight.map { $0.seconds($0.count) } ?? timing.duration }

    /// The finished clip's name, in the scratch folder.
    static let clip = "clip.mp4"
    /// The timestamps of the frames that were taken from the source.
    static let stamps = "source.txt"
    /// The numbers of the frames that are kept, where some may be taken out.
    static let kept = "kept.txt"
    /// What is drawn over a picture that is drawn itself, in the scratch folder.
    static let drawing = "drawing.ass"
    /// Small grey pictures of the first and the last frame shown, as the source has them; of a host's clip, of all; of one that is
    /// copied, of those that `CutWay.Smart.compared` names.
    static let pictures = "source.gray"

    /// The greatest difference of the first and the last frame from the source's, as small pictures.
    ///
    /// Measured over pictures from a talk's to noise, 160 to 1280 pixels wide: at crf 20 at most 2.0, at 30 6.2, at 40
    /// 15.6, at 51 18.1. A host's coding is as fine as crf 30 gives of a usual picture.
    var tolerance: Double {
        if case .copy = picture { return MediaTools.frameTolerance }
        return MediaTools.frameTolerance(crf: request.crf)
    }

    /// The clip's size in pixels.
    var size: (width: Int, height: Int) {
        switch picture {
        case .encode, .draw: (look.width, look.height)
        case .copy(let host): (host.track.width, host.track.height)
        }
    }

    /// The clip is made of H.264 High with a key frame every two seconds at most, by whatever encoder, or of what the host has made.
    ///
    /// `seek` is in seconds on the player's clock; nil reads from the beginning.
    func arguments(seek: Double?) -> [String] {
        var arguments = MediaTools.quiet + encoder.device + ["-progress", "pipe:1"]
        if let seek { arguments += ["-ss", decimal(seek), "-noaccurate_seek"] }
        arguments += ["-copyts"] + look.inputOptions + MediaTools.source
        if hasSound { arguments += ["-i", ClipSound.file] }
        switch picture {
        case .encode: break
        case .copy: arguments += ["-i", HostPicture.file]
        case .draw: arguments += ["-i", DrawnPicture.wave]
        }
        arguments += ["-filter_complex", graph(afterSeek: seek != nil), "-map", pictureStream]
        if hasSound { arguments += ["-map", "1:a:0", "-c:a", "copy"] }
        arguments += coding
        arguments += [
            "-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact", "-movie_timescale", "48000",
            "-max_interleave_delta", "0", "-movflags", "+faststart", "-f", "mp4", Self.clip,
        ]
        return arguments + ["-map", "[small]", "-fps_mode:v", "passthrough", "-f", "rawvideo", Self.pictures]
    }

    /// The picture, as `-map` calls it.
    private var pictureStream: String {
        switch picture {
        case .encode, .draw: "[picture]"
        case .copy: afterSound
        }
    }

    /// The picture of the file that comes after the sound.
    private var afterSound: String { hasSound ? "2:v:0" : "1:v:0" }

    private var coding: [String] {
        if case .copy(let host) = picture { return host.coding(at: timing.rate) }
        let interval = max(1, Int((timing.rate.value * 2).rounded()))
        return encoder.coding(crf: request.crf, preset: request.preset, interval: interval)
            + ["-fps_mode:v", "passthrough"] + look.colourOptions
    }

    /// The frames by their exact timestamps, made fit; then the first and the last as small pictures, and all at a
    /// constant rate: each for as many slots as any other, or from its own slot on. The last frame is held to the end.
    ///
    /// Of a host's clip, all that it should show at that rate becomes small pictures, and nothing else.
    ///
    /// After a seek nothing is taken before the first key frame; if that leaves out frames of the span, the timestamps tell, and
    /// decoding is begun earlier.
    private func graph(afterSeek: Bool) -> String {
        let (width, height) = SmallPicture.comparing
        let rate = timing.rate
        let taken: String
        if case .draw(let script) = picture {
            taken = drawing(script)
        } else {
            let begin = timing.taken.first ?? 0
            let end = (timing.taken.last ?? 0) + 1
            let gate = afterSeek ? MediaTools.fromKeyFrame + "," : ""
            let fit = (look.steadying + look.filters).joined(separator: ",")
            taken = "[0:\(track.index)]\(gate)trim=start_pts=\(begin):end_pts=\(end),\(Self.stamping),\(fit)"
        }
        let small = "scale=\(width):\(height):flags=area,format=gray[small]"
        let all = "\(clock),fps=\(rate):start_time=0,tpad=stop=-1:stop_mode=clone,trim=end_frame=\(timing.count)"
        if case .copy = picture { return "\(taken),\(all),\(small)" }
        let ends = "select='eq(n,\(timing.first))+eq(n,\(timing.last))'"
        // The timestamps are the frames' numbers here.
        let tightened =
            tight.map {
                ",\($0.pictureFilters),metadata=add:key=n:value=1,metadata=print:file=\(Self.kept),setpts=N"
            } ?? ""
        return "\(taken),split=2[all][ends];[ends]\(ends),\(small);[all]\(all)\(tightened)\(encoder.filters)[picture]"
    }

    /// What writes the timestamps of frames down.
    private static let stamping = "metadata=add:key=n:value=1,metadata=print:file=\(stamps)"

    /// The frames of a source that has none, at their times.
    private func drawing(_ script: String?) -> String {
        let count = timing.taken.count
        let drawn = DrawnPicture(width: look.width, height: look.height, frames: count)
        let over = script == nil ? "" : "," + MediaTools.drawing(Self.drawing)
        return drawn.filters(wave: "[\(afterSound)]", rate: timing.sourceRate, named: "drawn") + over
            + ",settb=\(timeBase),setpts=N+(\(timing.taken.first ?? 0)),\(Self.stamping)"
    }

    /// The filters that give each frame that is shown its time in the clip.
    private var clock: String {
        guard timing.isConstant else {
            return SlotClock(rate: timing.rate, origin: timing.origin, count: timing.count)
                .filters(frames: timing.taken.count)
        }
        let shown = timing.sourceRate.multiplied(by: 1, over: timing.divisor)
        let some = timing.divisor > 1 ? "select='not(mod(n,\(timing.divisor)))'," : ""
        return some + "settb=\(shown.denominator)/\(shown.numerator),setpts=N"
    }
}
