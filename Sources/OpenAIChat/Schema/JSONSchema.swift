/// A schema within what the strict mode takes: of every object all properties are required and no other is allowed. What may be
/// absent is `nullable`.
///
/// Bounds (of numbers, of a list's length) stand in the words only: older models refuse them in the schema, and no server
/// needs to keep them. Whoever asks checks the answer.
public struct JSONSchema: Sendable, Equatable {
    indirect enum Kind: Sendable, Equatable {
        case object([Property])
        case array(of: JSONSchema, count: ClosedRange<Int>?)
        case string
        case integer(ClosedRange<Int>?)
        case number(ClosedRange<Double>?)
        case boolean
        case oneOf([String])
        case nullable(JSONSchema)
    }

    let kind: Kind
    let about: String?

    /// A member of an object.
    public struct Property: Sendable, Equatable {
        let name: String
        let schema: JSONSchema

        /// A member; models write them in the order in which they stand.
        public init(_ name: String, _ schema: JSONSchema) {
            self.name = name
            self.schema = schema
        }
    }

    /// An object with these members, all of them and no others.
    public static func object(_ properties: [Property], about: String? = nil) -> JSONSchema {
        JSONSchema(kind: .object(properties), about: about)
    }

    /// A list; the count is said in words.
    public static func array(of element: JSONSchema, count: ClosedRange<Int>? = nil, about: String? = nil) -> JSONSchema
    {
        JSONSchema(kind: .array(of: element, count: count), about: about)
    }

    /// A text.
    public static func string(about: String? = nil) -> JSONSchema { JSONSchema(kind: .string, about: about) }

    /// A whole number; the range is said in words.
    public static func integer(_ range: ClosedRange<Int>? = nil, about: String? = nil) -> JSONSchema {
        JSONSchema(kind: .integer(range), about: about)
    }

    /// A number; the range is said in words.
    public static func number(_ range: ClosedRange<Double>? = nil, about: String? = nil) -> JSONSchema {
        JSONSchema(kind: .number(range), about: about)
    }

    /// True or false.
    public static func boolean(about: String? = nil) -> JSONSchema { JSONSchema(kind: .boolean, about: about) }

    /// One of these texts.
    public static func oneOf(_ values: [String], about: String? = nil) -> JSONSchema {
        JSONSchema(kind: .oneOf(values), about: about)
    }

    /// That, or null.
    public static func nullable(_ schema: JSONSchema, about: String? = nil) -> JSONSchema {
        JSONSchema(kind: .nullable(schema), about: about)
    }

    /// The schema itself, in JSON.
    public var text: String { node.text }

    var node: JSONNode {
        var members: [(String, JSONNode)] = []
        switch kind {
        case .object(let properties):
            members = [
                ("type", .string("object")),
                ("properties", .object(properties.map { ($0.name, $0.schema.node) })),
                ("required", .array(properties.map { .string($0.name) })),
                ("additionalProperties", .bool(false)),
            ]
        case .array(let element, _): members = [("type", .string("array")), ("items", element.node)]
        case .string: members = [("type", .string("string"))]
        case .integer: members = [("type", .string("integer"))]
        case .number: members = [("type", .string("number"))]
        case .boolean: members = [("type", .string("boolean"))]
        case .oneOf(let values):
            members = [("type", .string("string")), ("enum", .array(values.map { .string($0) }))]
        case .nullable(let schema):
            members = [("anyOf", .array([schema.node, .object([("type", .string("null"))])]))]
        }
        if let about { members.append(("description", .string(about))) }
        return .object(members)
    }
}
