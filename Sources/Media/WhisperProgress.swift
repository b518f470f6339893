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
