/// A count of bytes in a header.
enum ByteCount {
    /// Digits alone, and far from the end of what an Int64 holds, so that it can be counted on from there.
    static func parse(_ text: some StringProtocol) -> Int64? {
        guard 1...18 ~= text.utf8.count, text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
        return Int64(text)
    }
}
