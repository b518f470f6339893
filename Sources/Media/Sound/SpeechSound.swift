public import SystemPackage

extension MediaTools {
    /// Decodes a sound track once, as a stream, into a file as recognisers work with it: raw 16-bit little-endian samples of
    /// 16 kHz, mono, from 0 of the player's clock on. It takes 32 kB a second. Gives how loud they are.
    ///
    /// `file` is a plain name below `folder`; what stands there is replaced. `progress` is told the seconds that are decoded.
    public func decodeSpeech(
        _ input: MediaInput,
        track: AudioTrack,
        to file: String,
        in folder: FilePath,
        progress: @escaping @Sendable (Double) -> Void
    ) async throws(MediaError) -> LevelCurve {
        let filters =
            "[0:\(track.index)]\(Self.onClock(track, rate: SoundPiece.rate, layout: "mono", first: 0)),asplit[sound][level];"
            + "[level]\(LevelCurve.filters)[out]"
        let arguments =
            Self.quiet + Self.source + ["-vn", "-sn", "-dn", "-filter_complex", filters]
            + ["-map", "[sound]", "-c:a", "pcm_s16le", "-f", "s16le", file, "-map", "[out]", "-f", "null", "-"]
        let reader = LevelReader { progress(Double($0) * LevelCurve.step) }
        let (sink, _) = try await run(
            ffmpeg,
            arguments,
            input: input,
            about: input.name,
            in: folder,
            into: LineSink(reader)
        )
        return LevelCurve(values: sink.reader.values)
    }
}
