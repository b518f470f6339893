import EmulatorKit

/// What OpenAI's strict mode takes of a schema.
struct StrictSchema {
    private var properties = 0
    private var values = 0
    private var characters = 0

    private static let forbidden = [
        "allOf", "not", "if", "then", "else", "dependentRequired", "dependentSchemas", "patternProperties",
        "minLength", "maxLength", "uniqueItems", "contains", "minContains", "maxContains", "minProperties",
        "maxProperties",
        "propertyNames", "unevaluatedProperties", "unevaluatedItems",
    ]

    /// The first thing it does not take, in its words; nil where all is well.
    static func problem(of schema: JSON) -> String? {
        guard schema["anyOf"] == nil else { return "schema must not have 'anyOf' at the top level." }
        guard schema["type"]?.text == "object" else {
            return
                "schema must be a JSON Schema of 'type: \"object\"', got 'type: \"\(schema["type"]?.text ?? "None")\"'."
        }
        var tally = StrictSchema()
        if let problem = tally.visit(schema, [], level: 1) { return problem }
        for (name, definition) in (schema["$defs"]?.members ?? [:]).sorted(by: { $0.key < $1.key }) {
            tally.characters += name.unicodeScalars.count
            if let problem = tally.visit(definition, ["$defs", name], level: 1) { return problem }
        }
        if tally.properties > 5000 { return "schema has \(tally.properties) properties, more than 5000." }
        if tally.values > 1000 { return "schema has \(tally.values) enum values, more than 1000." }
        if tally.characters > 120_000 { return "schema has \(tally.characters) characters of names, more than 120000." }
        return nil
    }

    private mutating func visit(_ schema: JSON, _ path: [String], level: Int) -> String? {
        let place = "In context=(" + path.map { "'\($0)'" }.joined(separator: ", ") + (path.count == 1 ? ",)" : ")")
        guard schema.members != nil else { return "\(place), a schema must be an object." }
        guard level <= 10 else { return "\(place), schema has more than 10 levels of nesting." }
        for word in Self.forbidden where schema.members?[word] != nil { return "\(place), '\(word)' is not permitted." }
        let types = schema["type"]?.items?.compactMap(\.text) ?? [schema["type"]?.text].compactMap(\.self)
        let isBare = types.isEmpty && schema["anyOf"] == nil && schema["$ref"] == nil && schema["enum"] == nil
        if isBare, schema["const"] == nil { return "\(place), schema must have a 'type' key." }
        if let items = schema["enum"]?.items {
            let lengths = items.reduce(0) { $0 + ($1.text ?? "").unicodeScalars.count }
            values += items.count
            characters += lengths
            if items.count > 250, lengths > 15_000 { return "\(place), an enum of more than 15000 characters." }
        }
        if types.contains("object"), let problem = visitObject(schema, path, place, level) { return problem }
        if types.contains("array") {
            guard let items = schema["items"] else { return "\(place), array schema missing items." }
            if let problem = visit(items, path + ["items"], level: level + 1) { return problem }
        }
        for (index, option) in (schema["anyOf"]?.items ?? []).enumerated() {
            if let problem = visit(option, path + ["anyOf", String(index)], level: level) { return problem }
        }
        return nil
    }

    private mutating func visitObject(_ schema: JSON, _ path: [String], _ place: String, _ level: Int) -> String? {
        guard schema["additionalProperties"]?.flag == false else {
            return "\(place), 'additionalProperties' is required to be supplied and to be false."
        }
        let members = schema["properties"]?.members ?? [:]
        let required = Set(schema["required"]?.items?.compactMap(\.text) ?? [])
        for name in members.keys.sorted() where !required.contains(name) {
            return
                "\(place), 'required' is required to be supplied and to be an array including every key in properties. Missing '\(name)'."
        }
        for name in required.sorted() where members[name] == nil {
            return
                "\(place), 'required' is required to be an array including every key in properties. Extra required key '\(name)' supplied."
        }
        properties += members.count
        for (name, member) in members.sorted(by: { $0.key < $1.key }) {
            characters += name.unicodeScalars.count
            if let problem = visit(member, path + ["properties", name], level: level + 1) { return problem }
        }
        return nil
    }
}
