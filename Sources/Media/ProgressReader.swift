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
