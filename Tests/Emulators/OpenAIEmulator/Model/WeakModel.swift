import EmulatorKit

/// A model too small for its task, which only a grammar holds: as a Gemma of 270 million parameters was seen to answer in llama.cpp.
///
/// What the schema bounds, it keeps to. Of all else it makes the worst: a list that may be empty is, one without a most goes on,
/// a text without a most repeats itself, a number without bounds is any.
struct WeakModel {
    var draw: Draw

    private static let phrase = "I think that it is very important to know that "
    /// No cap is larger: what comes after it nobody waits for.
    private static let endless = 60_000

    mutating func answer(_ format: ChatCall.Format) -> String {
        switch format {
        case .schema(_, let schema): write(schema)
        // Nothing holds it.
        case .object: "{\"answer\":\"" + Self.rambling(Self.endless)
        case .text: Self.rambling(Self.endless)
        }
    }

    private mutating func write(_ schema: JSON) -> String {
        if let values = schema["enum"]?.items, let value = draw.one(of: values) { return Self.text(value) }
        // Of null and something, something: what it must not say it says.
        if let options = schema["anyOf"]?.items {
            let option = options.first { $0["type"]?.text != "null" } ?? options.first
            return option.map { write($0) } ?? "null"
        }
        switch schema["type"]?.text {
        case "object":
            let properties = schema["properties"]?.members ?? [:]
            // In the order of the schema, which only this list still has.
            let names = schema["required"]?.items?.compactMap(\.text) ?? properties.keys.sorted()
            let members = names.map { "\"\($0)\":" + write(properties[$0] ?? [:]) }
            return "{" + members.joined(separator: ",") + "}"
        case "array":
            guard let least = schema["minItems"]?.integer, least > 0 else { return "[]" }
            let count = schema["maxItems"]?.integer ?? 100
            return "[" + (0..<max(least, count)).map { _ in write(schema["items"] ?? [:]) }.joined(separator: ",") + "]"
        case "integer", "number":
            guard let most = schema["maximum"]?.integer, let least = schema["minimum"]?.integer else { return "4711" }
            return "\(draw.number(least...max(least, most)))"
        case "boolean": return "true"
        case "null": return "null"
        default:
            guard let most = schema["maxLength"]?.integer else { return "\"" + Self.rambling(Self.endless) + "\"" }
            return "\"" + Self.rambling(most) + "\""
        }
    }

    private static func rambling(_ length: Int) -> String {
        String(String(repeating: phrase, count: length / phrase.count + 1).prefix(length))
    }

    private static func text(_ value: JSON) -> String {
        switch value {
        case .string(let text): "\"\(text)\""
        case .int(let number): "\(number)"
        default: "null"
        }
    }
}
