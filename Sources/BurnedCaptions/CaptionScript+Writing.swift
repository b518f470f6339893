public import Transcript

extension CaptionScript {
    /// Writes the script for the captions of a clip.
    ///
    /// - Parameters:
    ///   - captions: The captions on the clip's clock, which begins at 0 (``Captions/clipped(from:to:)``).
    ///   - language: The language as a BCP 47 tag; nil for that of the captions, or where it is not known. It
    ///     tells which shapes Han letters have.
    ///   - picture: What they are drawn on.
    ///   - style: How they look.
    ///   - fonts: The fonts of the system that draws.
    ///   - card: A line that is shown first, over the darkened picture, and for how many seconds.
    ///   - hook: A line that is shown in the first three seconds, or after the card, in the upper part of the picture.
    ///   - heading: A line that stands in the upper part of the picture from then to the end.
    ///   - faces: Where faces are within a time in seconds, for which captions make room; asked once a phrase.
    public static func write(
        _ captions: Captions,
        language: String? = nil,
        on picture: CaptionPicture,
        style: CaptionStyle,
        fonts: FontList,
        card: (text: String, seconds: Double)? = nil,
        hook: String? = nil,
        heading: String? = nil,
        faces: (Range<Double>) -> [CaptionRectangle] = { _ in [] }
    ) throws(BurnedCaptionsError) -> CaptionScript {
        guard picture.width > 0, picture.height > 0, picture.frames > 0, picture.seconds > 0, picture.duration > 0
        else {
            throw .badPicture
        }
        var writer = ScriptWriter(
            captions: captions,
            language: language ?? captions.language,
            picture: picture,
            style: style,
            fonts: fonts
        )
        try writer.write(card: card, hook: hook, heading: heading, faces: faces)
        return writer.script
    }
}
