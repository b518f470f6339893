extension MediaTools {
    /// Decodes the sound of a span, finds what is to be taken out of it, and writes what is left where sound is coded from. Gives how
    /// loud that is, and which frames go with it.
    func tightenSound(
        _ wish: Tightening,
        _ timing: FrameTiming,
        _ job: CutJob,
        _ track: AudioTrack
    ) async throws(MediaError) -> (loudness: SoundMeasure, cut: TightCut, notes: [String]) {
        let name = job.input.name
        // What is left may end with up to half an AAC frame more than the picture does; the whole may have been rounded down by one.
        let (opening, filters) = Self.spanSound(
            timing,
            job,
            track,
            samples: ClipSound.samples(for: timing.duration) + 2048
        )
        let levels =
            "highpass=f=100,asetnsamples=n=\(Int(48000 * QuietParts.step)):p=0,"
            + "astats=metadata=1:reset=1:measure_perchannel=none:measure_overall=RMS_level,"
            + "ametadata=mode=print:key=\(LevelReader.key):file=\(ClipSound.levelsFile)"
        let graph = "\(filters),asplit=2[whole][heard];[heard]\(levels)[levels]"
        let decoding =
            opening + ["-filter_complex", graph]
            + ["-map", "[whole]", "-c:a", "pcm_f32le", "-f", "wav", ClipSound.wholeFile]
            + ["-map", "[levels]", "-f", "null", "-"]
        _ = try await run(
            ffmpeg,
            decoding,
            input: job.input,
            about: name,
            in: job.scratch.path,
            into: ByteSink(limit: 1 << 16)
        )
        let heard = try job.scratch.read(ClipSound.levelsFile, with: LevelReader(), about: name).values
        let quiet = QuietParts(levels: heard)
        let wish = wish.counted(from: timing.origin - job.probe.startTime)
        let tight = TightCut(wish, quiet: quiet, frames: timing.count, rate: timing.rate)
        let samples = ClipSound.samples(for: tight.seconds(tight.count))
        let joining =
            Self.quiet + ["-i", ClipSound.wholeFile]
            + ["-filter_complex", "\(tight.soundFilters(samples: samples));[tight]\(Self.meter(peak: true))[sound]"]
            + ["-map", "[sound]", "-c:a", "pcm_f32le", "-f", "wav", ClipSound.decodedFile]
        let measured = try await run(
            ffmpeg,
            joining,
            about: name,
            in: job.scratch.path,
            into: LineSink(SoundMeasure())
        ).output.reader
        return (measured, tight, Self.notes(wish, quiet, tight))
    }

    private static func notes(_ wish: Tightening, _ quiet: QuietParts, _ tight: TightCut) -> [String] {
        if quiet.threshold == nil {
            return ["nothing was taken out: no part of the sound is clearly quieter than the rest"]
        }
        let left = wish.fillers.count { !tight.holds($0) }
        guard left > 0 else { return [] }
        return ["\(left) of \(wish.fillers.count) filler words were left: the sound around them does not fall silent"]
    }
}
