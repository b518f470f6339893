extension Double {
    /// `$0.0123`; nothing below nothing, and no more than a billion.
    package var dollars: String {
        let hundredths = Int((Swift.min(Swift.max(isNaN ? 0 : self, 0), 1e9) * 10_000).rounded())
        let fraction = String(10_000 + hundredths % 10_000).dropFirst()
        return "$\(hundredths / 10_000).\(fraction)"
    }
}
