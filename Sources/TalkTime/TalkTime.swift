/// Times of a talk, as people read them: on the terminal, on pages, in notes, titles and chapters.
///
/// The seconds come from files that a person may have edited, so no value, however large or odd, stops the program.
public enum TalkTime {
    /// A place in a talk: `4:07`, `1:02:03`.
    ///
    /// What is left of a second is cut off, not rounded. It is what a player's counter shows at that instant, and whoever goes
    /// there misses no word.
    public static func text(_ seconds: Double) -> String {
        // A sum of doubles may be a hair short of the whole second that it means, and times are kept to the millisecond.
        let whole = Int((bounded(seconds) * 1000).rounded() / 1000)
        let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
        return hours > 0 ? "\(hours):\(twoDigits(minutes)):\(twoDigits(rest))" : "\(minutes):\(twoDigits(rest))"
    }

    /// How long something lasts, rounded: `38 s`, `1 min 5 s`, `2 h 3 min`.
    public static func length(_ seconds: Double) -> String {
        let whole = Int(bounded(seconds).rounded())
        let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
        if hours > 0 { return minutes > 0 ? "\(hours) h \(minutes) min" : "\(hours) h" }
        if minutes > 0 { return rest > 0 ? "\(minutes) min \(rest) s" : "\(minutes) min" }
        return "\(rest) s"
    }

    /// 0 for what is no time, and so large at most that the conversion to an integer stays in bounds.
    private static func bounded(_ seconds: Double) -> Double {
        seconds.isFinite ? min(max(seconds, 0), 1e12) : 0
    }

    private static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
