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
