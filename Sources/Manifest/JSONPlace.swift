/// Where in a JSON text a value stands, for a person who looks for it in an editor.
public struct JSONPlace: Sendable, Equatable, CustomStringConvertible {
    /// A step from a value to one in it.
    public enum Step: Sendable, Equatable {
        case name(String)
        case index(Int)
    }

    /// Counted from 1.
    public let line: Int
    /// In characters (Unicode scalars), counted from 1.
    public let column: Int

    /// The place of the value that steps lead to; where it is missing, that of the last one on the way to it.
    public init(of steps: [Step], in bytes: some Sequence<UInt8>) {
        var walk = Walk(bytes: Array(bytes))
        for step in steps { guard walk.enter(step) else { break } }
        self.init(offset: walk.found, in: walk.bytes)
    }

    /// The place of the end of the text.
    static func end(of bytes: some Sequence<UInt8>) -> JSONPlace {
        let bytes = Array(bytes)
        return JSONPlace(offset: bytes.count, in: bytes)
    }

    init(offset: Int, in bytes: [UInt8]) {
        let before = bytes[..<offset]
        line = 1 + before.count { $0 == UInt8(ascii: "\n") }
        let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        // Bytes from 80 to BF go on with a character of UTF-8 that began before.
        column = 1 + before[start...].count { $0 & 0xC0 != 0x80 }
    }

    /// `line 3, column 14`.
    public var description: String { "line \(line), column \(column)" }

    /// A way into a text, without reading its values. What is no JSON ends it.
    private struct Walk {
        let bytes: [UInt8]
        /// Where the value that was reached begins.
        private(set) var found = 0
        private var next = 0

        init(bytes: [UInt8]) {
            self.bytes = bytes
            skipBlanks()
            found = min(next, bytes.count)
        }

        private var byte: UInt8? { next < bytes.count ? bytes[next] : nil }

        mutating func enter(_ step: Step) -> Bool {
            next = found
            let isObject = byte == UInt8(ascii: "{")
            guard isObject || byte == UInt8(ascii: "[") else { return false }
            next += 1
            var index = 0
            while true {
                skipBlanks()
                guard let byte, byte != UInt8(ascii: "}"), byte != UInt8(ascii: "]") else { return false }
                var name: String?
                if isObject {
                    guard byte == UInt8(ascii: "\"") else { return false }
                    let start = next
                    skipValue()
                    name = String(decoding: bytes[start..<next].dropFirst().dropLast(), as: UTF8.self)
                    skipBlanks()
                    guard self.byte == UInt8(ascii: ":") else { return false }
                    next += 1
                    skipBlanks()
                }
                if step == name.map({ .name($0) }) ?? .index(index), next < bytes.count {
                    found = next
                    return true
                }
                skipValue()
                skipBlanks()
                guard self.byte == UInt8(ascii: ",") else { return false }
                next += 1
                index += 1
            }
        }

        private mutating func skipBlanks() {
            while let byte, [0x20, 0x0A, 0x0D, 0x09].contains(byte) { next += 1 }
        }

        /// Steps over a value, however deep: to the end of a string, to the bracket that closes a list or an object, or to
        /// what follows a word or a number.
        private mutating func skipValue() {
            var depth = 0
            while let byte {
                switch byte {
                case UInt8(ascii: "\""): skipString()
                case UInt8(ascii: "["), UInt8(ascii: "{"):
                    depth += 1
                    next += 1
                case UInt8(ascii: "]"), UInt8(ascii: "}"):
                    if depth == 0 { return }
                    depth -= 1
                    next += 1
                case UInt8(ascii: ","), UInt8(ascii: ":"):
                    if depth == 0 { return }
                    next += 1
                    continue
                default:
                    next += 1
                    continue
                }
                if depth == 0 { return }
            }
        }

        private mutating func skipString() {
            next += 1
            while let byte {
                next += byte == UInt8(ascii: "\\") ? 2 : 1
                if byte == UInt8(ascii: "\"") { return }
            }
            next = min(next, bytes.count)
        }
    }
}
