public import SystemPackage

extension MediaTools {
    /// The words of some text tracks as files of captions, in the tracks' order, times on the player's clock: WebVTT, before it
    /// SubStation Alpha for what is that inside, and for TTML its documents one behind the other alone.
    ///
    /// Throws `noTrack` for a track of pictures of words. The whole file is read once, however many tracks there are; the
    /// files are made in a folder in `directory` that is gone afterwards, up to 64 MB each.
    public func captions(
        in input: MediaInput,
        tracks: [TextTrack],
        in directory: FilePath
    ) async throws(MediaError) -> [[[UInt8]]] {
        if let other = tracks.first(where: { !$0.isTextual }) {
            throw .noTrack(source: input.name, what: "words in its text track \(other.index) (\(other.codec))")
        }
        let scratch = try Scratch(in: directory, named: "text", about: input.name)
        defer { scratch.remove() }
        var arguments = Self.quiet + Self.source
        for track in tracks {
            for (number, coding) in Self.codings(track).enumerated() {
                arguments += ["-map", "0:\(track.index)"] + coding + ["-fs", "64M", "\(track.index)-\(number)"]
            }
        }
        _ = try await run(
            ffmpeg,
            arguments,
            input: input,
            about: input.name,
            in: scratch.path,
            into: ByteSink(limit: 1 << 16)
        )
        var files: [[[UInt8]]] = []
        for track in tracks {
            var forms: [[UInt8]] = []
            for number in Self.codings(track).indices {
                forms.append(try scratch.bytes(of: "\(track.index)-\(number)", about: input.name))
            }
            files.append(forms)
        }
        return files
    }

    /// The forms in which a track's words are taken out of a file, the one that keeps most first.
    private static func codings(_ track: TextTrack) -> [[String]] {
        let text = ["-c:s", "webvtt", "-f", "webvtt"]
        switch track.codec {
        case "ass", "ssa": return [["-c", "copy", "-f", "ass"], text]
        case "ttml": return [["-c", "copy", "-f", "data"]]
        default: return [text]
        }
    }

    /// The captions that are in the picture itself (CEA-608 or 708) as a WebVTT file, times on the player's clock.
    ///
    /// The whole picture is decoded once, which takes minutes for an hour.
    public func closedCaptions(in input: MediaInput, probe: Probe) async throws(MediaError) -> [UInt8] {
        // The filter that gives them opens the source by itself.
        let stream = probe.video.map { ":si=\($0.index)" } ?? ""
        let filter = "movie=/proc/self/fd/0\(stream)[out+subcc]"
        let arguments =
            Self.quiet + ["-protocol_whitelist", "file,pipe", "-copyts", "-f", "lavfi", "-i", filter]
            + ["-map", "0:s:0", "-c:s", "webvtt", "-output_ts_offset", decimal(-probe.startTime), "-f", "webvtt", "-"]
        return try await run(
            ffmpeg,
            arguments,
            input: input,
            about: input.name,
            into: ByteSink(limit: 64 << 20)
        ).output.bytes
    }
}
