import FoundationEssentials
import HTTPTransfer

/// How long a server asks to be left alone: seconds, or a date (RFC 9110, 10.2.3).
enum RetryAfter {
    static func seconds(_ headers: HTTPHeaders, now: Date = Date()) -> Double? {
        guard let text = headers["retry-after"] else { return nil }
        if let seconds = ByteCount.parse(text) { return Double(seconds) }
        guard let date = date(text) else { return nil }
        return max(0, Double(date) - now.timeIntervalSince1970)
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// "Sun, 06 Nov 1994 08:49:37 GMT" in seconds since 1970: the one form that is still written.
    static func date(_ text: String) -> Int64? {
        let words = text.split(separator: " ")
        guard words.count == 6, words[5] == "GMT", let month = months.firstIndex(of: String(words[2])),
            let day = ByteCount.parse(words[1]), let year = ByteCount.parse(words[3]), 1970...9999 ~= year
        else { return nil }
        let clock = words[4].split(separator: ":").compactMap { ByteCount.parse($0) }
        guard clock.count == 3, 1...31 ~= day, clock[0] < 24, clock[1] < 60, clock[2] <= 60 else { return nil }
        // Days since 1970 of a date of the Gregorian calendar, in years that begin in March.
        let shifted = month < 2 ? year - 1 : year
        let era = shifted / 400
        let ofEra = shifted - era * 400
        let ofYear = (153 * Int64(month < 2 ? month + 10 : month - 2) + 2) / 5 + day - 1
        let days = era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
        return days * 86_400 + clock[0] * 3600 + clock[1] * 60 + clock[2]
    }
}
