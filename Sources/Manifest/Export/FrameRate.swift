/// Frames a second as a fraction, so that frames are counted without drift.
struct FrameRate: Equatable {
    let numerator: Int
    let denominator: Int

    /// A clock of milliseconds, for a source without frames.
    static let milliseconds = FrameRate(numerator: 1000, denominator: 1)

    init(numerator: Int, denominator: Int) {
        self.numerator = numerator
        self.denominator = denominator
    }

    /// The fraction that a rate stands for: a whole number, a whole number times 1000/1001 (the rates that NTSC left:
    /// 23.976, 29.97, 59.94), or else the nearest thousandth. Up to 0.005 beside a rate counts as that rate, since
    /// `23.98` is commonly written for 24000/1001; nil for what is no rate.
    init?(_ rate: Double) {
        guard rate > 0.01, rate <= 1000 else { return nil }
        let whole = rate.rounded()
        let ntsc = (rate * 1.001).rounded()
        if whole > 0, abs(rate - whole) < 0.005 {
            self.init(numerator: Int(whole), denominator: 1)
        } else if ntsc >= 24, abs(rate - ntsc / 1.001) < 0.005 {
            self.init(numerator: Int(ntsc) * 1000, denominator: 1001)
        } else {
            self.init(numerator: Int((rate * 1000).rounded()), denominator: 1000)
        }
    }

    /// Frames a second.
    var value: Double { Double(numerator) / Double(denominator) }

    /// The number of the first frame at or after a time, which is also how many frames lie before it: frame n shows
    /// at n / rate. A millionth of a frame is forgiven for the error of binary fractions.
    func frames(before seconds: Double) -> Int {
        max(0, Int((seconds * Double(numerator) / Double(denominator) - 1e-6).rounded(.up)))
    }

    /// The frames of a span: those whose time t satisfies start ≤ t < end, and at least one.
    func frames(from start: Double, to end: Double) -> Range<Int> {
        let first = frames(before: start)
        return first..<max(first + 1, frames(before: end))
    }
}
