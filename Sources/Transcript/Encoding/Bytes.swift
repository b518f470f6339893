/// A stretch of UTF-8 text.
typealias Bytes = ArraySlice<UInt8>

extension UInt8 {
    /// Tab, line feed, form feed, carriage return or space: the white space of WebVTT and HTML.
    var isSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0C || self == 0x0D }

    var isDigit: Bool { self >= 0x30 && self <= 0x39 }

    var isUpper: Bool { self >= 0x41 && self <= 0x5A }

    var isLower: Bool { self >= 0x61 && self <= 0x7A }

    var isLetter: Bool { isUpper || isLower }

    init(_ character: Unicode.Scalar, orElse other: UInt8 = 0) {
        self = UInt8(exactly: character.value) ?? other
    }
}

extension ArraySlice<UInt8> {
    /// The text; ill-formed sequences become U+FFFD.
    var text: String { String(decoding: self, as: UTF8.self) }

    /// Without white space at either end.
    var trimmed: Bytes {
        var slice = self
        while let first = slice.first, first.isSpace { slice.removeFirst() }
        while let last = slice.last, last.isSpace { slice.removeLast() }
        return slice
    }

    /// Whether the bytes are those of `text`.
    func equals(_ text: StaticString) -> Bool {
        count == text.utf8CodeUnitCount && starts(with: text)
    }

    /// Whether the bytes begin with those of `text`.
    func starts(with text: StaticString) -> Bool {
        guard count >= text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { buffer in
            var index = startIndex
            for byte in buffer {
                if self[index] != byte { return false }
                index += 1
            }
            return true
        }
    }

    /// Where `-->` begins, or nil.
    var arrow: Int? {
        guard count >= 3 else { return nil }
        var index = startIndex + 2
        // Every third byte from the front finds the only byte that can end an arrow or stand inside one.
        while index < endIndex {
            switch self[index] {
            case 0x3E:
                if self[index - 1] == 0x2D, self[index - 2] == 0x2D { return index - 2 }
                index += 3
            case 0x2D:
                index += 1
            default:
                index += 3
            }
        }
        return nil
    }

    /// Reads a decimal number of any length as far as it goes; saturates at `limit`. Nil where there is no digit.
    mutating func takeDigits(limit: Int = 999_999_999) -> (value: Int, count: Int)? {
        var value = 0
        var count = 0
        while let first, first.isDigit {
            value = Swift.min(value * 10 + Int(first - 0x30), limit)
            count += 1
            removeFirst()
        }
        return count == 0 ? nil : (value, count)
    }

    /// Takes one byte where it is the next.
    mutating func take(_ byte: UInt8) -> Bool {
        guard first == byte else { return false }
        removeFirst()
        return true
    }

    mutating func skipSpaces() {
        while let first, first.isSpace { removeFirst() }
    }
}

extension ArraySlice<UInt8> {
    /// Without white space in front.
    var trimmedStart: Bytes { drop(while: \.isSpace) }

    /// Whether the bytes of `text`, which is not empty, stand somewhere within.
    func holds(_ text: StaticString) -> Bool { firstIndex(of: text, from: startIndex) != nil }

    /// Where the bytes of `text`, which is not empty, stand first, from `start` on.
    func firstIndex(of text: StaticString, from start: Int) -> Int? {
        text.withUTF8Buffer { wanted in
            guard let first = wanted.first else { return nil }
            return withUnsafeBufferPointer { buffer in
                let offset = startIndex
                var index = start - offset
                while index + wanted.count <= buffer.count {
                    if buffer[index] == first, wanted.indices.allSatisfy({ buffer[index + $0] == wanted[$0] }) {
                        return index + offset
                    }
                    index += 1
                }
                return nil
            }
        }
    }

    /// Whether the bytes begin with those of `text`, which is in small letters, whatever their case here.
    func startsLowered(with text: StaticString) -> Bool {
        guard count >= text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { wanted in
            wanted.indices.allSatisfy { place in
                let byte = self[startIndex + place]
                return (byte.isUpper ? byte + 32 : byte) == wanted[place]
            }
        }
    }
}
