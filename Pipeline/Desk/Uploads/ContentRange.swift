/// A `Content-Range` field of a PUT: which bytes of how many come, or the question which are there (RFC 9110, section 14.4).
enum ContentRange: Sendable, Equatable {
    /// `bytes 0-99/1000`, its end left out of the range; the total is nil for `*`.
    case bytes(Range<Int>, total: Int?)
    /// `bytes */1000`
    case question(total: Int?)

    /// Reads a field; nil where it makes no sense.
    init?(_ field: String) {
        let parts = field.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bytes" else { return nil }
        let halves = parts[1].split(separator: "/", omittingEmptySubsequences: false)
        guard halves.count == 2 else { return nil }
        var total: Int?
        if halves[1] != "*" {
            guard let number = Self.number(halves[1]) else { return nil }
            total = number
        }
        if halves[0] == "*" {
            self = .question(total: total)
            return
        }
        let ends = halves[0].split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, let first = Self.number(ends[0]), let last = Self.number(ends[1]), first <= last,
            total.map({ last < $0 }) ?? true
        else { return nil }
        self = .bytes(first..<(last + 1), total: total)
    }

    /// Digits, and no more of them than any file needs.
    private static func number(_ text: Substring) -> Int? {
        guard 1...18 ~= text.utf8.count, text.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) else {
            return nil
        }
        return Int(text)
    }
}
