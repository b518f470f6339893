import SystemPackage

extension MediaTools {
    /// The greatest difference between a frame of the source and the same one in the clip, as small pictures.
    ///
    /// Measured at crf 20: see the tests, which also measure that neighbouring frames differ by more. Coarser coding
    /// differs by more: `EncodePlan.tolerance`.
    static let frameTolerance = 3.0

    /// The same of what is coded here at another rate factor.
    static func frameTolerance(crf: Int) -> Double { frameTolerance + 0.8 * Double(max(0, crf - 20)) }

    /// Decodes the finished clip once, measures it and chooses the thumbnail; throws `checkFailed` unless all is right.
    func check(_ plan: EncodePlan, _ job: CutJob, notes: [String]) async throws(MediaError) -> ClipReport {
        let name = job.input.name
        let check = ClipCheck(plan: plan, hasSound: job.audio != nil)
        let heard: SoundMeasure
        do throws(MediaError) {
            heard = try await run(
                ffmpeg,
                check.arguments,
                about: name,
                in: job.scratch.path,
                into: LineSink(SoundMeasure())
            ).output.reader
        } catch .failed(_, _, _, let detail) {
            throw .undecodable(source: name, said: detail)
        }
        let stamps = try job.scratch.read(ClipCheck.stamps, with: StampReader(), about: name).stamps
        let differences = try endDifferences(job)
        let sound = (heard: heard, list: ClipCheck.sound)
        let report = try measure(plan, job, stamps: stamps, differences, sound, notes: notes)
        try judge(report, stamps: stamps, plan, job)
        if case .copy = plan.picture { try compareFrames(job) }
        try chooseThumbnail(check.candidates, job)
        return report
    }

    /// How far the clip's first and last frame are from the source's.
    private func endDifferences(_ job: CutJob) throws(MediaError) -> (first: Double, last: Double) {
        let source = try pictures(in: EncodePlan.pictures, job)
        let shown = try pictures(in: ClipCheck.ends, job)
        guard let sourceFirst = source.first, let sourceLast = source.last, let first = shown.first,
            let last = shown.last
        else { throw .checkFailed(source: job.input.name, detail: "its first and last frame were not found") }
        // A coarse frame is still the likest to its own; a wrong one is liker to another.
        for (shown, own, other) in [(first, sourceFirst, sourceLast), (last, sourceLast, sourceFirst)] {
            let difference = shown.difference(from: own)
            if difference > Self.frameTolerance, shown.difference(from: other) < 0.9 * difference {
                throw .checkFailed(
                    source: job.input.name,
                    detail: "its first or last frame is another one of the source's"
                )
            }
        }
        return (first.difference(from: sourceFirst), last.difference(from: sourceLast))
    }

    /// What there is to report. `sound` is what was heard, and the file, in the scratch folder, of all that was decoded.
    func measure(
        _ plan: EncodePlan,
        _ job: CutJob,
        stamps: [Int],
        _ differences: (first: Double, last: Double),
        _ sound: (heard: SoundMeasure, list: String),
        notes: [String]
    ) throws(MediaError) -> ClipReport {
        let name = job.input.name
        let timing = plan.timing
        let duration = Double(stamps.count) * Double(timing.rate.denominator) / Double(timing.rate.numerator)
        var gap: Double?
        if job.audio != nil {
            let samples = try job.scratch.read(sound.list, with: SampleCounter(), about: name).samples
            gap = abs(Double(samples) / 48000 - duration)
        }
        func time(_ index: Int) -> Double { plan.timeBase.times(timing.taken[index]) - job.probe.startTime }
        let audible = sound.heard.loudness != nil
        let whole = duration + timing.duration - plan.duration
        return ClipReport(
            start: timing.origin - job.probe.startTime,
            duration: duration,
            lengthDifference: whole - (job.request.end - job.request.start),
            width: plan.size.width,
            height: plan.size.height,
            decodes: true,
            frames: stamps.count,
            framesExpected: plan.frames,
            frameRate: timing.rate.value,
            firstFrameTime: time(timing.first),
            lastFrameTime: time(timing.last),
            firstFrameDifference: differences.first,
            lastFrameDifference: differences.last,
            audioVideoGap: gap,
            loudness: sound.heard.loudness,
            truePeak: audible ? sound.heard.truePeak : nil,
            takenOut: plan.tight?.seconds,
            cut: job.way,
            encoder: job.encoder,
            startMoved: job.startMoved,
            notes: notes
        )
    }

    /// Throws `checkFailed` unless all that was measured is as asked.
    func judge(
        _ report: ClipReport,
        stamps: [Int],
        _ plan: EncodePlan,
        _ job: CutJob
    ) throws(MediaError) {
        func require(_ holds: Bool, _ what: @autoclosure () -> String) throws(MediaError) {
            if !holds { throw .checkFailed(source: job.input.name, detail: what()) }
        }
        try require(
            report.frames == report.framesExpected,
            "\(report.frames) frames in place of \(report.framesExpected)"
        )
        let steps = Set(zip(stamps.dropFirst(), stamps).map { $0 - $1 })
        try require(steps.count <= 1 && stamps.first == 0, "its frames are not evenly spaced from 0 on")
        // The span's borders fall within frames, of the source and of the clip.
        let oneFrame = 1.25 * plan.timing.frameTime + 1 / plan.timing.rate.value
        try require(
            abs(report.lengthDifference) <= oneFrame,
            "it is \(report.duration) s long in place of \(job.request.end - job.request.start)"
        )
        for (which, difference) in [("first", report.firstFrameDifference), ("last", report.lastFrameDifference)] {
            try require(
                difference <= plan.tolerance,
                "its \(which) frame differs from the source's by \(difference)"
            )
        }
        try require((report.audioVideoGap ?? 0) <= 0.021, "sound and picture end \(report.audioVideoGap ?? 0) s apart")
        if let loudness = report.loudness {
            let off = loudness - job.request.loudness
            try require(off <= 0.5 && (off >= -0.5 || plan.isQuieter), "its loudness is \(loudness) LUFS")
        }
        if let peak = report.truePeak {
            try require(peak <= job.request.truePeak, "its true peak is \(peak) dBTP")
        }
    }

    /// Of frames that were coded here the timestamps tell which they are; of a host's only the pictures do.
    private func compareFrames(_ job: CutJob) throws(MediaError) {
        let match = FrameMatch(
            shown: try pictures(in: ClipCheck.ends, job),
            wanted: try pictures(in: EncodePlan.pictures, job)
        )
        if let fault = match.fault(tolerance: Self.frameTolerance) {
            throw .checkFailed(source: job.input.name, detail: fault)
        }
    }

    func pictures(in file: String, _ job: CutJob) throws(MediaError) -> [SmallPicture] {
        let bytes = try job.scratch.bytes(of: file, about: job.input.name)
        let (width, height) = SmallPicture.comparing
        return SmallPicture.pictures(in: bytes, width: width, height: height)
    }

    /// Publishes the best of the candidates for a thumbnail.
    func chooseThumbnail(_ candidates: ThumbnailCandidates, _ job: CutJob) throws(MediaError) {
        let size = candidates.greySize
        let bytes = try job.scratch.bytes(of: ThumbnailCandidates.grey, about: job.input.name)
        let pictures = SmallPicture.pictures(in: bytes, width: size.width, height: size.height)
        guard let best = SmallPicture.best(of: pictures) else {
            throw .checkFailed(source: job.input.name, detail: "no frame for a thumbnail was found")
        }
        let target = job.scratch.path.removingLastComponent().appending("clip.jpg")
        try job.scratch.publish(candidates.file(best), to: target, about: job.input.name)
    }
}
