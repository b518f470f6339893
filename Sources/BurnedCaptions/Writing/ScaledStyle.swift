/// A style in the pixels of a picture.
struct ScaledStyle {
    let style: CaptionStyle
    /// The picture's pixels for one of the style's.
    let scale: Double

    init(_ style: CaptionStyle, width: Int, height: Int) {
        self.style = style
        scale = Self.em(width, height) / Self.em(style.resolution.width, style.resolution.height)
    }

    private static func em(_ width: Int, _ height: Int) -> Double {
        CaptionShape(width: width, height: height).em * Double(min(width, height))
    }

    /// The em of a look's letters in pixels.
    func em(_ look: CaptionStyle.Look) -> Double { look.fontSize * scale / FontMetrics(look.fontName).height }

    /// The width that an em of text takes, in pixels: with the style's stretching and spacing, of about two letters an
    /// em.
    func advance(_ look: CaptionStyle.Look) -> Double {
        em(look) * look.scaleX / 100 + 2 * max(0, look.spacing * scale)
    }

    /// How far outline, shadow or box reach beyond the letters, in pixels.
    func padding(_ look: CaptionStyle.Look) -> Double {
        let outline = look.outline * scale
        let shadow = look.shadow * scale
        return look.borderStyle == 4 ? max(outline, shadow) + 1 : outline + shadow + 1
    }

    /// The `Style:` line of a look in a font of its size.
    func line(_ name: String, _ look: CaptionStyle.Look, family: String) -> String {
        let size = em(look) * FontMetrics(family).height
        func flag(_ isSet: Bool) -> String { isSet ? "-1" : "0" }
        let colours = [look.primary, look.secondary, look.outlineColour, look.back].map(\.written).joined(
            separator: ","
        )
        let flags = [look.isBold, look.isItalic, look.isUnderlined, look.isStruckOut].map(flag).joined(separator: ",")
        let sizes = [look.scaleX, look.scaleY, look.spacing * scale].map(Decimal.text).joined(separator: ",")
        let edge = [look.outline * scale, look.shadow * scale].map(Decimal.text).joined(separator: ",")
        // An Encoding of -1 lets libass take each line's direction from its letters.
        return
            "Style: \(name),\(family),\(Decimal.text(size)),\(colours),\(flags),\(sizes),0,"
            + "\(look.borderStyle),\(edge),2,0,0,0,-1"
    }

    static let format =
        "Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, "
        + "Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, "
        + "MarginR, MarginV, Encoding"
}

extension CaptionStyle.Colour {
    /// As style lines have it: transparency, blue, green, red.
    var written: String { "&H" + Self.hex(transparency) + drawn.map(Self.hex).joined() }
    /// As `\1c` wants it.
    var writtenColour: String { "&H" + drawn.map(Self.hex).joined() + "&" }

    /// Blue, green and red, such that BT.601's matrix, by which the renderer reckons, makes of them what BT.709's, by which players
    /// do, makes of the colour. Greys stay; of what is too bright for that, as pure red is, as much as there is.
    private var drawn: [UInt8] {
        let (red, green, blue) = (Double(red), Double(green), Double(blue))
        let luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
        let (cb, cr) = ((blue - luma) / 1.8556, (red - luma) / 1.5748)
        return [luma + 1.772 * cb, luma - 0.344136 * cb - 0.714136 * cr, luma + 1.402 * cr].map {
            UInt8(min(max($0.rounded(), 0), 255))
        }
    }

    /// As `\1a` wants it.
    var writtenTransparency: String { "&H" + Self.hex(transparency) + "&" }

    private static func hex(_ byte: UInt8) -> String {
        let text = String(byte, radix: 16, uppercase: true)
        return text.count < 2 ? "0" + text : text
    }
}

/// Numbers as scripts have them.
enum Decimal {
    /// With two decimals at most.
    static func text(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let (whole, rest) = (abs(hundredths) / 100, abs(hundredths) % 100)
        let sign = hundredths < 0 ? "-" : ""
        if rest == 0 { return sign + String(whole) }
        return sign + String(whole) + "." + (rest < 10 ? "0" : "") + String(rest)
    }
}
