public import SystemPackage

extension MediaTools {
    /// Makes renditions of the finished `clip.mp4` in the directory: one decoding feeds all of them.
    ///
    /// Writes NAME.mp4 and its thumbnail NAME.jpg beside it for each, all checked: each decodes, has the clip's frames at its
    /// rate, begins and ends with what was coded, and its sound is as loud as asked and ends with the picture. Whatever is not
    /// as asked is not left, and its result is `checkFailed`. `mark` is the content of a PNG or JPEG that is shown in the upper right
    /// corner of each; `name` is what messages call the clip; `progress` is called with the
    /// part done, 0 to 1, from any thread.
    public func renditions(
        _ requests: [RenditionRequest],
        of clip: FinishedClip,
        coding: PictureCoding,
        mark: [UInt8]? = nil,
        in directory: FilePath,
        about name: String,
        progress: @escaping @Sendable (Double) -> Void = { _ in }
    ) async throws(MediaError) -> [Result<RenditionReport, MediaError>] {
        guard !requests.isEmpty else { return [] }
        guard clip.width > 0, clip.height > 0, clip.frames > 0, clip.frameRate > 0 else {
            throw .checkFailed(source: name, detail: "the clip has no picture")
        }
        let scratch = try Scratch(in: directory, named: "renditions", about: name)
        defer { scratch.remove() }
        let plan = RenditionPlan(
            clip: clip,
            requests: requests,
            coding: coding,
            matrix: try await matrix(of: directory.appending("clip.mp4")),
            hasMark: mark != nil
        )
        if let mark { try scratch.write(mark, to: RenditionPlan.mark, about: name) }
        for request in requests {
            if let captions = request.captions {
                try scratch.write(captions.utf8, to: RenditionPlan.script(request.name), about: name)
            }
            if case .crop(let path, _) = request.reframing {
                for stream in [request.name, RenditionPlan.few(request.name)] {
                    try scratch.write(plan.moves(path, of: stream).utf8, to: RenditionPlan.moves(stream), about: name)
                }
            }
        }
        if plan.drawsSound { try await drawWave(of: RenditionPlan.clipFile, in: scratch, about: name) }
        let reader = ProgressReader(duration: clip.duration) { progress(0.9 * $0) }
        _ = try await run(ffmpeg, plan.arguments, about: name, in: scratch.path, into: LineSink(reader))
        var reports: [Result<RenditionReport, MediaError>] = []
        for request in requests {
            do throws(MediaError) {
                let report = try await check(request, plan, scratch, about: name)
                let best = try thumbnail(request, scratch, about: name)
                let target = directory.appending(RenditionPlan.file(request.name))
                try scratch.publish(RenditionPlan.file(request.name), to: target, about: name)
                try scratch.publish(best, to: directory.appending("\(request.name).jpg"), about: name)
                reports.append(.success(report))
            } catch {
                // What is wrong with one says nothing of the others; what ends the work does.
                if error.kind == .cancelled { throw error }
                reports.append(.failure(error))
            }
            progress(0.9 + 0.1 * Double(reports.count) / Double(requests.count))
        }
        return reports
    }

    /// The matrix by which players decode a finished clip.
    private func matrix(of clip: FilePath) async throws(MediaError) -> String {
        let probe = try await MediaInput.withFile(clip) { input throws(MediaError) in try await self.probe(input) }
        return probe.video.map(VideoLook.matrix) ?? "bt709"
    }

    /// The filter that draws the script in a file on a picture of BT.709.
    ///
    /// Colours of scripts are such that they are right in BT.709 where BT.601 was reckoned with, as FFmpeg 5 does whatever the picture
    /// is. Later versions look at what it says of itself.
    static func drawing(_ script: String) -> String {
        "setparams=colorspace=smpte170m,ass=f=\(script):shaping=complex,setparams=colorspace=bt709"
    }

    private func check(
        _ request: RenditionRequest,
        _ plan: RenditionPlan,
        _ scratch: Scratch,
        about name: String
    ) async throws(MediaError) -> RenditionReport {
        let clip = plan.clip
        let what = "\(name), \(request.name)"
        func require(_ holds: Bool, _ fault: @autoclosure () -> String) throws(MediaError) {
            if !holds { throw .checkFailed(source: what, detail: fault()) }
        }
        let heard: SoundMeasure
        do throws(MediaError) {
            let arguments = plan.checking(request)
            heard = try await run(ffmpeg, arguments, about: what, in: scratch.path, into: LineSink(SoundMeasure()))
                .output.reader
        } catch .failed(_, _, _, let detail) {
            throw .undecodable(source: what, said: detail)
        }
        let stamps = try scratch.read(ClipCheck.stamps, with: StampReader(), about: name).stamps
        try require(stamps.count == clip.frames, "\(stamps.count) frames in place of \(clip.frames)")
        let steps = Set(zip(stamps.dropFirst(), stamps).map { $0 - $1 })
        try require(steps.count <= 1 && stamps.first == 0, "its frames are not evenly spaced from 0 on")
        let size = SmallPicture.comparing
        func pictures(_ file: String) throws(MediaError) -> [SmallPicture] {
            SmallPicture.pictures(
                in: try scratch.bytes(of: file, about: name),
                width: size.width,
                height: size.height
            )
        }
        let (coded, shown) = (try pictures(RenditionPlan.ends(request.name)), try pictures(ClipCheck.ends))
        guard let first = coded.first, let last = coded.last, let shownFirst = shown.first, let shownLast = shown.last
        else { throw .checkFailed(source: what, detail: "its first and last frame were not found") }
        var report = RenditionReport(
            name: request.name,
            width: request.width,
            height: request.height,
            frames: stamps.count,
            firstFrameDifference: shownFirst.difference(from: first),
            lastFrameDifference: shownLast.difference(from: last)
        )
        let tolerance = Self.frameTolerance(crf: plan.coding.crf)
        for (which, difference) in [("first", report.firstFrameDifference), ("last", report.lastFrameDifference)] {
            try require(difference <= tolerance, "its \(which) frame differs by \(difference) from what was coded")
        }
        guard clip.hasSound else { return report }
        let samples = try scratch.read(ClipCheck.sound, with: SampleCounter(), about: name).samples
        let gap = abs(Double(samples) / 48000 - clip.duration)
        try require(gap <= 0.021, "sound and picture end \(gap) s apart")
        report.audioVideoGap = gap
        if let loudness = heard.loudness {
            // It is the clip's own sound, but for a fiftieth of a second.
            if let own = clip.loudness {
                try require(abs(loudness - own) <= 0.5, "its loudness is \(loudness) LUFS, the clip's \(own)")
            }
            report.loudness = heard.loudness
            report.truePeak = heard.truePeak
        }
        return report
    }

    /// The name of the best picture for a thumbnail.
    private func thumbnail(
        _ request: RenditionRequest,
        _ scratch: Scratch,
        about name: String
    ) throws(MediaError) -> String {
        let size = RenditionPlan.candidateSize(request)
        let bytes = try scratch.bytes(of: RenditionPlan.candidates(request.name), about: name)
        let pictures = SmallPicture.pictures(in: bytes, width: size.width, height: size.height)
        guard let best = SmallPicture.best(of: pictures) else {
            throw .checkFailed(source: name, detail: "no frame for a thumbnail was found")
        }
        return RenditionPlan.thumbnail(request.name, best)
    }
}
