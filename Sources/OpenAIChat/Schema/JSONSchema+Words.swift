extension JSONSchema {
    /// The schema for the prompt, for models whose server does not enforce it.
    public var words: String {
        var lines = [
            "Answer with one JSON object and nothing else: no text before or after it, no code fence.",
            "It has exactly these fields, all of them required:",
        ]
        fields(&lines, depth: 0)
        return lines.joined(separator: "\n")
    }

    private func fields(_ lines: inout [String], depth: Int) {
        switch kind {
        case .object(let properties):
            for property in properties {
                let indent = String(repeating: "  ", count: depth)
                let about = property.schema.about.map { ": \($0)" } ?? ""
                lines.append("\(indent)- \(JSONNode.string(property.name).text) (\(property.schema.typeWords))\(about)")
                property.schema.fields(&lines, depth: depth + 1)
            }
        case .array(let element, _): element.fields(&lines, depth: depth)
        case .nullable(let schema): schema.fields(&lines, depth: depth)
        case .string, .integer, .number, .boolean, .oneOf, .oneOfNumbers: break
        }
    }

    private var typeWords: String {
        switch kind {
        case .object(let properties): properties.isEmpty ? "empty object" : "object with these fields"
        case .array(let element, let count):
            "list of " + (count.map { "\(Self.words($0)) elements, each: " } ?? "elements, each: ") + element.typeWords
        case .string: "text"
        case .integer(let range): "whole number" + (range.map { " from \($0.lowerBound) to \($0.upperBound)" } ?? "")
        case .number(let range): "number" + (range.map { " from \($0.lowerBound) to \($0.upperBound)" } ?? "")
        case .oneOfNumbers(let values): Self.words(values)
        case .boolean: "true or false"
        case .oneOf(let values): "one of " + values.map { JSONNode.string($0).text }.joined(separator: ", ")
        case .nullable(let schema): schema.typeWords + ", or null"
        }
    }

    /// A run of numbers is written as its ends.
    private static func words(_ values: [Int]) -> String {
        if let first = values.first, let last = values.last, values.count > 2, values == Array(first...max(first, last))
        {
            return "whole number from \(first) to \(last)"
        }
        return "one of " + values.map { "\($0)" }.joined(separator: ", ")
    }

    static func words(_ count: ClosedRange<Int>) -> String {
        count.lowerBound == count.upperBound ? "\(count.lowerBound)" : "\(count.lowerBound) to \(count.upperBound)"
    }
}
