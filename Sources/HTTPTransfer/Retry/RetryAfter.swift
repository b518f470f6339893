/// How long a server asks to be left alone.
public enum RetryAfter {
    /// From `retry-after-ms`, or else `Retry-After` in seconds or as a date; never less than nothing. Nil where neither says
    /// anything that can be read. A date is measured against the answer's own `Date`, as the two machines' clocks may differ;
    /// `now`, in seconds since 1970, is used where there is none.
    public static func wait(_ headers: HTTPHeaders, now: Int64 = RetryClock.systemSeconds()) -> Duration? {
        if let text = headers["retry-after-ms"], let wait = number(text) { return milliseconds(wait) }
        guard let text = headers["Retry-After"] else { return nil }
        if let wait = number(text) { return milliseconds(wait * 1000) }
        guard let date = HTTPDate.parse(text, now: now) else { return nil }
        let sent = headers["Date"].flatMap { HTTPDate.parse($0, now: now) } ?? now
        return .seconds(max(date - sent, 0))
    }

    /// Some servers write fractions, which the standard does not know.
    private static func number(_ text: String) -> Double? {
        let isNumber =
            !text.isEmpty
            && text.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || $0 == UInt8(ascii: ".") }
        return isNumber ? Double(text) : nil
    }

    /// What is longer than a year is a year.
    private static func milliseconds(_ count: Double) -> Duration {
        .milliseconds(Int64(min(count.rounded(.up), 365 * 86_400_000)))
    }
}
