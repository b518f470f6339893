/// Where a text stops being JSON (RFC 8259), which Foundation does not tell.
struct JSONSyntax {
    /// The first byte that cannot stand where it does.
    struct Fault: Error, Equatable {
        let offset: Int
        /// What is wrong there, for a person.
        let problem: String
    }

    private let bytes: [UInt8]
    private var next = 0

    /// The first fault of a text; nil where it is JSON.
    static func fault(in bytes: some Sequence<UInt8>) -> Fault? {
        var syntax = JSONSyntax(bytes: Array(bytes))
        do throws(Fault) {
            try syntax.document()
            return nil
        } catch {
            return error
        }
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private var byte: UInt8? { next < bytes.count ? bytes[next] : nil }

    private func fault(_ expected: String) -> Fault {
        guard let byte else { return Fault(offset: next, problem: "the text ends where \(expected) is expected") }
        let found = 0x21...0x7E ~= byte ? "\(Character(Unicode.Scalar(byte)))" : "another character"
        return Fault(offset: next, problem: "\(found) stands where \(expected) is expected")
    }

    /// Walks the whole text with the open objects and lists in a row of their own, so that depth costs no stack.
    private mutating func document() throws(Fault) {
        var open: [UInt8] = []
        while true {
            skipBlanks()
            // A value is due.
            if let byte, byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
                next += 1
                skipBlanks()
                let close = Self.close(of: byte)
                if self.byte == close {
                    next += 1
                } else {
                    open.append(byte)
                    if byte == UInt8(ascii: "{") { try name() }
                    continue
                }
            } else {
                try scalar()
            }
            // A value has ended.
            while true {
                skipBlanks()
                guard let inside = open.last else {
                    if next < bytes.count { throw fault("the end of the text") }
                    return
                }
                let close = Self.close(of: inside)
                if byte == close {
                    next += 1
                    open.removeLast()
                    continue
                }
                guard byte == UInt8(ascii: ",") else {
                    throw fault("a comma or \(Character(Unicode.Scalar(close)))")
                }
                next += 1
                if inside == UInt8(ascii: "{") {
                    skipBlanks()
                    try name()
                }
                break
            }
        }
    }

    private static func close(of open: UInt8) -> UInt8 {
        open == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: "]")
    }

    private mutating func name() throws(Fault) {
        guard byte == UInt8(ascii: "\"") else { throw fault("a name in double quotes") }
        try string()
        skipBlanks()
        guard byte == UInt8(ascii: ":") else { throw fault("a colon") }
        next += 1
    }

    private mutating func scalar() throws(Fault) {
        switch byte {
        case UInt8(ascii: "\"")?: try string()
        case let digit? where digit == UInt8(ascii: "-") || Self.isDigit(digit): try number()
        case UInt8(ascii: "t")?: try word("true")
        case UInt8(ascii: "f")?: try word("false")
        case UInt8(ascii: "n")?: try word("null")
        default: throw fault("a value")
        }
    }

    private mutating func word(_ word: String) throws(Fault) {
        guard bytes[next...].starts(with: word.utf8) else { throw fault("a value") }
        next += word.utf8.count
    }

    private mutating func digits() throws(Fault) {
        guard let byte, Self.isDigit(byte) else { throw fault("a digit") }
        while let byte = self.byte, Self.isDigit(byte) { next += 1 }
    }

    private mutating func number() throws(Fault) {
        if byte == UInt8(ascii: "-") { next += 1 }
        if byte == UInt8(ascii: "0") {
            next += 1
            if let byte, Self.isDigit(byte) { throw fault("no digit after a 0 at the beginning") }
        } else {
            try digits()
        }
        if byte == UInt8(ascii: ".") {
            next += 1
            try digits()
        }
        if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
            next += 1
            if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { next += 1 }
            try digits()
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

    private mutating func string() throws(Fault) {
        let start = next
        next += 1
        while let byte {
            switch byte {
            case UInt8(ascii: "\""):
                next += 1
                if String(validating: bytes[start..<next], as: UTF8.self) == nil {
                    throw Fault(offset: start, problem: "the text in quotes is not UTF-8")
                }
                return
            case UInt8(ascii: "\\"): try escape()
            case 0..<0x20:
                let name = byte == UInt8(ascii: "\n") ? "a line's end" : "a control character"
                throw Fault(offset: next, problem: "\(name) stands in a text in quotes")
            default: next += 1
            }
        }
        throw fault("the closing quote")
    }

    private mutating func escape() throws(Fault) {
        next += 1
        guard let byte else { throw fault("an escaped character") }
        if byte == UInt8(ascii: "u") {
            next += 1
            for _ in 0..<4 {
                guard let digit = self.byte, Character(Unicode.Scalar(digit)).isHexDigit else {
                    throw fault("a hexadecimal digit")
                }
                next += 1
            }
            return
        }
        guard "\"\\/bfnrt".utf8.contains(byte) else { throw fault("one of \" \\ / b f n r t u after a backslash") }
        next += 1
    }

    private mutating func skipBlanks() {
        while let byte, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { next += 1 }
    }
}
