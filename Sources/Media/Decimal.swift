/// Seconds as ffmpeg reads them: a plain decimal with microseconds, never an exponent.
func decimal(_ value: Double) -> String {
    let micros = Int64((abs(value) * 1_000_000).rounded())
    let fraction = String(micros % 1_000_000)
    let sign = value < 0 && micros > 0 ? "-" : ""
    return "\(sign)\(micros / 1_000_000).\(String(repeating: "0", count: 6 - fraction.count))\(fraction)"
}
