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
