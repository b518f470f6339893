/// A fraction of whole numbers, as containers state rates and time bases.
public struct Rational: Sendable, Hashable, CustomStringConvertible {
    /// What stands above the line.
    public var numerator: Int
    /// What stands below the line; never 0.
    public var denominator: Int

    /// Makes a fraction in its lowest terms; nil when the denominator is 0.
    public init?(_ numerator: Int, _ denominator: Int) {
        guard denominator != 0 else { return nil }
        var (a, b) = (abs(numerator), abs(denominator))
        while b != 0 { (a, b) = (b, a % b) }
        let divisor = max(a, 1) * (denominator < 0 ? -1 : 1)
        self.numerator = numerator / divisor
        self.denominator = denominator / divisor
    }

    /// Reads `30000/1001` or `16:9`; nil for anything else, and for a denominator of 0.
    public init?(_ text: String) {
        let parts = text.split(whereSeparator: { $0 == "/" || $0 == ":" }).map { Int($0) }
        guard parts.count == 2, let numerator = parts[0], let denominator = parts[1] else { return nil }
        self.init(numerator, denominator)
    }

    /// The nearest number.
    public var value: Double { Double(numerator) / Double(denominator) }

    /// As ffmpeg writes and reads it: `30000/1001`.
    public var description: String { "\(numerator)/\(denominator)" }

    /// This many times the fraction: exact as long as the product fits 53 bits.
    func times(_ count: Int) -> Double { Double(count) * Double(numerator) / Double(denominator) }
}

extension Rational {
    /// 1/1.
    static let one = Rational(whole: 1)

    /// A whole number.
    init(whole: Int) {
        numerator = whole
        denominator = 1
    }
}

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

/// Seconds as ffmpeg reads them: a plain decimal with microseconds, never an exponent.
func decimal(_ value: Double) -> String {
    let micros = Int64((abs(value) * 1_000_000).rounded())
    let fraction = String(micros % 1_000_000)
    let sign = value < 0 && micros > 0 ? "-" : ""
    return "\(sign)\(micros / 1_000_000).\(String(repeating: "0", count: 6 - fraction.count))\(fraction)"
}
