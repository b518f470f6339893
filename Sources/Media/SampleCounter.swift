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
