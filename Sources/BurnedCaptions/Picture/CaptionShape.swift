/// What the shape of a picture says about captions on it: how large letters are, how many stand in a line, and the area
/// in which nothing is covered by the buttons and names that platforms draw over a video.
public struct CaptionShape: Sendable, Equatable {
    /// The area that captions stay in: symmetrical, so that they stand in the middle of the picture.
    public var safeArea: CaptionRectangle
    /// Where the baseline of the last line lies, as a fraction of the height.
    public var baseline: Double
    /// The em of the letters, as a fraction of the picture's shorter side.
    var em: Double
    /// The most characters of a line; a full-width one counts for 1.75.
    public var lineCharacters: Int

    /// The shape of a picture of `width` by `height` pixels.
    ///
    /// Vertical: the box that the YouTube and Meta guides for ads leave free (at the top 15 %, at the bottom 35 %) and
    /// that clears TikTok's buttons at the right (192 of 1080). Other shapes are shown in feeds that draw below or over
    /// the lowest part: 12 % stay free there, of which the letters' descents use what is below 15 %.
    public init(width: Int, height: Int) {
        let ratio = Double(width) / Double(height)
        switch ratio {
        case ..<0.66:
            safeArea = CaptionRectangle(x: 0.1778, y: 0.15, width: 0.6444, height: 0.5)
            (baseline, em, lineCharacters) = (0.635, 0.0593, 18)
        case ..<0.9:
            safeArea = CaptionRectangle(x: 0.08, y: 0.08, width: 0.84, height: 0.8)
            (baseline, em, lineCharacters) = (0.85, 0.0556, 24)
        case ..<1.2:
            safeArea = CaptionRectangle(x: 0.08, y: 0.08, width: 0.84, height: 0.8)
            (baseline, em, lineCharacters) = (0.85, 0.0519, 26)
        default:
            safeArea = CaptionRectangle(x: 0.1, y: 0.08, width: 0.8, height: 0.8)
            (baseline, em, lineCharacters) = (0.85, 0.0481, 34)
        }
        // What is very narrow holds as many characters, smaller.
        em = min(em, em * ratio / 0.5)
    }
}
