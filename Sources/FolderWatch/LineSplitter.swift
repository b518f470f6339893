/// Cuts a stream of bytes into lines.
struct LineSplitter {
    /// Bytes that a line may have: names and paths as numbers are far shorter.
    static let limit = 65536

    private var open: [UInt8] = []

    /// A line is longer than the limit.
    struct TooLong: Error, Equatable {}

    /// The lines that end in these bytes, without their ends. What follows the last end waits for the next bytes.
    mutating func lines(in bytes: [UInt8]) throws(TooLong) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        var rest = bytes[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            try extend(by: rest[..<end])
            lines.append(open)
            open = []
            rest = rest[(end + 1)...]
        }
        try extend(by: rest)
        return lines
    }

    private mutating func extend(by more: ArraySlice<UInt8>) throws(TooLong) {
        if open.count + more.count > Self.limit { throw TooLong() }
        open.append(contentsOf: more)
    }
}
