public import SystemPackage

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
    static let profiles: Set<String> = ["High", "Main", "Baseline", "Constrained Baseline"]

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

extension MediaTools {
    /// Finishes a clip that a host has cut: its picture is taken as it is, never coded again, and the sound of the same
    /// span comes from the source.
    ///
    /// `picture` is the host's file, of which only the picture is used; it may be smaller than the source's, and the
    /// report's size is its own. Writes, reports and throws the same as `cut`, and makes the same checks against the
    /// source, of every frame. Throws `checkFailed` also where the host's file is cut short, does not decode, holds no
    /// picture or one that is not progressive H.264 yuv420p of profile High, Main or Baseline in the source's shape. Nothing can be
    /// taken out of a picture that is not coded again, so a request that asks for it is a `checkFailed` too.
    public func adopt(
        _ picture: FilePath,
        for request: ClipRequest,
        from input: MediaInput,
        probe: Probe,
        in directory: FilePath,
        progress: @escaping @Sendable (Double) -> Void = { _ in }
    ) async throws(MediaError) -> ClipReport {
        guard let track = probe.video else { throw .noTrack(source: input.name, what: "moving picture") }
        guard request.tightening == nil else {
            throw .checkFailed(source: input.name, detail: "nothing can be taken out of a host's picture")
        }
        return try await MediaInput.withFile(picture) { file throws(MediaError) in
            let file = MediaInput(descriptor: file.descriptor, name: "the host's clip")
            let taken: HostPicture
            do throws(MediaError) {
                taken = try await hostPicture(in: file, look: VideoLook(track), source: input.name)
            } catch {
                // What is wrong with the file is wrong with the clip; what is wrong with the machine stays so.
                throw error.kind == .input ? .checkFailed(source: input.name, detail: "\(error)") : error
            }
            var report = try await make(
                request,
                .copy(taken),
                from: input,
                probe: probe,
                in: directory,
                progress: progress
            )
            if let note = taken.sizeNote(VideoLook(track)) { report.notes.append(note) }
            return report
        }
    }

    /// Reads what the host has made, and makes sure that it is fit to be published.
    private func hostPicture(
        in file: MediaInput,
        look: VideoLook,
        source: String
    ) async throws(MediaError) -> HostPicture {
        let probe = try await read(file, wholeOnly: true).probe
        guard let track = probe.video else { throw .noTrack(source: file.name, what: "moving picture") }
        if let fault = HostPicture.fault(of: track, width: look.width, height: look.height) {
            throw .checkFailed(source: source, detail: fault)
        }
        let read = try await packets(of: file, track: track, interval: "%")
        guard read.untimed == 0, !read.times.isEmpty else {
            throw .checkFailed(source: source, detail: "its frames have no times")
        }
        // Not every player leaves them out, and cutting them off would mean coding the picture again.
        guard read.hidden == 0 else {
            throw .checkFailed(source: source, detail: "its edit list hides \(read.hidden) frames")
        }
        return HostPicture(input: file, track: track, times: read.times)
    }
}
