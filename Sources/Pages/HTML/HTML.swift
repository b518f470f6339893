/// A piece of HTML that is whole: every element in it is closed, and all text in it is escaped.
///
/// It is made by ``Tag``, ``VoidTag`` and ``HTMLBuilder`` only. Markup that is not made by them can come from
/// literals alone, which the type `StaticString` sees to.
struct HTML: Sendable, Equatable {
    /// The markup.
    private(set) var markup: String

    /// Nothing.
    init() { markup = "" }

    /// Text, escaped.
    init(text: String) { markup = text.escapedForHTML }

    /// A literal, as it is.
    init(literal: StaticString) { markup = literal.description }

    /// An element with its content.
    fileprivate init(name: String, attributes: [Attribute?], content: String?, endsLine: Bool) {
        markup = "<\(name)"
        for case let attribute? in attributes { markup += attribute.markup }
        markup += ">"
        if let content { markup += content + "</\(name)>" }
        // Blocks end a line, so that the page can be read and compared; between blocks white space means nothing.
        if endsLine { markup += "\n" }
    }

    fileprivate mutating func append(_ other: HTML) { markup += other.markup }
}

extension Tag {
    /// The element with its attributes, those that are nil left out, and its content.
    func callAsFunction(_ attributes: Attribute?..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
        HTML(name: name, attributes: attributes, content: content().markup, endsLine: isBlock)
    }
}

extension VoidTag {
    /// The element with its attributes, those that are nil left out.
    func callAsFunction(_ attributes: Attribute?...) -> HTML {
        HTML(name: name, attributes: attributes, content: nil, endsLine: true)
    }
}

/// Joins text, which it escapes, and elements.
@resultBuilder
enum HTMLBuilder {
    static func buildExpression(_ text: String) -> HTML { HTML(text: text) }
    static func buildExpression(_ html: HTML) -> HTML { html }
    static func buildExpression(_ html: HTML?) -> HTML { html ?? HTML() }
    static func buildBlock(_ parts: HTML...) -> HTML { buildArray(parts) }
    static func buildOptional(_ part: HTML?) -> HTML { part ?? HTML() }
    static func buildEither(first part: HTML) -> HTML { part }
    static func buildEither(second part: HTML) -> HTML { part }
    static func buildArray(_ parts: [HTML]) -> HTML { parts.reduce(into: HTML()) { $0.append($1) } }
}

/// The frame of a page: head, style, policy.
struct Document {
    /// The title of the window, plain text.
    let title: String
    /// Whether the page carries ``PageScript``.
    let hasScript: Bool
    /// The content of the body.
    let body: HTML

    /// What the page may load: pictures and videos from where it stands, its own style and script, and nothing else.
    ///
    /// `'self'` covers a page that a server sends; `file:` is for browsers to which a page on a disk has no origin.
    static let policy = [
        "default-src 'none'",
        "img-src 'self' file:",
        "media-src 'self' file:",
        "style-src '\(PageStyle.hash)'",
        "script-src '\(PageScript.hash)'",
        "base-uri 'none'",
        "form-action 'none'",
    ].joined(separator: "; ")

    /// The whole page.
    func html() -> String {
        let page = Tag.html(Attribute("lang", "en")) {
            Tag.head {
                VoidTag.meta(Attribute("charset", "utf-8"))
                VoidTag.meta(Attribute("http-equiv", "Content-Security-Policy"), Attribute("content", Self.policy))
                VoidTag.meta(Attribute("name", "viewport"), Attribute("content", "width=device-width"))
                VoidTag.meta(Attribute("name", "color-scheme"), Attribute("content", "light dark"))
                VoidTag.meta(Attribute("name", "referrer"), Attribute("content", "no-referrer"))
                Tag.title { title }
                Tag.style { HTML(literal: PageStyle.text) }
            }
            Tag.body {
                body
                if hasScript { Tag.script { HTML(literal: PageScript.text) } }
            }
        }
        return "<!DOCTYPE html>\n" + page.markup
    }
}
