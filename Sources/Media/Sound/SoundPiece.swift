public import SystemPackage

/// A piece of a sound track, to the sample.
public struct SoundPiece: Sendable, Hashable {
    /// Samples a second: what recognisers work with.
    public static let rate = 16000

    /// The first sample, counted from 0 of the player's clock.
    public let firstSample: Int
    /// How many samples there are.
    public let samples: Int

    /// Makes a piece from its parts.
    public init(firstSample: Int, samples: Int) {
        self.firstSample = firstSample
        self.samples = samples
    }

    /// When the first sample is heard, in seconds on the player's clock.
    public var start: Double { Double(firstSample) / Double(Self.rate) }
    /// When the last one has been heard.
    public var end: Double { Double(firstSample + samples) / Double(Self.rate) }
    /// The length.
    public var seconds: Double { Double(samples) / Double(Self.rate) }
}

extension MediaTools {
    /// Decodes a piece of a sound track into a FLAC file of 16 kHz, mono, and gives its bytes.
    ///
    /// The first sample is the piece's first one on the player's clock, whatever the container does to its sound; where there
    /// is none it is silent. The same source gives the same bytes each time. A second takes at most 33 kB. The file is made
    /// in a folder in `directory` that is gone afterwards; pieces may be made at the same time.
    public func sound(
        _ piece: SoundPiece,
        of input: MediaInput,
        track: AudioTrack,
        probe: Probe,
        in directory: FilePath
    ) async throws(MediaError) -> [UInt8] {
        let scratch = try Scratch(in: directory, named: "piece-\(piece.firstSample)", about: input.name)
        defer { scratch.remove() }
        let (opening, filters) = Self.placed(piece, track, probe)
        let arguments =
            opening + ["-filter_complex", filters]
            + ["-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact"]
            + ["-c:a", "flac", "-sample_fmt", "s16", "-f", "flac", Self.pieceFile]
        _ = try await run(
            ffmpeg,
            arguments,
            input: input,
            about: input.name,
            in: scratch.path,
            into: ByteSink(limit: 1 << 16)
        )
        return try scratch.bytes(of: Self.pieceFile, about: input.name)
    }

    /// How loud a piece of a sound track is, every 20 ms: as `levelCurve`, without the time that it takes to decode all of it.
    public func levels(
        _ piece: SoundPiece,
        of input: MediaInput,
        track: AudioTrack,
        probe: Probe
    ) async throws(MediaError) -> LevelCurve {
        let (opening, filters) = Self.placed(piece, track, probe)
        let (sink, _) = try await run(
            ffmpeg,
            opening + ["-filter_complex", "\(filters),\(LevelCurve.filters)", "-f", "null", "-"],
            input: input,
            about: input.name,
            into: LineSink(LevelReader())
        )
        return LevelCurve(values: sink.reader.values)
    }

    /// The arguments that open a source a little before a piece, and the filters that leave the piece.
    private static func placed(
        _ piece: SoundPiece,
        _ track: AudioTrack,
        _ probe: Probe
    ) -> (opening: [String], filters: String) {
        let lead = piece.start - decodingLead
        let seek = lead > 0 ? ["-ss", decimal(lead), "-noaccurate_seek"] : []
        let first = piece.firstSample + Int((probe.startTime * Double(SoundPiece.rate)).rounded())
        return (
            // Without these ffmpeg also decodes the picture, from there to the end of the file.
            quiet + seek + ["-copyts"] + source + ["-vn", "-sn", "-dn"],
            "[0:\(track.index)]\(onClock(track, rate: SoundPiece.rate, layout: "mono", first: first)),"
                + "apad,atrim=end_sample=\(piece.samples),asetpts=N/SR/TB"
        )
    }

    private static let pieceFile = "piece.flac"

    /// Seconds decoded before a piece: coders need some frames to get going, and containers find a place only roughly.
    private static let decodingLead = 1.0
}
