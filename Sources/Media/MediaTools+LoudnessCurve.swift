extension MediaTools {
    /// How loud a sound track is, every 100 ms of the player's clock from 0 on.
    ///
    /// The track is decoded once, as a stream; the result is all that is kept: 144,000 values for four hours.
    public func loudnessCurve(_ input: MediaInput, track: AudioTrack) async throws(MediaError) -> LoudnessCurve {
        let filters =
            "[0:\(track.index)]\(Self.onClock(rate: 48000, layout: "stereo", first: 0)),"
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
