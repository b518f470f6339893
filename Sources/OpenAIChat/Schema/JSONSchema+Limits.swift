extension JSONSchema {
    /// What the strict mode would not take; empty where it is fine. The limits are OpenAI's of 2026.
    public var problems: [String] {
        guard case .object = kind else { return ["its root is not an object"] }
        var tally = Tally()
        count(&tally, level: 1)
        if tally.properties > 5000 { tally.problems.append("\(tally.properties) properties, more than 5000") }
        if tally.levels > 10 { tally.problems.append("more than 10 levels") }
        if tally.characters > 120_000 {
            tally.problems.append("\(tally.characters) characters of names and values, more than 120000")
        }
        if tally.values > 1000 { tally.problems.append("\(tally.values) values to choose from, more than 1000") }
        return tally.problems
    }

    private struct Tally {
        var properties = 0
        var levels = 0
        var characters = 0
        var values = 0
        var problems: [String] = []
    }

    private func count(_ tally: inout Tally, level: Int) {
        tally.levels = max(tally.levels, level)
        // Deeper ones are not looked at: it is too deep already.
        guard level <= 10 else { return }
        switch kind {
        case .object(let properties):
            tally.properties += properties.count
            if Set(properties.map(\.name)).count < properties.count {
                tally.problems.append("a name twice in one object")
            }
            for property in properties {
                tally.characters += property.name.unicodeScalars.count
                property.schema.count(&tally, level: level + 1)
            }
        case .array(let element, _): element.count(&tally, level: level + 1)
        case .oneOf(let values):
            let characters = values.reduce(0) { $0 + $1.unicodeScalars.count }
            tally.values += values.count
            tally.characters += characters
            if values.isEmpty { tally.problems.append("a choice of nothing") }
            if Set(values).count < values.count { tally.problems.append("a value twice in one choice") }
            if values.count > 250, characters > 15_000 {
                tally.problems.append("a choice of \(characters) characters, more than 15000")
            }
        case .nullable(let schema): schema.count(&tally, level: level)
        case .oneOfNumbers(let values):
            tally.values += values.count
            if values.isEmpty { tally.problems.append("a choice of nothing") }
            if Set(values).count < values.count { tally.problems.append("a value twice in one choice") }
        case .string, .integer, .number, .boolean: break
        }
    }
}
