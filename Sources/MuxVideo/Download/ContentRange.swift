/// Which part of a file an answer holds: `bytes FIRST-LAST/TOTAL`.
struct ContentRange: Equatable {
    var first: Int64
    var last: Int64
    /// Absent where the server does not know.
    var total: Int64?

    init?(_ text: String) {
        guard text.hasPrefix("bytes ") else { return nil }
        let halves = text.dropFirst(6).split(separator: "/", omittingEmptySubsequences: false)
        guard halves.count == 2 else { return nil }
        let ends = halves[0].split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, let first = ByteCount.parse(ends[0]), let last = ByteCount.parse(ends[1]), first <= last
        else { return nil }
        if halves[1] != "*" {
            guard let total = ByteCount.parse(halves[1]), last < total else { return nil }
            self.total = total
        }
        self.first = first
        self.last = last
    }
}
