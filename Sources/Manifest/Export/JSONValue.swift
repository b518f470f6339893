/// A JSON document that is built by hand, for formats that are not SmartClip's own.
enum JSONValue: Encodable {
    case null
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// A string in one line, as all text that comes from a video is written.
    static func line(_ text: String) -> JSONValue { .string(text.singleLine) }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .number(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }

    /// The document as an indented text; throws where a number is not finite.
    func text() throws(ExportError) -> String {
        do {
            return String(decoding: try JSONText.file(self), as: UTF8.self)
        } catch {
            throw .notJSON("\(error)")
        }
    }
}

extension JSONValue: ExpressibleByStringLiteral {
    init(stringLiteral value: String) { self = .string(value) }
}

extension JSONValue: ExpressibleByArrayLiteral {
    init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
}

extension JSONValue: ExpressibleByDictionaryLiteral {
    init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(Dictionary(elements) { _, last in last })
    }
}
