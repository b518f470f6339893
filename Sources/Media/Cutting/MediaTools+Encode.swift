extension MediaTools {
    /// Encodes all of a clip's picture, by the encoder that was asked for where it works, else by x264; nil when other frames than the
    /// plan's were decoded, from each of the places where decoding was begun.
    func encode(
        _ plan: EncodePlan,
        _ job: inout CutJob,
        seeks: [Double?],
        notes: [String],
        _ progress: @escaping @Sendable (Double) -> Void
    ) async throws(MediaError) -> ClipReport? {
        var (order, faults) = try await encoders(for: plan)
        var plan = plan
        while let encoder = order.first {
            order.removeFirst()
            plan.encoder = encoder
            if plan.request.encoder != .x264, case .encode = plan.picture {
                let reason = encoder == .x264 ? faults.joined(separator: "; ") : nil
                job.encoder = EncoderUse(name: encoder.rawValue, reason: reason)
            }
            do throws(MediaError) {
                return try await encodeOnce(plan, &job, seeks: seeks, notes: notes, progress)
            } catch {
                switch error {
                case .cancelled, .diskFull: throw error
                default:
                    // What a card cannot do, the processor may.
                    guard !order.isEmpty else { throw error }
                    faults.append("\(encoder.rawValue): \(error)")
                }
            }
        }
        return nil
    }

    private func encodeOnce(
        _ plan: EncodePlan,
        _ job: inout CutJob,
        seeks: [Double?],
        notes: [String],
        _ progress: @escaping @Sendable (Double) -> Void
    ) async throws(MediaError) -> ClipReport? {
        var notes = notes
        let timing = plan.timing
        for lead in seeks {
            // Within the first second a seek saves nothing.
            let place = plan.timeBase.times(timing.taken.first ?? 0) - job.probe.startTime
            let seek = lead.map { place - $0 }.flatMap { $0 > 1 ? $0 : nil }
            let reader = ProgressReader(duration: plan.duration) { progress(0.05 + 0.87 * $0) }
            let (_, errors) = try await run(
                ffmpeg,
                plan.arguments(seek: seek),
                input: job.input,
                about: job.input.name,
                in: job.scratch.path,
                into: LineSink(reader)
            )
            if Self.tellsDamage(errors) { job.isDamaged = true }
            let taken = try job.scratch.read(EncodePlan.stamps, with: StampReader(), about: job.input.name).stamps
            if taken == timing.taken {
                try checkKept(plan, job)
                if job.isDamaged { notes.append("the source is damaged here: some frames may be torn or stand still") }
                return try await check(plan, job, notes: notes)
            }
            if seek == nil { break }
        }
        return nil
    }

    /// Makes sure that the frames that were left out are those that were to be.
    private func checkKept(_ plan: EncodePlan, _ job: CutJob) throws(MediaError) {
        guard let tight = plan.tight else { return }
        let kept = try job.scratch.read(EncodePlan.kept, with: StampReader(), about: job.input.name).stamps
        guard kept == tight.stretches.flatMap({ Array($0) }) else {
            throw .checkFailed(source: job.input.name, detail: "other frames were taken out of it than planned")
        }
    }

    /// Whether a decoder said that it went on over data that is not what was encoded: a hole in the file, a bad disk. What it says of
    /// pictures whose references lie before the first key frame is another matter.
    private static func tellsDamage(_ errors: String) -> Bool {
        ["Invalid NAL unit size", "error while decoding MB", "Invalid data found when processing input"]
            .contains(where: errors.contains)
    }
}
