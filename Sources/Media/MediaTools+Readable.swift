extension MediaTools {
    /// Makes sure that the file is whole: its container can be read to its end, and its last seconds decode.
    ///
    /// Reads the last seconds and decodes their key frames, so it is cheap for long files. Throws `truncated` where
    /// packets end before the container says, are cut off, or where nothing of the end decodes.
    public func checkReadable(_ input: MediaInput, probe: Probe) async throws(MediaError) {
        try requireWholeBoxes(of: input, probe)
        let from = probe.duration - Self.readableTail
        let interval = from > 0 ? ["-read_intervals", decimal(max(0, from + probe.startTime)) + "%"] : []
        let arguments =
            Self.asking + interval
            + ["-show_entries", "packet=pts_time,duration_time", "-of", "csv=p=0"]
        let (sink, errors) = try await run(
            ffprobe,
            arguments,
            input: input,
            about: input.name,
            into: LineSink(EndReader())
        )
        if ["partial file", "ended prematurely", "Truncat", "truncat"].contains(where: errors.contains) {
            throw .truncated(source: input.name, detail: "its last packet is cut off")
        }
        let missing = probe.startTime + probe.duration - sink.reader.end
        guard sink.reader.count > 0, missing <= Self.readableTolerance else {
            let amount = sink.reader.count > 0 ? missing : Self.readableTail
            throw .truncated(source: input.name, detail: "the last \(Int(amount.rounded(.up))) seconds are missing")
        }
        try await requireDecodableEnd(of: input, probe, from: from)
    }

    /// ffmpeg makes do with half an index, and a track is then missing without a word.
    private func requireWholeBoxes(of input: MediaInput, _ probe: Probe) throws(MediaError) {
        guard probe.format.contains("mp4") else { return }
        let missing: Int64
        do {
            missing = try BoxWalk.missingBytes(in: input.descriptor)
        } catch {
            throw .unreadable(source: input.name, detail: "\(error)")
        }
        if missing > 0 { throw .truncated(source: input.name, detail: "\(missing) bytes of its last box are missing") }
    }

    private func requireDecodableEnd(
        of input: MediaInput,
        _ probe: Probe,
        from: Double
    ) async throws(MediaError) {
        // Key frames are enough: the packets between them were read already.
        let seek = ["-skip_frame", "nokey"] + (from > 0 ? ["-ss", decimal(from), "-noaccurate_seek"] : [])
        let track = probe.video?.index ?? probe.audio.first?.index ?? 0
        let arguments =
            Self.quiet + seek + ["-copyts"] + Self.source + ["-map", "0:\(track)"]
            + ["-fps_mode", "passthrough", "-c:v", "wrapped_avframe", "-f", "framecrc", "-"]
        let decoded: LineCounter
        do throws(MediaError) {
            decoded = try await run(ffmpeg, arguments, input: input, about: input.name, into: LineSink(LineCounter()))
                .output.reader
        } catch .failed(_, _, _, let detail) {
            throw .truncated(source: input.name, detail: "its end does not decode: \(Self.withoutPath(detail))")
        }
        if decoded.count == 0 { throw .truncated(source: input.name, detail: "nothing of its end decodes") }
    }

    /// Seconds at the end that are read.
    private static let readableTail = 10.0

    /// Seconds by which containers overstate their duration without harm.
    private static let readableTolerance = 1.5
}
