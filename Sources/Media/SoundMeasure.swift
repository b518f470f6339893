#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

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
