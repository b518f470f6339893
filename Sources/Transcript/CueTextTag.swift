/// The tags of a cue's text (W3C WebVTT, section 3.3).
public enum CueTextTag: String, Sendable, Codable {
    /// A span with classes.
    case span = "c"
    /// Italics.
    case italic = "i"
    /// Bold.
    case bold = "b"
    /// Underlined.
    case underline = "u"
    /// Text with a reading beside it.
    case ruby
    /// The reading beside a ruby text.
    case rubyText = "rt"
    /// What one person says; the annotation is the name.
    case voice = "v"
    /// Text in a language; the annotation is its tag.
    case language = "lang"
}
