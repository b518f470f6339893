/// The last lines out of bytes that come in any pieces.
struct LineGatherer: Sendable {
    /// The last lines, without empty ones.
    private(set) var lines: [String] = []
    private var rest: [UInt8] = []

    /// So many lines are kept at least, of so many bytes at most: what is longer is cut.
    private static let limits = (lines: 100, bytes: 4096)

    /// Takes more bytes.
    mutating func take(_ bytes: UnsafeRawBufferPointer) {
        for byte in bytes {
            let isEnd = byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
            if isEnd || rest.count >= Self.limits.bytes { end() }
            if !isEnd { rest.append(byte) }
        }
    }

    /// No more comes: what is there is the last line.
    mutating func end() {
        defer { rest = [] }
        let line = String(decoding: rest, as: UTF8.self)
        guard line.contains(where: { !$0.isWhitespace }) else { return }
        lines.append(line)
        if lines.count > 2 * Self.limits.lines { lines.removeFirst(Self.limits.lines) }
    }
}
