import SystemPackage

/// The sound of a clip, coded and ready to be joined with the picture.
struct ClipSound: Sendable, Equatable {
    /// What is to be said of it.
    var notes: [String]
    /// What was measured on the coded file.
    var measured = SoundMeasure()
    /// Its loudness is less than was asked for, as the notes say.
    var isQuieter = false
    /// What was taken out of it; nil where that was not asked for.
    var tight: TightCut?

    /// The coded file's name, in the scratch folder.
    static let file = "sound.m4a"
    /// The decoded file's name, in the scratch folder.
    static let decodedFile = "sound.wav"
    /// What the coded file decodes to, a line a frame of samples, in the scratch folder.
    static let decoded = "decoded.txt"
    /// The name of the decoded file of the whole span, in the scratch folder, where something may be taken out of it.
    static let wholeFile = "whole.wav"
    /// The name of the file of its levels, in the scratch folder.
    static let levelsFile = "levels.txt"

    /// Samples of a clip's sound: the picture's duration, to the nearest whole AAC frame (1024 samples).
    ///
    /// A part of a frame would be cut off by players that honour edit lists and be heard in others; a whole one ends at
    /// the same instant in all, at most 10.7 ms from the picture's end.
    static func samples(for duration: Double) -> Int {
        max(1, Int((duration * 48000 / 1024).rounded())) * 1024
    }
}

extension MediaTools {
    /// Decodes the sound of a span in one piece, brings it to its loudness and codes it, into the scratch folder.
    ///
    /// The file begins exactly with the first frame: sound that starts later, ends earlier or has gaps is filled with silence. Where
    /// something is to be taken out, it is. Where loudness and true peak cannot both be had, the peak comes first and a note says so.
    func makeSound(_ timing: FrameTiming, _ job: CutJob, _ track: AudioTrack) async throws(MediaError) -> ClipSound {
        guard let wish = job.request.tightening else {
            let raw = try await decodeSound(timing, job, track)
            return try await codeSound(raw, job, track)
        }
        let tightened = try await tightenSound(wish, timing, job, track)
        var sound = try await codeSound(tightened.loudness, job, track)
        sound.tight = tightened.cut
        sound.notes += tightened.notes
        return sound
    }

    /// Brings the decoded sound to its loudness and codes it.
    private func codeSound(_ raw: SoundMeasure, _ job: CutJob, _ track: AudioTrack) async throws(MediaError)
        -> ClipSound
    {
        let (request, input, probe, scratch) = (job.request, job.input, job.probe, job.scratch.path)
        guard let loudness = raw.loudness else {
            let level = SoundLevel(gain: 0, ceiling: request.truePeak - Self.codingRoom, peak: raw.truePeak ?? 0)
            let measured = try await encodeSound(level, about: input.name, in: scratch)
            let words = raw.truePeak == nil ? "silent" : "too quiet or too short to measure"
            let others = probe.audio.count - 1
            let more = others > 0 ? "; audio_track chooses another of the \(probe.audio.count) sound tracks" : ""
            return ClipSound(
                notes: ["the sound is \(words) and was left as it is\(more)"],
                measured: measured,
                isQuieter: true
            )
        }
        var level = SoundLevel(
            gain: request.loudness - loudness,
            ceiling: request.truePeak - Self.codingRoom,
            peak: raw.truePeak ?? 0
        )
        // What the coder takes away: it leaves out what is hard to hear, of noise more than of speech.
        var codingLoss = 0.0
        if level.isLimited {
            try await settle(&level, target: request.loudness, about: input.name, in: scratch)
        }
        var measured = SoundMeasure()
        for _ in 0..<5 {
            measured = try await encodeSound(level, about: input.name, in: scratch)
            let peak = measured.truePeak ?? -.infinity
            let reached = measured.loudness ?? -70
            if peak <= request.truePeak - 0.01, abs(reached - request.loudness) <= 0.3 {
                return ClipSound(notes: [], measured: measured)
            }
            if peak > request.truePeak - 0.01 { level.lower(measured: peak, limit: request.truePeak) }
            codingLoss += request.loudness - reached
            try await settle(&level, target: request.loudness + codingLoss, about: input.name, in: scratch)
        }
        return try await encodeQuieter(raw, loudness, request, about: input.name, in: scratch)
    }

