/// Dates as HTTP writes them, in three forms of which all are to be read (RFC 9110, 5.6.7), in seconds since 1970.
enum HTTPDate {
    /// Nil where the text is none of the forms. `now` places the two-digit years of the old form.
    static func parse(_ text: String, now: Int64) -> Int64? {
        let words = text.split { " ,-".contains($0) }.map { String($0) }
        switch words.count {
        // Sun, 06 Nov 1994 08:49:37 GMT; Sunday, 06-Nov-94 08:49:37 GMT
        case 6 where words[5] == "GMT":
            guard let month = month(words[2]), let time = seconds(words[4]), let day = number(words[1], digits: 2),
                let year = year(words[3], month, day, now)
            else { return nil }
            return date(year, month, day).map { $0 + time }
        // Sun Nov  6 08:49:37 1994
        case 5:
            guard let month = month(words[1]), let day = number(words[2], digits: words[2].utf8.count),
                let time = seconds(words[3]), let year = number(words[4], digits: 4)
            else { return nil }
            return date(year, month, day).map { $0 + time }
        default: return nil
        }
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    private static func month(_ text: String) -> Int64? { months.firstIndex(of: text).map { Int64($0) + 1 } }

    private static func number(_ text: String, digits: Int) -> Int64? {
        guard text.utf8.count == digits, text.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) else {
            return nil
        }
        return Int64(text)
    }

    private static func year(_ text: String, _ month: Int64, _ day: Int64, _ now: Int64) -> Int64? {
        if let year = number(text, digits: 4) { return year }
        guard let short = number(text, digits: 2) else { return nil }
        // A date that seems more than 50 years ahead is of the century before.
        let thisYear = 1970 + now / 31_556_952
        let year = thisYear - thisYear % 100 + short
        return year > thisYear + 50 ? year - 100 : year
    }

    private static func seconds(_ text: String) -> Int64? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { number(String($0), digits: 2) }
        // 60 is a leap second.
        guard parts.count == 3, let hour = parts[0], let minute = parts[1], let second = parts[2], hour < 24,
            minute < 60,
            second <= 60
        else { return nil }
        return hour * 3600 + minute * 60 + second
    }

    /// The seconds at which a day begins, in the proleptic Gregorian calendar. A year is taken to begin in March, so that the
    /// leap day is its last.
    private static func date(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64? {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths: [Int64] = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard year >= 1583, day >= 1, day <= lengths[Int(month) - 1] else { return nil }
        let marchYear = month > 2 ? year : year - 1
        let marchMonth = (month + 9) % 12
        let leapDays = marchYear / 4 - marchYear / 100 + marchYear / 400
        let days = marchYear * 365 + leapDays + (marchMonth * 153 + 2) / 5 + day - 1
        // From the 1st of March of the year 0 to the 1st of January 1970.
        return (days - 719_468) * 86_400
    }
}
