/// How large some lines are in a look, and how they stand above one another.
struct Block {
    /// How much smaller than the style's the letters are, so that the widest line fits.
    let shrinking: Double
    /// In fractions of the picture.
    let size: Placing.Size

    /// In pixels.
    private let em: Double
    /// From baseline to baseline in pixels, where lines are events of their own; nil where one event holds all.
    private let pitch: Double?

    /// Lines of fonts that are taller than this, in ems, stand too far from one another.
    private static let tallest = 1.5
    /// The distance of baselines then.
    private static let closest = 1.4
    /// How far letters reach above and below the baseline, in ems, in fonts that leave more room than that.
    private static let (reachAbove, reachBelow) = (1.1, 0.45)

    init(
        _ lines: [DrawnLine],
        style: ScaledStyle,
        look: CaptionStyle.Look,
        shape: CaptionShape,
        picture: CaptionPicture
    ) {
        let padding = style.padding(look)
        let room = max(1, shape.safeArea.width * Double(picture.width) - 2 * padding)
        let widest = (lines.map(\.ems).max() ?? 0) * style.advance(look)
        shrinking = min(1, room / max(widest, 1))
        em = style.em(look) * shrinking * look.scaleY / 100
        let (ascent, descent) = (lines.first?.ascent ?? 1, lines.last?.descent ?? 0.3)
        let heights = lines.reduce(0) { $0 + $1.ascent + $1.descent }
        // A box holds all of the font's height and is one; letters alone may be set closer.
        let isBox = look.borderStyle != 1
        let isTall = lines.count > 1 && heights > Self.tallest * Double(lines.count)
        pitch = isTall && !isBox ? Self.closest * em : nil
        let between = pitch.map { $0 * Double(lines.count - 1) } ?? (heights - ascent - descent) * em
        size = Placing.Size(
            width: (widest * shrinking + 2 * padding) / Double(picture.width),
            above: (between + (isBox ? ascent : min(ascent, Self.reachAbove)) * em + padding) / Double(picture.height),
            below: ((isBox ? descent : min(descent, Self.reachBelow)) * em + padding) / Double(picture.height)
        )
    }

    /// The lines of each event and its lower edge in pixels; `baseline` is that of the last line. Where there are
    /// several, they are shown together: events at given places do not move one another.
    func events(_ lines: [DrawnLine], baseline: Double) -> [(lines: [DrawnLine], y: Double)] {
        guard let pitch else { return [(lines, baseline + (lines.last?.descent ?? 0) * em)] }
        return lines.enumerated().map { index, line in
            ([line], baseline - pitch * Double(lines.count - 1 - index) + line.descent * em)
        }
    }
}