    /// The sound as loud as the true peak allows, for what cannot be brought to its loudness: silence with a few clicks.
    private func encodeQuieter(
        _ raw: SoundMeasure,
        _ loudness: Double,
        _ request: ClipRequest,
        about name: String,
        in scratch: FilePath
    ) async throws(MediaError) -> ClipSound {
        // A limiter that takes away more than this leaves nothing of a click, and brings up the noise between.
        let room = request.truePeak - Self.codingRoom - (raw.truePeak ?? 0) + 12
        var level = SoundLevel(
            gain: min(request.loudness - loudness, room),
            ceiling: request.truePeak - Self.codingRoom,
            peak: raw.truePeak ?? 0
        )
        var measured = SoundMeasure()
        for _ in 0..<8 {
            measured = try await encodeSound(level, about: name, in: scratch)
            let over = (measured.truePeak ?? -.infinity) - (request.truePeak - 0.01)
            let louder = (measured.loudness ?? -.infinity) - request.loudness
            if over <= 0, louder <= 0.5 {
                let reached = measured.loudness.map { "\(($0 * 10).rounded() / 10) LUFS" } ?? "too low to measure"
                let words = "its loudness is \(reached) in place of \(request.loudness): more would take its true peak"
                return ClipSound(
                    notes: ["\(words) above \(request.truePeak) dBTP"],
                    measured: measured,
                    isQuieter: true
                )
            }
            if over > 0 { level.lower(measured: measured.truePeak ?? 0, limit: request.truePeak) }
            if over > 0 || louder > 0.5 { level.gain -= max(over + 0.1, louder, 0.1) }
        }
        let detail = "loudness \(measured.loudness ?? -.infinity) LUFS, true peak \(measured.truePeak ?? 0) dBTP"
        throw .checkFailed(source: name, detail: "its sound cannot be brought to the true peak asked: \(detail)")
    }

    /// AAC at 192 kbit/s raises true peaks by up to about half a decibel (measured on speech, noise and tones).
    private static let codingRoom = 0.6

    /// Corrects the gain until the loudness behind the limiter is right: cheap, as nothing is coded.
    private func settle(
        _ level: inout SoundLevel,
        target: Double,
        about name: String,
        in scratch: FilePath
    ) async throws(MediaError) {
        for _ in 0..<8 {
            let arguments =
                Self.quiet + ["-i", ClipSound.decodedFile, "-af", level.filters + "," + Self.meter(peak: false)]
                + ["-f", "null", "-"]
            let measured = try await run(
                ffmpeg,
                arguments,
                about: name,
                in: scratch,
                into: LineSink(SoundMeasure())
            ).output.reader
            let reached = measured.loudness ?? -70
            if abs(reached - target) <= 0.1 { return }
            level.correct(measured: reached, target: target)
            // Clicks in silence: the limiter takes away whatever is added.
            if level.gain > 70 { return }
        }
    }

    private func decodeSound(
        _ timing: FrameTiming,
        _ job: CutJob,
        _ track: AudioTrack
    ) async throws(MediaError) -> SoundMeasure {
        let samples = ClipSound.samples(for: timing.duration)
        let (opening, filters) = Self.spanSound(timing, job, track, samples: samples)
        let arguments =
            opening + ["-filter_complex", "\(filters),\(Self.meter(peak: true))"]
            + ["-c:a", "pcm_f32le", "-f", "wav", ClipSound.decodedFile]
        return try await run(
            ffmpeg,
            arguments,
            input: job.input,
            about: job.input.name,
            in: job.scratch.path,
            into: LineSink(SoundMeasure())
        ).output.reader
    }

