import Transcript

/// Brings all together: cuts phrases, chooses fonts, places and times them, and writes the events.
struct ScriptWriter {
    private let picture: CaptionPicture
    private let style: ScaledStyle
    private let shape: CaptionShape
    private let pieces: [Piece]
    private let cuts: [PhraseCutter.Cut]
    private let times: PhraseTimes
    private var maker: LineMaker
    private var placing: Placing
    private var pictographs: Int
    private(set) var script = CaptionScript(ass: "", families: [], notes: [], phrases: [], changes: [])

    private var events: [String] = []
    private var used: [String: Int] = [:]
    private var changes: Set<Int> = []

    init(captions: Captions, language: String?, picture: CaptionPicture, style: CaptionStyle, fonts: FontList) {
        self.picture = picture
        shape = CaptionShape(width: picture.width, height: picture.height)
        self.style = ScaledStyle(style, width: picture.width, height: picture.height)
        let widest = Self.widest(style.caption, self.style, shape, picture)
        let reader = PieceReader(captions, duration: picture.duration, widest: widest)
        pieces = reader.pieces
        pictographs = reader.pictographs
        cuts = PhraseCutter(pieces: reader.pieces, lineCharacters: shape.lineCharacters, lineEms: widest).cuts()
        times = PhraseTimes(pieces: reader.pieces, picture: picture)
        let choice = FontChoice(styleFamily: style.caption.fontName, fonts: fonts, language: language)
        maker = LineMaker(pieces: reader.pieces, choice: choice)
        placing = Placing(shape: shape)
    }

    /// The most ems of a line.
    private static func widest(
        _ look: CaptionStyle.Look,
        _ style: ScaledStyle,
        _ shape: CaptionShape,
        _ picture: CaptionPicture
    ) -> Double {
        let width = shape.safeArea.width * Double(picture.width) - 2 * style.padding(look)
        return max(1, width / style.advance(look))
    }

    // MARK: Writing

    mutating func write(
        card: (text: String, seconds: Double)?,
        hook: String?,
        heading: String?,
        faces: (Range<Double>) -> [CaptionRectangle]
    ) throws(BurnedCaptionsError) {
        let look = style.style.caption
        let phrases = try phrases()
        var openings: [Opening] = []
        var opened = 0.0
        if let card, card.seconds > 0 {
            opened = min(card.seconds, picture.duration)
            openings += [try write(card.text, in: 0..<opened, isCard: true, faces: faces)].compactMap { $0 }
        }
        if let hook, opened < picture.duration {
            let seconds = opened..<min(opened + Self.hookSeconds, picture.duration)
            openings += [try write(hook, in: seconds, isCard: false, faces: faces)].compactMap { $0 }
            opened = seconds.upperBound
        }
        if let heading, opened < picture.duration {
            let seconds = opened..<picture.duration
            openings += [try write(heading, in: seconds, isCard: false, faces: faces)].compactMap { $0 }
        }
        let family = used.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? look.fontName
        let ranges = times.frames(cuts)
        let marks = style.style.spoken != nil && marksWords
        // A pause after which text may stand elsewhere than before.
        let pause = picture.nearestFrame(1)
        var dropped = 0
        for ((cut, lines), frames) in zip(zip(cuts, phrases), ranges) {
            if frames.isEmpty {
                dropped += 1
                continue
            }
            guard lines.contains(where: { !$0.parts.isEmpty }) else { continue }
            let block = Block(lines, style: style, look: look, shape: shape, picture: picture)
            let rate = Double(picture.seconds) / Double(picture.frames)
            let seconds = Double(frames.lowerBound) * rate..<Double(frames.upperBound) * rate
            let baseline = placing.baseline(
                block.size,
                frames: frames,
                pause: pause,
                faces: faces(seconds),
                taken: openings.filter { $0.frames.overlaps(frames) }.map(\.area)
            )
            let text = EventText(style: style, look: look, mainFamily: family, shrinking: block.shrinking)
            let states = marks ? times.states(cut, frames: frames) : [PhraseTimes.State(frames: frames, marked: nil)]
            for state in states {
                for (lines, y) in block.events(lines, baseline: baseline * Double(picture.height)) {
                    let line = text.text(
                        lines,
                        x: Double(picture.width) / 2,
                        y: y,
                        parts: marks && states.count > 1,
                        marked: state.marked,
                        spoken: style.style.spoken
                    )
                    add(line, frames: state.frames, style: "Caption", layer: 0)
                }
            }
            script.phrases.append(
                CaptionScript.Phrase(
                    lines: lines.map(\.text),
                    frames: frames,
                    area: placing.area(block.size, baseline: baseline),
                    marksWords: marks && states.contains { $0.marked != nil }
                )
            )
        }
        finish(family: family, dropped: dropped)
    }

    /// The lines of all phrases; fonts are chosen here.
    private mutating func phrases() throws(BurnedCaptionsError) -> [[DrawnLine]] {
        var phrases: [[DrawnLine]] = []
        for cut in cuts {
            let system = maker.system(of: cut.pieces)
            let hasBoth = maker.hasBothDirections(cut.pieces)
            var ranges = [cut.pieces]
            if let second = cut.second { ranges = [cut.pieces.lowerBound..<second, second..<cut.pieces.upperBound] }
            var lines: [DrawnLine] = []
            for range in ranges {
                lines.append(try maker.line(range, among: system, hasBoth: hasBoth))
            }
            lines = lines.filter { !$0.parts.isEmpty }
            count(lines)
            phrases.append(lines)
        }
        return phrases
    }

