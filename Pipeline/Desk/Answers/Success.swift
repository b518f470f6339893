import Manifest

/// An answer of named values beside `"success": true`, as the original gives them.
struct Success: Encodable {
    private var members: [String: JSONTree]

    init(_ members: [String: JSONTree] = [:]) {
        self.members = members
        self.members["success"] = .bool(true)
    }

    func encode(to encoder: any Encoder) throws {
        try JSONTree.object(members).encode(to: encoder)
    }
}

/// The same of one value that has its own type.
struct Named<Value: Encodable>: Encodable {
    let name: String
    let value: Value

    init(_ name: String, _ value: Value) {
        self.name = name
        self.value = value
    }

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(_ name: String) { stringValue = name }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(true, forKey: Key("success"))
        try container.encode(value, forKey: Key(name))
    }
}