    /// The arguments that open the source a little before a span, and the filters that give so many samples from its beginning on.
    static func spanSound(
        _ timing: FrameTiming,
        _ job: CutJob,
        _ track: AudioTrack,
        samples: Int
    ) -> (opening: [String], filters: String) {
        let lead = timing.origin - job.probe.startTime - 1
        let seek = lead > 0 ? ["-ss", decimal(lead), "-noaccurate_seek"] : []
        let first = Int((timing.origin * 48000).rounded())
        return (
            quiet + seek + ["-copyts"] + source,
            "[0:\(track.index)]\(onClock(track, rate: 48000, layout: "stereo", first: first)),"
                + "apad,atrim=end_sample=\(samples),asetpts=N/SR/TB"
        )
    }

    /// The coder `fast`: with so many bits it takes two thirds of the time of the usual one, and nobody hears a difference. By
    /// Zimtohrli, of speech, music, clicks and noise, its worst score is 4.96 of 5, and that of the usual one 4.94.
    private func encodeSound(
        _ level: SoundLevel,
        about name: String,
        in scratch: FilePath
    ) async throws(MediaError) -> SoundMeasure {
        let coding =
            Self.quiet + ["-i", ClipSound.decodedFile, "-af", level.filters]
            + ["-c:a", "aac", "-aac_coder", "fast", "-b:a", "192k", "-map_metadata", "-1", "-fflags", "+bitexact"]
            + ["-movie_timescale", "48000", ClipSound.file]
        _ = try await run(ffmpeg, coding, about: name, in: scratch, into: ByteSink(limit: 1 << 16))
        let measuring =
            Self.quiet + Self.strict + ["-i", ClipSound.file, "-af", Self.meter(peak: true)]
            + ["-c:a", "pcm_s16le", "-f", "framecrc", ClipSound.decoded]
        return try await run(ffmpeg, measuring, about: name, in: scratch, into: LineSink(SoundMeasure())).output.reader
    }

    /// The options of every run of ffmpeg: no questions, no chatter, and no last line that says how often the one before came.
    static let quiet = ["-nostdin", "-hide_banner", "-loglevel", "repeat+error", "-y"]

    /// The options of an input of which any error ends the run.
    static let strict = ["-xerror", "-err_detect", "crccheck+bitstream+buffer+explode"]

    /// The filters that put sound on the container's clock: silence before it begins and in gaps, sample `first` first.
    ///
    /// Two resamplers, as one that changes the rate and drops a long beginning drops everything (ffmpeg 5.1). Gaps of
    /// less than 50 ms are rounding or jitter of the container and are left alone.
    static func onClock(_ track: AudioTrack, rate: Int, layout: String, first: Int) -> String {
        mixed(track.channels, layout) + "aresample=\(rate),aformat=sample_fmts=flt:channel_layouts=\(layout),"
            + "aresample=async=1:min_hard_comp=0.05:first_pts=\(first)"
    }

    /// The filter that mixes more channels than any layout names, which the resampler does not know what to do with: their mean, of
    /// every second one for each side.
    private static func mixed(_ channels: Int, _ layout: String) -> String {
        guard channels > 8 else { return "" }
        let sides = layout == "mono" ? 1 : 2
        let means = (0..<sides).map { side in
            let parts = stride(from: side, to: channels, by: sides).map { "c\($0)" }
            return "c\(side)<\(parts.joined(separator: "+"))"
        }
        return "pan=\(layout)|\(means.joined(separator: "|")),"
    }

    /// The filters that measure loudness (EBU R 128) and print the figures to standard output.
    static func meter(peak: Bool) -> String {
        "ebur128=metadata=1\(peak ? ":peak=true" : ""),ametadata=mode=print:file=-"
    }
}
