/// Walks through UTF-8 text line by line. A line ends at CR, LF or CRLF (W3C WebVTT, section 6.1).
struct LineReader {
    let bytes: [UInt8]
    /// Where the next line begins.
    private(set) var position = 0
    /// The number of the next line, from 1.
    private(set) var number = 1

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { position >= bytes.count }

    /// A place to come back to.
    struct Mark {
        let position: Int
        let number: Int
    }

    var mark: Mark { Mark(position: position, number: number) }

    mutating func rewind(to mark: Mark) {
        position = mark.position
        number = mark.number
    }

    /// The next line without its end, and moves past both. Empty at the end of the text.
    mutating func next() -> Bytes {
        let start = position
        var index = start
        let range = bytes.withUnsafeBufferPointer { buffer in
            while index < buffer.count, buffer[index] != 0x0A, buffer[index] != 0x0D { index += 1 }
            let end = index
            if index < buffer.count {
                index += buffer[index] == 0x0D && index + 1 < buffer.count && buffer[index + 1] == 0x0A ? 2 : 1
            }
            return start..<end
        }
        position = index
        number += 1
        return bytes[range]
    }

    /// Moves past empty lines.
    mutating func skipEmptyLines() {
        while !isAtEnd {
            let here = mark
            if !next().isEmpty {
                rewind(to: here)
                return
            }
        }
    }
}
