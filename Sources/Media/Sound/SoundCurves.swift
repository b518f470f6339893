/// How loud a source is from moment to moment.
public struct LoudnessCurve: Sendable, Equatable {
    /// Seconds between two values; the first stands at the end of the first step on the player's clock.
    public var step: Double
    /// Momentary loudness in LUFS (EBU Tech 3341: the last 400 ms), not below −120.
    public var values: [Float]
}

extension MediaTools {
    /// How loud a sound track is, every 100 ms of the player's clock from 0 on.
    ///
    /// The track is decoded once, as a stream; the result is all that is kept: 144,000 values for four hours.
    public func loudnessCurve(_ input: MediaInput, track: AudioTrack) async throws(MediaError) -> LoudnessCurve {
        let filters =
            "[0:\(track.index)]\(Self.onClock(track, rate: 48000, layout: "stereo", first: 0)),"
            + "ebur128=metadata=1,ametadata=mode=print:key=lavfi.r128.M:file=-"
        let arguments = Self.quiet + Self.source + ["-vn", "-sn", "-dn", "-filter_complex", filters, "-f", "null", "-"]
        let (sink, _) = try await run(
            ffmpeg,
            arguments,
            input: input,
            about: input.name,
            into: LineSink(CurveReader())
        )
        return LoudnessCurve(step: 0.1, values: sink.reader.values)
    }
}

/// How loud a sound track is every 20 ms of the player's clock, from 0 on: fine enough to see the pauses between words.
public struct LevelCurve: Sendable, Equatable {
    /// Seconds that a value is for: value `n` is for `n * step` up to `(n + 1) * step`.
    public static let step = 0.02
    /// The root mean square without low rumble in dBFS, −120 for digital silence.
    public var values: [Float]

    /// Makes a curve from its values.
    public init(values: [Float]) { self.values = values }
}

extension MediaTools {
    /// How loud a sound track is, every 20 ms of the player's clock from 0 on.
    ///
    /// The track is decoded once, as a stream; the result is all that is kept: 720,000 values for four hours.
    public func levelCurve(_ input: MediaInput, track: AudioTrack) async throws(MediaError) -> LevelCurve {
        let filters =
            "[0:\(track.index)]\(Self.onClock(track, rate: SoundPiece.rate, layout: "mono", first: 0)),\(LevelCurve.filters)"
        let arguments = Self.quiet + Self.source + ["-vn", "-sn", "-dn", "-filter_complex", filters, "-f", "null", "-"]
        let (sink, _) = try await run(
            ffmpeg,
            arguments,
            input: input,
            about: input.name,
            into: LineSink(LevelReader())
        )
        return LevelCurve(values: sink.reader.values)
    }
}

extension LevelCurve {
    /// The filters that measure it and print it to standard output, for sound of a recogniser's rate.
    ///
    /// Rumble and hum lie below voices and would fill the pauses between words.
    static let filters =
        "highpass=f=100,asetnsamples=n=\(Int(Double(SoundPiece.rate) * step)):p=1,"
        + "astats=metadata=1:reset=1:measure_perchannel=none:measure_overall=RMS_level,"
        + "ametadata=mode=print:key=\(LevelReader.key):file=-"
}
