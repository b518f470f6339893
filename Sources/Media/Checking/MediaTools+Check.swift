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
    ///
    /// Where packets were copied, and proven to be the source's, `copied` says which, and when the clip's frames are shown: of those
    /// only what is beside others is decoded, and the sound, proven too, has been decoded and measured.
    func check(
        _ plan: EncodePlan,
        _ job: CutJob,
        copied: (way: CutWay.Smart, times: [Int])? = nil,
        notes: [String]
    ) async throws(MediaError) -> ClipReport {
        let name = job.input.name
        let check = ClipCheck(plan: plan, hasSound: job.audio != nil, copied: copied?.way)
        var heard: SoundMeasure
        do throws(MediaError) {
            heard = try await run(
                ffmpeg,
                check.arguments,
                about: name,
                in: job.scratch.path,
                into: LineSink(SoundMeasure())
            ).output.reader
        } catch .failed(_, _, _, let detail) {
            throw .checkFailed(source: name, detail: "it does not decode: \(detail)")
        }
        let stamps: [Int]
        if let copied {
            stamps = copied.times
            heard = plan.heard ?? SoundMeasure()
        } else {
            stamps = try job.scratch.read(ClipCheck.stamps, with: StampReader(), about: name).stamps
        }
        let report = try measure(plan, job, stamps: stamps, heard: heard, isCopied: copied != nil, notes: notes)
        try judge(report, stamps: stamps, plan, job)
        if case .copy = plan.picture { try compareFrames(job) }
        if plan.smart != nil { try compareSeams(plan, job) }
        try chooseThumbnail(check, job)
        return report
    }

    private func measure(
        _ plan: EncodePlan,
        _ job: CutJob,
        stamps: [Int],
        heard: SoundMeasure,
        isCopied: Bool,
        notes: [String]
    ) throws(MediaError) -> ClipReport {
        let name = job.input.name
        let source = try pictures(in: EncodePlan.pictures, job)
        let shown = try pictures(in: ClipCheck.ends, job)
        guard let sourceFirst = source.first, let sourceLast = source.last, let first = shown.first,
            let last = shown.last
        else { throw .checkFailed(source: name, detail: "its first and last frame were not found") }
        // A coarse frame is still the likest to its own; a wrong one is liker to another.
        for (shown, own, other) in [(first, sourceFirst, sourceLast), (last, sourceLast, sourceFirst)] {
            let difference = shown.difference(from: own)
            if difference > Self.frameTolerance, shown.difference(from: other) < 0.9 * difference {
                throw .checkFailed(source: name, detail: "its first or last frame is another one of the source's")
            }
        }
        let timing = plan.timing
        let duration = Double(stamps.count) * Double(timing.rate.denominator) / Double(timing.rate.numerator)
        var gap: Double?
        if job.audio != nil {
            let list = isCopied ? ClipSound.decoded : ClipCheck.sound
            let samples = try job.scratch.read(list, with: SampleCounter(), about: name).samples
            gap = abs(Double(samples) / 48000 - duration)
        }
        func time(_ index: Int) -> Double { plan.timeBase.times(timing.taken[index]) - job.probe.startTime }
        let audible = heard.loudness != nil
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
            firstFrameDifference: first.difference(from: sourceFirst),
            lastFrameDifference: last.difference(from: sourceLast),
            audioVideoGap: gap,
            loudness: audible ? heard.loudness : nil,
            truePeak: audible ? heard.truePeak : nil,
            takenOut: plan.tight?.seconds,
            cut: job.way,
            encoder: job.encoder,
            startMoved: job.startMoved,
            notes: notes
        )
    }

    private func judge(
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

    /// The frames that are compared, the first behind what was copied among them, are the source's.
    private func compareSeams(_ plan: EncodePlan, _ job: CutJob) throws(MediaError) {
        let wanted = try pictures(in: EncodePlan.pictures, job)
        let shown = try pictures(in: ClipCheck.ends, job)
        guard wanted.count == plan.compared.count, shown.count == wanted.count else {
            throw .checkFailed(source: job.input.name, detail: "its frames beside the seams were not found")
        }
        for (number, (shown, wanted)) in zip(plan.compared, zip(shown, wanted)) {
            let difference = shown.difference(from: wanted)
            guard difference > plan.tolerance else { continue }
            throw .checkFailed(
                source: job.input.name,
                detail: "its frame \(number + 1), beside a seam, differs from the source's by \(difference)"
            )
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

    private func pictures(in file: String, _ job: CutJob) throws(MediaError) -> [SmallPicture] {
        let bytes = try job.scratch.bytes(of: file, about: job.input.name)
        let (width, height) = SmallPicture.comparing
        return SmallPicture.pictures(in: bytes, width: width, height: height)
    }

    private func chooseThumbnail(_ check: ClipCheck, _ job: CutJob) throws(MediaError) {
        let size = check.candidateSize
        let bytes = try job.scratch.bytes(of: ClipCheck.candidates, about: job.input.name)
        let pictures = SmallPicture.pictures(in: bytes, width: size.width, height: size.height)
        guard let best = SmallPicture.best(of: pictures) else {
            throw .checkFailed(source: job.input.name, detail: "no frame for a thumbnail was found")
        }
        let target = job.scratch.path.removingLastComponent().appending("clip.jpg")
        try job.scratch.publish(check.thumbnail(best), to: target, about: job.input.name)
    }
}
