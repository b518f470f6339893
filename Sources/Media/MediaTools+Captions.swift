extension MediaTools {
    /// The words of a text track as a WebVTT file, times on the player's clock.
    ///
    /// Throws `noTrack` for a track of pictures of words. The whole file is read once; up to 64 MB of text are kept.
    public func captions(in input: MediaInput, track: TextTrack) async throws(MediaError) -> [UInt8] {
        guard track.isTextual else {
            throw .noTrack(source: input.name, what: "words in its text track \(track.index) (\(track.codec))")
        }
        let arguments =
            Self.quiet + Self.source + ["-map", "0:\(track.index)", "-c:s", "webvtt", "-f", "webvtt", "-"]
        return try await run(
            ffmpeg,
            arguments,
            input: input,
            about: input.name,
            into: ByteSink(limit: 64 << 20)
        ).output.bytes
    }
}
