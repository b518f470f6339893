/// A JSON value as other programs write it: `NaN` is taken, which Python writes, and what is behind the value is passed over.
indirect enum LooseJSON {
    case null
    case bool(Bool)
    case number(Double)
    case text(String)
    case list([LooseJSON])
    case object([String: LooseJSON])

    /// Values nested deeper than this are refused.
    private static let deepest = 64

    /// Parses a text; nil where it is damaged.
    init?(_ bytes: [UInt8]) {
        var rest = bytes[...]
        guard let value = Self.value(&rest, depth: 0) else { return nil }
        self = value
    }

    subscript(name: String) -> LooseJSON? {
        guard case .object(let fields) = self else { return nil }
        return fields[name]
    }

    var items: [LooseJSON]? {
        guard case .list(let items) = self else { return nil }
        return items
    }

    var string: String? {
        guard case .text(let text) = self else { return nil }
        return text
    }

    /// A number, also one written as a text; finite.
    var seconds: Double? {
        switch self {
        case .number(let number) where number.isFinite: number
        case .text(let text): Double(text).flatMap { $0.isFinite ? $0 : nil }
        default: nil
        }
    }

    private static func value(_ rest: inout Bytes, depth: Int) -> LooseJSON? {
        rest.skipSpaces()
        guard depth < deepest, let first = rest.first else { return nil }
        switch first {
        case 0x7B:
            rest.removeFirst()
            var fields: [String: LooseJSON] = [:]
            rest.skipSpaces()
            if rest.take(0x7D) { return .object(fields) }
            repeat {
                rest.skipSpaces()
                guard let name = string(&rest) else { return nil }
                rest.skipSpaces()
                guard rest.take(0x3A), let value = value(&rest, depth: depth + 1) else { return nil }
                fields[name] = value
                rest.skipSpaces()
            } while rest.take(0x2C)
            return rest.take(0x7D) ? .object(fields) : nil
        case 0x5B:
            rest.removeFirst()
            var items: [LooseJSON] = []
            rest.skipSpaces()
            if rest.take(0x5D) { return .list(items) }
            repeat {
                guard let value = value(&rest, depth: depth + 1) else { return nil }
                items.append(value)
                rest.skipSpaces()
            } while rest.take(0x2C)
            return rest.take(0x5D) ? .list(items) : nil
        case 0x22:
            return string(&rest).map { .text($0) }
        default:
            let word = rest.prefix { $0.isLetter || $0.isDigit || $0 == 0x2D || $0 == 0x2B || $0 == 0x2E }
            rest = rest[word.endIndex...]
            switch word.text {
            case "true": return .bool(true)
            case "false": return .bool(false)
            case "null", "NaN", "Infinity", "-Infinity": return .null
            case let text: return text.utf8.count > 60 ? nil : Double(text).map { .number($0) }
            }
        }
    }

    private static func string(_ rest: inout Bytes) -> String? {
        guard rest.take(0x22) else { return nil }
        var out: [UInt8] = []
        var units: [UInt16] = []
        func flush() {
            if !units.isEmpty { out += Array(String(decoding: units, as: UTF16.self).utf8) }
            units = []
        }
        while let byte = rest.popFirst() {
            if byte == 0x5C, rest.first == 0x75 {
                guard let code = UInt16(rest.dropFirst().prefix(4).text, radix: 16), rest.count >= 5 else { return nil }
                units.append(code)
                rest = rest.dropFirst(5)
                continue
            }
            flush()
            if byte == 0x22 { return String(decoding: out, as: UTF8.self) }
            guard byte == 0x5C else {
                out.append(byte)
                continue
            }
            guard let escaped = rest.popFirst() else { return nil }
            switch escaped {
            case UInt8(ascii: "n"), UInt8(ascii: "r"): out.append(0x0A)
            case UInt8(ascii: "t"), UInt8(ascii: "b"), UInt8(ascii: "f"): out.append(0x20)
            default: out.append(escaped)
            }
        }
        return nil
    }
}
