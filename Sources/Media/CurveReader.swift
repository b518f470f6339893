/// Gathers the momentary loudness that ffmpeg's `ebur128` filter prints every 100 ms.
struct CurveReader: LineReader {
    private(set) var values: [Float] = []

    mutating func read(_ line: String) {
        guard line.hasPrefix("lavfi.r128.M=") else { return }
        let value = Float(line.dropFirst(13)) ?? -120
        values.append(value.isFinite ? max(-120, value) : -120)
    }
}
