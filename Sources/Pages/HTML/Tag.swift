/// An element that holds others, called like a function: `Tag.p(.class("lead")) { "Text" }`.
struct Tag: Sendable {
    let name: String
    /// It stands on lines of its own, so that white space after it is not seen.
    let isBlock: Bool

    private init(_ name: String, isBlock: Bool = true) {
        self.name = name
        self.isBlock = isBlock
    }

    private static func inline(_ name: String) -> Tag { Tag(name, isBlock: false) }

    static let html = Tag("html")
    static let head = Tag("head")
    static let body = Tag("body")
    static let title = Tag("title")
    static let style = Tag("style")
    static let script = Tag("script")

    static let header = Tag("header")
    static let main = Tag("main")
    static let footer = Tag("footer")
    static let nav = Tag("nav")
    static let section = Tag("section")
    static let article = Tag("article")
    static let div = Tag("div")
    static let h1 = Tag("h1")
    static let h2 = Tag("h2")
    static let h3 = Tag("h3")
    static let p = Tag("p")
    static let pre = Tag("pre")
    static let blockquote = Tag("blockquote")
    static let ul = Tag("ul")
    static let ol = Tag("ol")
    static let li = Tag("li")
    static let dl = Tag("dl")
    static let dt = Tag("dt")
    static let dd = Tag("dd")
    static let details = Tag("details")
    static let summary = Tag("summary")
    static let table = Tag("table")
    static let thead = Tag("thead")
    static let tbody = Tag("tbody")
    static let tr = Tag("tr")
    static let th = Tag("th")
    static let td = Tag("td")
    static let video = Tag("video")

    static let a = inline("a")
    static let button = inline("button")
    static let code = inline("code")
    static let span = inline("span")
    static let strong = inline("strong")
    static let time = inline("time")

    static let svg = Tag("svg")
    static let g = Tag("g")
    static let svgLink = Tag("a")
    static let path = Tag("path")
    static let line = Tag("line")
    static let rect = Tag("rect")
    static let circle = Tag("circle")
    static let text = Tag("text")
}

/// An element that holds nothing and has no end tag.
struct VoidTag: Sendable {
    let name: String

    static let meta = VoidTag(name: "meta")
    static let track = VoidTag(name: "track")
    static let img = VoidTag(name: "img")
}

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
