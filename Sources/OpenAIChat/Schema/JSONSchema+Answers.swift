extension JSONSchema {
    /// The first list of an answer's own objects that is empty and must not be, in one sentence for the model; nil where there is
    /// none. What is wrong with the elements of a list, whoever reads them decides.
    func emptyList(in answer: JSONNode, _ name: String = "the answer") -> String? {
        switch (kind, answer) {
        case (.object(let properties), .object):
            for property in properties {
                guard let member = answer[property.name] else { continue }
                if let problem = property.schema.emptyList(in: member, property.name) { return problem }
            }
            return nil
        case (.array(_, let count?), .array(let elements)) where elements.isEmpty && count.lowerBound > 0:
            return "\(name) is an empty list; it must have \(Self.words(count)) elements"
        case (.nullable(let schema), _): return schema.emptyList(in: answer, name)
        default: return nil
        }
    }

    /// An answer without those elements of its lists that lack a member: of what was cut off, they are not whole.
    func withoutParts(_ answer: JSONNode) -> JSONNode {
        switch (kind, answer) {
        case (.object(let properties), .object(let members)):
            return .object(
                members.map { name, node in
                    (name, properties.first { $0.name == name }?.schema.withoutParts(node) ?? node)
                }
            )
        case (.array(let element, _), .array(let nodes)):
            return .array(nodes.filter(element.isWhole).map(element.withoutParts))
        case (.nullable(let schema), _): return schema.withoutParts(answer)
        default: return answer
        }
    }

    private func isWhole(_ node: JSONNode) -> Bool {
        guard case .object(let properties) = kind, case .object = node else { return true }
        return properties.allSatisfy { node[$0.name] != nil }
    }
}
