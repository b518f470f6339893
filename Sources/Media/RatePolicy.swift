/// At which rate the frames of a source are shown.
public enum RatePolicy: String, Sendable, CaseIterable {
    /// At the source's, between 24 and 60 frames a second: slower ones are raised by repeating each frame, faster ones
    /// lowered by leaving frames out, evenly. Many sites and players take nothing else.
    case auto
    /// At the source's own.
    case source

    /// How often each frame is shown, and of how many frames one is.
    func change(of rate: Rational) -> (repeats: Int, divisor: Int) {
        guard self == .auto else { return (1, 1) }
        // 24000/1001 is what film has on television.
        let repeats = rate.value < 23 ? Int((24000.0 / 1001 / rate.value - 1e-9).rounded(.up)) : 1
        var divisor = 1
        while rate.value / Double(divisor) > 60.001 { divisor *= 2 }
        return (max(1, repeats), divisor)
    }
}
