extension MediaTools {
    /// How loud a sound track is, every 20 ms of the player's clock from 0 on.
    ///
    /// The track is decoded once, as a stream; the result is all that is kept: 720,000 values for four hours.
    public func levelCurve(_ input: MediaInput, track: AudioTrack) async throws(MediaError) -> LevelCurve {
        let samples = Int(Double(SoundPiece.rate) * LevelCurve.step)
        // Rumble and hum lie below voices and would fill the pauses between words.
        let filters =
            "[0:\(track.index)]\(Self.onClock(rate: SoundPiece.rate, layout: "mono", first: 0)),"
            + "highpass=f=100,asetnsamples=n=\(samples):p=1,"
            + "astats=metadata=1:reset=1:measure_perchannel=none:measure_overall=RMS_level,"
            + "ametadata=mode=print:key=\(LevelReader.key):file=-"
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
