/// The text of one event: letters escaped, and the overrides that this library writes.
struct EventText {
    let style: ScaledStyle
    let look: CaptionStyle.Look
    /// The family that the event's style names.
    let mainFamily: String
    /// How much smaller than the style's the letters are, 1 for not at all.
    let shrinking: Double

    /// The lines at a place, in pixels: the middle of the lower edge. With `parts`, each word is shaped by itself
    /// whether or not it is marked, as it is where it is, so that no letter moves when it is: fonts kern and choose
    /// shapes across blanks. The parts of group `marked` have the colours of `spoken`.
    func text(
        _ lines: [DrawnLine],
        x: Double,
        y: Double,
        parts: Bool = false,
        marked: Int? = nil,
        spoken: CaptionStyle.Look? = nil
    ) -> String {
        var text = "{\\an2\\pos(\(Decimal.text(x)),\(Decimal.text(y)))"
        var isOpen = true
        var (family, isMarked) = (mainFamily, false)
        var (group, stretch) = (Int?.none, 0)
        if shrinking < 1 { text += "\\fs" + size(family) }
        func override(_ tag: String) {
            text += (isOpen ? "" : "{") + tag
            isOpen = true
        }
        func letters(_ part: String) {
            text += (isOpen ? "}" : "") + part
            isOpen = false
        }
        for (index, line) in lines.enumerated() {
            if index > 0 { letters("\\N") }
            for part in line.parts {
                if part.family != family {
                    family = part.family
                    override("\\fn\(family)\\fs\(size(family))")
                }
                let wantsMark = marked != nil && part.group == marked
                if wantsMark != isMarked, let spoken {
                    isMarked = wantsMark
                    let tags = isMarked ? colours(of: spoken, against: look) : colours(of: look, against: spoken)
                    if !tags.isEmpty { override(tags) }
                }
                if parts, part.group != group {
                    group = part.group
                    // The secondary colour is seen in karaoke only; a change of it parts what is shaped together.
                    stretch += 1
                    override("\\2c&H\(stretch % 2)&")
                }
                letters(Self.escaped(part.text))
            }
        }
        return text + (isOpen ? "}" : "")
    }

    private func size(_ family: String) -> String {
        Decimal.text(style.em(look) * FontMetrics(family).height * shrinking)
    }

    /// The overrides that give one look's colours where the other's hold.
    private func colours(of one: CaptionStyle.Look, against other: CaptionStyle.Look) -> String {
        var pairs = [(1, one.primary, other.primary)]
        // One box behind all has one colour.
        if look.borderStyle != 4 {
            pairs += [(3, one.outlineColour, other.outlineColour), (4, one.back, other.back)]
        }
        var tags = ""
        for (number, wanted, present) in pairs {
            if wanted.writtenColour != present.writtenColour { tags += "\\\(number)c\(wanted.writtenColour)" }
            if wanted.transparency != present.transparency { tags += "\\\(number)a\(wanted.writtenTransparency)" }
        }
        return tags
    }

    /// Letters so that libass draws them as they are: braces would begin an override, and a backslash before some
    /// letters a break or a blank; after it stands a mark that is not seen.
    static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x5C || $0 == 0x7B || $0 == 0x7D }) else { return text }
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": out += "\\\u{2060}"
            case "{": out += "\\{"
            case "}": out += "\\}"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    /// A time as events have it; `hundredths` is not below 0.
    static func time(_ hundredths: Int) -> String {
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
        let (minutes, seconds) = (hundredths / 6000 % 60, hundredths / 100 % 60)
        return "\(hundredths / 360_000):\(two(minutes)):\(two(seconds)).\(two(hundredths % 100))"
    }
}
