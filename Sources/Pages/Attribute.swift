/// An attribute of an element; its value is escaped when it is written.
struct Attribute: Sendable, Equatable {
    let name: String
    /// Nil for an attribute that says all by being there: `hidden`.
    let value: String?

    /// An attribute by its name, which is a literal, so that no text from outside can become one.
    init(_ name: StaticString, _ value: String? = nil) {
        self.name = name.description
        self.value = value
    }

    /// As it stands in a tag, with a space before it.
    var markup: String {
        if let value { " \(name)=\"\(value.escapedForHTML)\"" } else { " \(name)" }
    }

    static func id(_ value: String) -> Attribute { Attribute("id", value) }
    static func `class`(_ value: String) -> Attribute { Attribute("class", value) }
    static func label(_ value: String) -> Attribute { Attribute("aria-label", value) }
    static func labelledBy(_ id: String) -> Attribute { Attribute("aria-labelledby", id) }
    static func href(_ link: FileLink) -> Attribute { Attribute("href", link.url) }
    static func src(_ link: FileLink) -> Attribute { Attribute("src", link.url) }

    /// The way to write text whose script is not known. It also keeps the text from turning round what follows it.
    static let dirAuto = Attribute("dir", "auto")

    /// The language of a text, or nil where the tag is not one: it comes from file names and tracks.
    ///
    /// A BCP 47 tag is of ASCII letters, digits and hyphens; the longest registered shape has 35 characters
    /// (RFC 5646, section 4.4.1).
    static func lang(_ tag: String?) -> Attribute? {
        guard let tag, (1...35).contains(tag.utf8.count) else { return nil }
        let isWellFormed = tag.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        return isWellFormed ? Attribute("lang", tag) : nil
    }
}
