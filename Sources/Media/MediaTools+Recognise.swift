public import SystemPackage

extension MediaTools {
    /// Recognises the speech of a sound track with whisper.cpp: a WebVTT file, times on the player's clock.
    ///
    /// `language` is a code such as `en`; nil lets whisper guess. Needs 32 kB of room in the directory for a second of
    /// sound, in a folder `scratch` that is gone afterwards. `progress` is told the part done, 0 to 1.
    public func recognise(
        _ input: MediaInput,
        track: AudioTrack,
        language: String?,
        with recogniser: WhisperCLI,
        in directory: FilePath,
        progress: @escaping @Sendable (Double) -> Void = { _ in }
    ) async throws(MediaError) -> [UInt8] {
        let scratch = try Scratch(in: directory, about: input.name)
        defer { scratch.remove() }
        let filters = "[0:\(track.index)]\(Self.onClock(rate: 16000, layout: "mono", first: 0))"
        let extraction =
            Self.quiet + Self.source + ["-filter_complex", filters, "-c:a", "pcm_s16le", "-f", "wav", "speech.wav"]
        _ = try await run(
            ffmpeg,
            extraction,
            input: input,
            about: input.name,
            in: scratch.path,
            into: ByteSink(limit: 1 << 16)
        )
        progress(0.02)
        let arguments =
            ["-m", recogniser.model.string, "-f", "speech.wav", "-ovtt", "-of", "speech", "-l", language ?? "auto"]
            + ["-pp"]
        // whisper gives a sign of life each thirty seconds of sound, and slow machines take long for that.
        _ = try await run(
            recogniser.tool,
            arguments,
            about: input.name,
            in: scratch.path,
            stallLimit: stallLimit * 10,
            errors: WhisperProgress { progress(0.02 + 0.98 * $0) },
            into: LineSink(LineCounter())
        )
        return try scratch.bytes(of: "speech.vtt", about: input.name)
    }
}