    private mutating func count(_ lines: [DrawnLine]) {
        for line in lines { for part in line.parts { used[part.family, default: 0] += part.text.count } }
    }

    /// Words are marked where most of the clip's have times, so that a mark does not come and go.
    private var marksWords: Bool { pieces.count { $0.hasOwnTime } * 3 > pieces.count * 2 }

    private mutating func add(_ text: String, frames: Range<Int>, style: String, layer: Int) {
        let (start, end) = (picture.hundredths(of: frames.lowerBound), picture.hundredths(of: frames.upperBound))
        changes.formUnion([frames.lowerBound, frames.upperBound])
        // Above 100 frames a second two frames may have one time.
        guard end > start else { return }
        events.append("Dialogue: \(layer),\(EventText.time(start)),\(EventText.time(end)),\(style),,0,0,0,,\(text)")
    }

    // MARK: Openings

    /// A line that is shown at the beginning, and where.
    private typealias Opening = (frames: Range<Int>, area: CaptionRectangle)

    /// The most seconds that a hook is shown.
    private static let hookSeconds = 3.0

    /// Writes a card or a hook.
    private mutating func write(
        _ opening: String,
        in seconds: Range<Double>,
        isCard: Bool,
        faces: (Range<Double>) -> [CaptionRectangle]
    ) throws(BurnedCaptionsError) -> Opening? {
        let look = style.style.hook
        let widest = Self.widest(look, style, shape, picture)
        var lines = HookLines(opening, characters: shape.lineCharacters, ems: widest, choice: maker.choice)
        let drawn = try lines.drawn()
        maker.choice = lines.choice
        pictographs += lines.pictographs
        guard !drawn.isEmpty else { return nil }
        let block = Block(drawn, style: style, look: look, shape: shape, picture: picture)
        let first = picture.nearestFrame(seconds.lowerBound)
        let frames = first..<max(first + 1, picture.nearestFrame(seconds.upperBound))
        let baseline =
            isCard ? placing.cardBaseline(block.size) : placing.hookBaseline(block.size, faces: faces(seconds))
        // Before all captions of its layer, so below them.
        if isCard { add(Self.shade(picture), frames: frames, style: "Hook", layer: 0) }
        let counts = drawn.flatMap(\.parts).reduce(into: [String: Int]()) { $0[$1.family, default: 0] += $1.text.count }
        let family = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? look.fontName
        hookFamily = family
        count(drawn)
        let text = EventText(style: style, look: look, mainFamily: family, shrinking: block.shrinking)
        for (lines, y) in block.events(drawn, baseline: baseline * Double(picture.height)) {
            add(text.text(lines, x: Double(picture.width) / 2, y: y), frames: frames, style: "Hook", layer: 1)
        }
        return (frames, placing.area(block.size, baseline: baseline))
    }

    private var hookFamily: String?

    /// A black rectangle over all of the picture that lets some of it through.
    private static func shade(_ picture: CaptionPicture) -> String {
        let (width, height) = (picture.width, picture.height)
        return "{\\an7\\pos(0,0)\\bord0\\shad0\\1c&H000000&\\1a&H60&\\p1}"
            + "m 0 0 l \(width) 0 l \(width) \(height) l 0 \(height){\\p0}"
    }

    // MARK: The end

    private mutating func finish(family: String, dropped: Int) {
        let look = style.style.caption
        var head = [
            "[Script Info]", "ScriptType: v4.00+", "PlayResX: \(picture.width)", "PlayResY: \(picture.height)",
            "WrapStyle: 2", "ScaledBorderAndShadow: yes", "YCbCr Matrix: TV.709", "", "[V4+ Styles]",
            ScaledStyle.format, style.line("Caption", look, family: family),
        ]
        if let hookFamily { head.append(style.line("Hook", style.style.hook, family: hookFamily)) }
        head += [
            "", "[Events]", "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text",
        ]
        script.ass = (head + events).joined(separator: "\n") + "\n"
        script.families = used.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
        script.changes = changes.filter { $0 < picture.frameCount }.sorted()
        script.notes = style.style.notes
        for name in Set([look.fontName, style.style.hook.fontName]).sorted() where !maker.choice.fonts.has(name) {
            script.notes.append("the font \(name), which the caption style \(style.style.name) names, is not installed")
        }
        if pictographs > 0 {
            script.notes.append("\(pictographs) emoji of the captions are not drawn on the picture")
        }
        if !maker.choice.missing.isEmpty {
            let signs = maker.choice.missing.sorted().prefix(8).map(String.init).joined(separator: " ")
            script.notes.append("no installed font has the signs \(signs); they are not drawn on the picture")
        }
        if placing.covering > 0 {
            script.notes.append("\(placing.covering) captions lie over a face, as no other place is free")
        }
        if dropped > 0 {
            script.notes.append("\(dropped) captions are not drawn, as the clip ends before there is time to show them")
        }
    }
}
