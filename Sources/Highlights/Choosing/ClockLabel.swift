/// Times and titles that need no words of the talk.
enum ClockLabel {
    /// `12:30`, or `1:02:03` from an hour on.
    static func time(_ seconds: Double) -> String {
        let whole = seconds.isFinite ? Int(min(max(0, seconds), 1e9)) : 0
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let minutes = whole / 60
        if minutes < 60 { return "\(minutes):\(two(whole % 60))" }
        return "\(minutes / 60):\(two(minutes % 60)):\(two(whole % 60))"
    }

    /// The title of a moment without words.
    static func title(at seconds: Double) -> String {
        "Moment at \(time(seconds))"
    }
}
