import FoundationEssentials
import Manifest

/// A JSON document, read back.
enum JSONTree: Decodable, Equatable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONTree])
    case object([String: JSONTree])

    init(text: String) throws {
        self = try JSONText.decode(JSONTree.self, from: Data(text.utf8))
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        // Each failed attempt only says that the value is of another kind; the last one is not swallowed.
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSONTree].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONTree].self))
        }
    }

    subscript(key: String) -> JSONTree? {
        if case .object(let members) = self { members[key] } else { nil }
    }

    subscript(index: Int) -> JSONTree? {
        if case .array(let items) = self, items.indices.contains(index) { items[index] } else { nil }
    }

    var members: [String: JSONTree] {
        if case .object(let members) = self { members } else { [:] }
    }

    var items: [JSONTree] {
        if case .array(let items) = self { items } else { [] }
    }

    var string: String? {
        if case .string(let value) = self { value } else { nil }
    }

    var number: Double? {
        if case .number(let value) = self { value } else { nil }
    }

    /// This value and all below it.
    var all: [JSONTree] {
        switch self {
        case .array(let items): [self] + items.flatMap(\.all)
        case .object(let members): [self] + members.values.flatMap(\.all)
        default: [self]
        }
    }
}
