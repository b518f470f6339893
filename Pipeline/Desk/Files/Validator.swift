/// An entity tag, and what conditions on it come to (RFC 9110, sections 8.8.3 and 13).
struct Validator: Sendable, Equatable {
    /// With its quotes, strong.
    let text: String

    /// Of an opaque text without quotes in it.
    init(_ opaque: String) {
        text = "\"\(opaque)\""
    }

    /// Whether a list of tags, or `*`, holds it. The weak form of a tag counts only where `isWeak`.
    func isIn(_ field: String, isWeak: Bool) -> Bool {
        field.split(separator: ",").contains { part in
            var tag = part.drop { $0 == " " || $0 == "\t" }
            while tag.last == " " || tag.last == "\t" { tag.removeLast() }
            if tag == "*" { return true }
            if isWeak, tag.hasPrefix("W/") { tag = tag.dropFirst(2) }
            return tag == text
        }
    }
}
