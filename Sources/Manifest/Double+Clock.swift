extension Double {
    /// A time for people: `0:07`, `12:30`, `1:02:03`.
    public var clock: String {
        let seconds = Int(max(0, self))
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let rest = "\(two(seconds % 60))"
        return seconds < 3600
            ? "\(seconds / 60):\(rest)" : "\(seconds / 3600):\(two(seconds / 60 % 60)):\(rest)"
    }
}
