/// How captions look: the part of an ASS file that says so, read from a file of ours or a user's.
///
/// The file's `[V4+ Styles]` name `Caption`, and may name `Spoken`, whose colours mark the word that is spoken, and
/// `Hook`, the line shown first; what lacks is taken from `Caption`, and without `Spoken` no word is marked. Sizes are
/// meant for a picture of the file's `PlayResX` by `PlayResY` (384 by 288 where it has none, as for renderers) and
/// scaled so that they are as large on others in proportion to what suits their shapes. Where text stands on the
/// picture is decided by ``CaptionScript``, not by the style's margins.
public struct CaptionStyle: Sendable, Equatable {
    /// The name that it was asked for by: one of ``names``, or a file's.
    public var name: String
    /// What a user should know of what the file says and is not followed.
    public var notes: [String] = []

    /// The size of picture that sizes are meant for, in pixels.
    var resolution: Resolution
    var caption: Look
    var spoken: Look?
    var hook: Look

    struct Resolution: Sendable, Equatable {
        var width: Int
        var height: Int
    }

    /// One line of `[V4+ Styles]`, with sizes in pixels of `resolution`.
    struct Look: Sendable, Equatable {
        var fontName: String
        /// The height from the ascent to the descent of the font, not of its em.
        var fontSize: Double
        var primary: Colour
        var secondary: Colour
        var outlineColour: Colour
        var back: Colour
        var isBold: Bool
        var isItalic: Bool
        var isUnderlined: Bool
        var isStruckOut: Bool
        /// Per cent.
        var scaleX: Double
        var scaleY: Double
        var spacing: Double
        /// 1 outline and shadow, 3 a box a line, 4 one box.
        var borderStyle: Int
        var outline: Double
        var shadow: Double
    }

    /// A colour with its transparency, 0 for what is opaque.
    struct Colour: Sendable, Equatable {
        var red: UInt8
        var green: UInt8
        var blue: UInt8
        var transparency: UInt8
    }
}
