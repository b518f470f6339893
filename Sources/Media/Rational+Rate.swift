extension Rational {
    /// The rate that a number stands for: whole, half, or a whole one times 1000/1001, the rates that NTSC left; nil
    /// where it is none of these. Containers give averages (19001/317) and roundings (23.98) of them.
    static func usualRate(near value: Double) -> Rational? {
        guard value > 0.5, value < 1000 else { return nil }
        let whole = Int(value.rounded())
        let television = Int((value * 1.001).rounded())
        let candidates = [
            Rational(whole, 1), Rational(television * 1000, 1001), Rational(Int((value * 2).rounded()), 2),
        ]
        return candidates.compactMap { $0 }.first { abs($0.value / value - 1) < 2e-4 }
    }

    /// Shown so many times as often.
    func multiplied(by factor: Int, over divisor: Int = 1) -> Rational {
        Rational(numerator * factor, denominator * max(1, divisor)) ?? self
    }
}
