/// A time of the source in whole milliseconds, the finest that the chapter formats write.
struct Milliseconds: Comparable {
    var count: Int

    /// Rounds to the nearest; the seconds are finite.
    init(seconds: Double) {
        count = Int((seconds * 1000).rounded())
    }

    /// The time in seconds, for JSON.
    var seconds: Double { Double(count) / 1000 }

    /// Whole seconds, the rest cut off: a chapter that begins early loses no word.
    var wholeSeconds: Int { count / 1000 }

    /// Seconds with up to three decimals: `12.5`.
    var decimal: String {
        guard count % 1000 != 0 else { return "\(wholeSeconds)" }
        var fraction = (count % 1000).padded(to: 3)
        while fraction.hasSuffix("0") { fraction.removeLast() }
        return "\(wholeSeconds).\(fraction)"
    }

    /// A WebVTT timestamp: `00:01:02.345`.
    var clock: String {
        let seconds = wholeSeconds
        let parts = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { $0.padded(to: 2) }
        return parts.joined(separator: ":") + "." + (count % 1000).padded(to: 3)
    }

    static func < (left: Milliseconds, right: Milliseconds) -> Bool { left.count < right.count }
}

extension Int {
    /// The number with zeros before it, at least `width` digits.
    func padded(to width: Int) -> String {
        let digits = String(self)
        return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
    }
}
