import SystemPackage

extension MediaTools {
    /// Checks a clip that the helper made by copying; throws `checkFailed` unless all is right.
    ///
    /// The helper is not believed: ffmpeg reads the source and the clip, and what was encoded is compared with the source's pictures. The
    /// job then says how alike they are.
    func checkCopied(
        _ plan: EncodePlan,
        _ way: CutWay.Smart,
        _ job: inout CutJob,
        notes: [String]
    ) async throws(MediaError) -> ClipReport {
        let (name, scratch) = (job.input.name, job.scratch.path)
        let proof = CopyProof(plan: plan, way: way, startTime: job.probe.startTime, isStream: job.isStream)
        _ = try await run(
            ffmpeg,
            proof.arguments,
            input: job.input,
            about: name,
            in: scratch,
            into: ByteSink(limit: 1 << 16)
        )
        let check = CopyCheck(plan: plan, way: way, isStream: job.isStream)
        do throws(MediaError) {
            _ = try await run(ffmpeg, check.arguments, about: name, in: scratch, into: ByteSink(limit: 1 << 16))
        } catch .failed(_, _, _, let detail) {
            throw .undecodable(source: name, said: detail)
        }
        let times = try provePackets(plan, way, job)
        let differences = try compareEncoded(plan, way, job)
        var way = way
        way.similarity = try similarity(check, job)
        job.way = .smart(way)
        let sound = (heard: plan.heard ?? SoundMeasure(), list: ClipSound.decoded)
        let report = try measure(plan, job, stamps: times, differences, sound, notes: notes)
        try judge(report, stamps: times, plan, job)
        try chooseThumbnail(check.candidates, job)
        return report
    }

    /// The copied packets are the source's, and the sound is the one that was measured. Gives the times at which the clip's frames are
    /// shown, in order.
    private func provePackets(_ plan: EncodePlan, _ way: CutWay.Smart, _ job: CutJob) throws(MediaError) -> [Int] {
        let name = job.input.name
        let source = try job.scratch.read(CopyProof.packets, with: HashReader(), about: name)
        let clip = try job.scratch.read(CopyCheck.clip, with: HashReader(), about: name)
        guard CopyProof.holds(source: source, clip: clip, way, frames: plan.timing.taken) else {
            throw .checkFailed(source: name, detail: "its copied pictures are not the source's")
        }
        if let anchor = way.anchor {
            let keys = try job.scratch.read(CopyCheck.keyHashes, with: HashReader(), about: name)
            guard keys.hashes.count == way.keys,
                CopyProof.holds(source: source, keys: keys, anchor: plan.timing.taken[anchor])
            else { throw .checkFailed(source: name, detail: "its key frames are not the source's") }
        }
        if plan.hasSound {
            let heard = try job.scratch.read(CopyCheck.clipSound, with: HashReader(), about: name).hashes
            let coded = try job.scratch.read(CopyCheck.sound, with: HashReader(), about: name).hashes
            guard heard == coded, !heard.isEmpty else {
                throw .checkFailed(source: name, detail: "its sound is not the one that was measured")
            }
        }
        return clip.times.sorted()
    }

    /// The helper had the source's first picture, and each encoded frame, and a copied one beside, is the source's. Gives how far the
    /// first and the last frame of the clip are from the source's: a copied one is the same.
    private func compareEncoded(
        _ plan: EncodePlan,
        _ way: CutWay.Smart,
        _ job: CutJob
    ) throws(MediaError) -> (first: Double, last: Double) {
        let wanted = try pictures(in: EncodePlan.pictures, job)
        let shown = try pictures(in: CopyCheck.shown, job)
        guard wanted.count == way.compared.count, shown.count == wanted.count else {
            throw .checkFailed(source: job.input.name, detail: "its frames beside the seams were not found")
        }
        if way.encodedBefore > 0 {
            let first = try pictures(in: CopyProof.first, job)
            guard first.count == 1, first[0].difference(from: wanted[0]) <= Self.copyTolerance else {
                throw .checkFailed(source: job.input.name, detail: "its first frame is another one of the source's")
            }
        }
        let differences = zip(shown, wanted).map { $0.difference(from: $1) }
        for (number, difference) in zip(way.compared, differences) {
            let isCopied = number >= way.encodedBefore && !way.tail.contains(number)
            guard difference > (isCopied ? Self.copyTolerance : plan.tolerance) else { continue }
            throw .checkFailed(
                source: job.input.name,
                detail: "its frame \(number + 1), beside a seam, differs from the source's by \(difference)"
            )
        }
        // Neighbours may be so alike that only a row of them tells, a long one.
        for row in [0..<way.encodedBefore + 1, wanted.count - way.encodedAfter..<wanted.count]
        where row.count >= FrameMatch.window {
            let match = FrameMatch(shown: Array(shown[row]), wanted: Array(wanted[row]))
            guard let fault = match.fault(tolerance: plan.tolerance) else { continue }
            throw .checkFailed(source: job.input.name, detail: "beside a seam \(fault)")
        }
        return (way.encodedBefore == 0 ? 0 : differences[0], way.tail.isEmpty ? 0 : differences[differences.count - 1])
    }

    /// The least structural similarity of what was encoded, at its ends; 1 where nothing was.
    private func similarity(_ check: CopyCheck, _ job: CutJob) throws(MediaError) -> Double {
        guard !check.ends.isEmpty else { return 1 }
        let values = try job.scratch.read(CopyCheck.similarity, with: SimilarityReader(), about: job.input.name).values
        guard values.count == check.ends.count, let least = values.min() else {
            throw .checkFailed(source: job.input.name, detail: "its frames beside the seams were not found")
        }
        guard least >= Self.leastSimilarity || job.request.crf > 20 else {
            throw .checkFailed(
                source: job.input.name,
                detail: "its encoded frames are not like enough to the source's (SSIM \(least))"
            )
        }
        return least
    }

    /// One picture that two programs made small differs by rounding.
    private static let copyTolerance = 1.0

    /// What is coded as finely as the default has it is at least so like the source that no seam is seen.
    private static let leastSimilarity = 0.97
}
