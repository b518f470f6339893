#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// Reads what `ffmpeg -progress` prints, and tells how far the output has come.
struct ProgressReader: LineReader {
    /// Seconds of output when the work is done.
    let duration: Double
    /// Told the part done, 0 to 1, at each report.
    let report: @Sendable (Double) -> Void

    mutating func read(_ line: String) {
        guard line.hasPrefix("out_time_us="), let micros = Double(line.dropFirst(12)), duration > 0 else { return }
        report(min(1, max(0, micros / 1_000_000 / duration)))
    }
}

/// Reads what whisper.cpp prints with `-pp`: `whisper_print_progress_callback: progress =  25%`.
struct WhisperProgress: LineReader {
    /// Told the part done, 0 to 1, at each report.
    let report: @Sendable (Double) -> Void

    mutating func read(_ line: String) {
        guard line.contains("progress"), line.hasSuffix("%"),
            let percent = line.dropLast().split(whereSeparator: { $0 == " " || $0 == "=" }).last.flatMap({ Double($0) })
        else { return }
        report(min(1, max(0, percent / 100)))
    }
}

/// Counts the lines that are no comments.
struct LineCounter: LineReader {
    private(set) var count = 0

    mutating func read(_ line: String) {
        if !line.hasPrefix("#") { count += 1 }
    }
}

/// Counts samples in what ffmpeg's `framecrc` writes: `stream, dts, pts, duration, size, checksum`.
struct SampleCounter: LineReader {
    private(set) var samples = 0

    mutating func read(_ line: String) {
        let fields = line.split(separator: ",")
        guard line.first?.isNumber == true, fields.count >= 5 else { return }
        // Two channels of two bytes each.
        samples += (Int(fields[4].filter(\.isNumber)) ?? 0) / 4
    }
}

/// Reads the timestamps that ffmpeg's `metadata=print` writes, a frame a line: `frame:0    pts:92092   pts_time:3.06`.
struct StampReader: LineReader {
    private(set) var stamps: [Int] = []

    mutating func read(_ line: String) {
        guard line.hasPrefix("frame:"), let mark = line.range(of: "pts:") else { return }
        if let stamp = Int(line[mark.upperBound...].prefix { $0 == "-" || $0.isNumber }) { stamps.append(stamp) }
    }
}

extension String {
    /// Where a text stands first.
    fileprivate func range(of text: String) -> Range<Index>? {
        var at = startIndex
        while at < endIndex {
            if self[at...].hasPrefix(text) { return at..<index(at, offsetBy: text.count) }
            formIndex(after: &at)
        }
        return nil
    }
}

/// Reads packets printed by ffprobe, or the helper, as `pts,dts,flags`, or frames as one timestamp a line.
struct PacketReader: LineReader {
    /// Timestamps of what is shown.
    private(set) var times: [Int] = []
    /// Those of them that the container calls key frames.
    private(set) var keys: [Int] = []
    /// The first decoding timestamp, or what stands for it.
    private(set) var firstDecoded: Int?
    /// The greatest decoding timestamp.
    private(set) var lastDecoded: Int?
    /// The longest way from decoding to showing.
    private(set) var longestReorder = 0
    /// Packets that an edit list hides.
    private(set) var hidden = 0
    /// Packets without a timestamp of their own, as AVI has them.
    private(set) var untimed = 0
    /// The helper says why it lists none, in JSON.
    private(set) var isRefused = false

    mutating func read(_ line: String) {
        if line.hasPrefix("{") {
            isRefused = true
            return
        }
        let fields = line.split(separator: ",", omittingEmptySubsequences: false)
        let discarded = fields.count > 2 && fields[2].contains("D")
        guard let shown = fields.first.flatMap({ Int($0) }) else {
            untimed += 1
            return
        }
        let decoded = (fields.count > 1 ? Int(fields[1]) : nil) ?? shown
        firstDecoded = min(firstDecoded ?? decoded, decoded)
        lastDecoded = max(lastDecoded ?? decoded, decoded)
        longestReorder = max(longestReorder, shown - decoded)
        // Packets that an edit list hides are decoded and not shown.
        if discarded { hidden += 1 } else { times.append(shown) }
        if !discarded, fields.count > 2, fields[2].contains("K") { keys.append(shown) }
    }
}

/// Gathers the momentary loudness that ffmpeg's `ebur128` filter prints every 100 ms.
struct CurveReader: LineReader {
    private(set) var values: [Float] = []

    mutating func read(_ line: String) {
        guard line.hasPrefix("lavfi.r128.M=") else { return }
        let value = Float(line.dropFirst(13)) ?? -120
        values.append(value.isFinite ? max(-120, value) : -120)
    }
}

/// Gathers the levels that ffmpeg's `astats` filter prints for each frame.
struct LevelReader: LineReader {
    static let key = "lavfi.astats.Overall.RMS_level"
    private(set) var values: [Float] = []
    /// Told how many values there are, now and then.
    private let report: @Sendable (Int) -> Void

    init(report: @escaping @Sendable (Int) -> Void = { _ in }) { self.report = report }

    mutating func read(_ line: String) {
        guard line.hasPrefix(Self.key) else { return }
        let value = Float(line.dropFirst(Self.key.utf8.count + 1)) ?? -120
        values.append(value.isFinite ? max(-120, value) : -120)
        // Once for ten seconds of sound.
        if values.count % 500 == 0 { report(values.count) }
    }
}

/// How loud a sound is, from what ffmpeg's `ebur128` filter prints as metadata. Knows the last figures only.
struct SoundMeasure: LineReader, Equatable {
    /// Integrated loudness in LUFS (EBU R 128); nil where it is silence or too short to tell.
    private(set) var loudness: Double?
    /// The greatest true peak so far, 1 is full scale.
    private var peak = 0.0

    /// True peak in dBTP (ITU-R BS.1770); nil where every sample is 0.
    var truePeak: Double? { peak > 0 ? 20 * log10(peak) : nil }

    /// Below this there is nothing to hear, and a gain would only bring up noise.
    static let silence = -60.0

    mutating func read(_ line: String) {
        if line.hasPrefix("lavfi.r128.I=") {
            let value = Double(line.dropFirst(13)) ?? -.infinity
            loudness = value > Self.silence ? value : nil
        } else if line.hasPrefix("lavfi.r128.true_peak=") {
            peak = max(peak, Double(line.dropFirst(21)) ?? 0)
        }
    }
}
