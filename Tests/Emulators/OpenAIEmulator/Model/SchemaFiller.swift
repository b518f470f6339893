import EmulatorKit

/// Makes a valid instance of a schema, so that any client gets an answer.
struct SchemaFiller {
    let root: JSON
    var draw: Draw

    /// Beyond this, lists are empty and what may be null is: a schema may contain itself.
    private static let deep = 8

    mutating func instance() -> JSON { instance(of: root, level: 0) }

    private mutating func instance(of schema: JSON, level: Int) -> JSON {
        if let value = schema.members?["const"] { return value }
        if let values = schema["enum"]?.items { return draw.one(of: values) ?? .null }
        if let reference = schema["$ref"]?.text {
            return level > 4 * Self.deep ? .null : instance(of: resolve(reference), level: level + 1)
        }
        if let options = schema["anyOf"]?.items ?? schema["oneOf"]?.items { return choice(options, level) }
        var types = schema["type"]?.items?.compactMap(\.text) ?? [schema["type"]?.text].compactMap(\.self)
        if level >= Self.deep, types.contains("null") { types = ["null"] }
        switch draw.one(of: types) ?? (schema["properties"] == nil ? "string" : "object") {
        case "object":
            var members: [String: JSON] = [:]
            for (name, member) in (schema["properties"]?.members ?? [:]).sorted(by: { $0.key < $1.key }) {
                members[name] = instance(of: member, level: level + 1)
            }
            return .object(members)
        case "array":
            let least = schema["minItems"]?.integer ?? 0
            let most = max(least, schema["maxItems"]?.integer ?? max(least, 3))
            let count = level >= Self.deep ? least : draw.number(min(max(least, 1), most)...most)
            return .array((0..<count).map { _ in instance(of: schema["items"] ?? [:], level: level + 1) })
        case "integer":
            let least = schema["minimum"]?.integer ?? schema["exclusiveMinimum"]?.integer.map { $0 + 1 } ?? 0
            let most = schema["maximum"]?.integer ?? schema["exclusiveMaximum"]?.integer.map { $0 - 1 } ?? least + 100
            let step = max(schema["multipleOf"]?.integer ?? 1, 1)
            let number = draw.number(least...max(least, most))
            return .int(max(number / step * step, (least + step - 1) / step * step))
        case "number":
            let least = schema["minimum"]?.double ?? 0
            let most = schema["maximum"]?.double ?? least + 1
            return .number(((least + draw.unit() * (most - least)) * 1000).rounded() / 1000)
        case "boolean": return .bool(draw.happens(0.5))
        case "null": return .null
        default: return .string(text(schema))
        }
    }

    private mutating func choice(_ options: [JSON], _ level: Int) -> JSON {
        let plain = options.filter { $0["type"]?.text == "null" }
        let candidates = level >= Self.deep && !plain.isEmpty ? plain : options
        return draw.one(of: candidates).map { instance(of: $0, level: level + 1) } ?? .null
    }

    private mutating func text(_ schema: JSON) -> String {
        switch schema["format"]?.text {
        case "date-time": return "2026-01-02T03:04:05Z"
        case "date": return "2026-01-02"
        case "time": return "03:04:05Z"
        case "email": return "someone@example.com"
        case "uri": return "https://example.com/"
        case "uuid": return "123e4567-e89b-42d3-a456-426614174000"
        default:
            let words = (0..<draw.number(2...6)).compactMap { _ in draw.one(of: ToneSpeech.vocabulary) }
            var text = words.joined(separator: " ")
            while text.count < schema["minLength"]?.integer ?? 0 { text += " more" }
            return String(text.prefix(schema["maxLength"]?.integer ?? .max))
        }
    }

    /// "#/$defs/name".
    private func resolve(_ reference: String) -> JSON {
        var place = root
        for part in reference.split(separator: "/") where part != "#" {
            place = place[String(part).replacing("~1", with: "/").replacing("~0", with: "~")] ?? [:]
        }
        return place
    }
}
