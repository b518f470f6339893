/// A schema within what the strict mode takes: of every object all properties are required and no other is allowed. What may be
/// absent is `nullable`.
///
/// Bounds of numbers, of a list's length and of a text's stand in it too: a server that writes by a grammar then holds a weak model
/// to them. Not every server takes them (`SchemaBounds`), and none needs to keep them: whoever asks checks the answer.
public struct JSONSchema: Sendable, Equatable {
    indirect enum Kind: Sendable, Equatable {
        case object([Property])
        case array(of: JSONSchema, count: ClosedRange<Int>?)
        case string(most: Int?)
        case integer(ClosedRange<Int>?)
        case oneOfNumbers([Int])
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

    /// A list of so many elements.
    public static func array(of element: JSONSchema, count: ClosedRange<Int>? = nil, about: String? = nil) -> JSONSchema
    {
        JSONSchema(kind: .array(of: element, count: count), about: about)
    }

    /// A text of at most so many characters. The most is not said in words: a grammar cuts at it, in the midst of a word, so that
    /// it should be well over what `about` asks for.
    public static func string(most: Int? = nil, about: String? = nil) -> JSONSchema {
        JSONSchema(kind: .string(most: most), about: about)
    }

    /// A whole number within a range.
    public static func integer(_ range: ClosedRange<Int>? = nil, about: String? = nil) -> JSONSchema {
        JSONSchema(kind: .integer(range), about: about)
    }

    /// A number within a range.
    public static func number(_ range: ClosedRange<Double>? = nil, about: String? = nil) -> JSONSchema {
        JSONSchema(kind: .number(range), about: about)
    }

    /// True or false.
    public static func boolean(about: String? = nil) -> JSONSchema { JSONSchema(kind: .boolean, about: about) }

    /// One of these texts.
    public static func oneOf(_ values: [String], about: String? = nil) -> JSONSchema {
        JSONSchema(kind: .oneOf(values), about: about)
    }

    /// One of these whole numbers: held by servers that do not know the bounds of a range, too.
    public static func oneOf(numbers values: [Int], about: String? = nil) -> JSONSchema {
        JSONSchema(kind: .oneOfNumbers(values), about: about)
    }

    /// That, or null.
    public static func nullable(_ schema: JSONSchema, about: String? = nil) -> JSONSchema {
        JSONSchema(kind: .nullable(schema), about: about)
    }

    /// The schema itself, in JSON.
    public var text: String { node().text }

    func node(_ bounds: SchemaBounds = .all) -> JSONNode {
        var members: [(String, JSONNode)] = []
        switch kind {
        case .object(let properties):
            members = [
                ("type", .string("object")),
                ("properties", .object(properties.map { ($0.name, $0.schema.node(bounds)) })),
                ("required", .array(properties.map { .string($0.name) })),
                ("additionalProperties", .bool(false)),
            ]
        case .array(let element, let count):
            members = [("type", .string("array")), ("items", element.node(bounds))]
            if bounds.contains(.counts), let count {
                members += [("minItems", .integer(count.lowerBound)), ("maxItems", .integer(count.upperBound))]
            }
        case .string(let most):
            members = [("type", .string("string"))]
            if bounds.contains(.lengths), let most { members.append(("maxLength", .integer(most))) }
        case .integer(let range):
            members = [("type", .string("integer"))]
            if bounds.contains(.ranges), let range {
                members += [("minimum", .integer(range.lowerBound)), ("maximum", .integer(range.upperBound))]
            }
        case .number(let range):
            members = [("type", .string("number"))]
            if bounds.contains(.ranges), let range {
                members += [("minimum", .number(range.lowerBound)), ("maximum", .number(range.upperBound))]
            }
        case .oneOfNumbers(let values):
            members = [("type", .string("integer"))]
            if bounds.contains(.numbers) { members.append(("enum", .array(values.map { .integer($0) }))) }
        case .boolean: members = [("type", .string("boolean"))]
        case .oneOf(let values):
            members = [("type", .string("string")), ("enum", .array(values.map { .string($0) }))]
        case .nullable(let schema):
            members = [("anyOf", .array([schema.node(bounds), .object([("type", .string("null"))])]))]
        }
        if let about { members.append(("description", .string(about))) }
        return .object(members)
    }
}
