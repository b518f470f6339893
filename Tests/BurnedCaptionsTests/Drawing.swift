import BurnedCaptions
import Transcript

/// Words with times, as a recogniser gives them: each with its length, and with the pause before it where there is one.
func spoken(_ text: String, each seconds: Double = 0.3, pauses: [Int: Double] = [:], from start: Double = 0) -> Captions
{
    var time = start
    var words: [Word] = []
    for (index, word) in text.split(separator: " ").enumerated() {
        time += pauses[index] ?? 0
        words.append(Word(text: (index == 0 ? "" : " ") + word, start: time, end: time + seconds))
        time += seconds
    }
    return Captions(cues: Captions.cues(of: words, stamped: true))
}

/// Cues that tell the time of no word.
func plain(_ texts: String..., seconds: Double = 3) -> Captions {
    Captions(
        cues: texts.enumerated().map { index, text in
            Cue(start: Double(index) * seconds, end: Double(index + 1) * seconds, text: text)
        }
    )
}

extension CaptionPicture {
    static let vertical = CaptionPicture(width: 1080, height: 1920, frames: 25, duration: 30)
    static let wide = CaptionPicture(width: 1920, height: 1080, frames: 25, duration: 30)
}

extension FontList {
    /// Fonts of Debian, with about the letters they have.
    static let some = FontList(
        listing: """
            Inter|0|20-7e a0-17f 370-3ff 400-4ff 1e00-1eff 2010-2027 20ac 2190-2193 2665
            Inter|100|20-7e a0-17f
            Noto Sans|0|20-7e a0-17f 370-3ff 400-4ff
            Noto Sans Arabic|0|20-21 2c-2e 30-3a 600-6ff 750-77f
            Noto Naskh Arabic|0|20-21 2c-2e 30-3a 600-6ff 750-77f
            Noto Sans Hebrew|0|20 2d 591-5f4
            Noto Sans Thai|0|20 2d e01-e5b
            Noto Sans Devanagari|0|20-7e 900-97f
            Noto Sans CJK JP,Noto Sans CJK JP Bold|0|20-7e 3001-30ff 3400-9fff ac00-d7a3 ff01-ff5e
            Noto Sans CJK SC|0|20-7e 3001-30ff 3400-9fff ac00-d7a3 ff01-ff5e
            Noto Sans CJK TC|0|20-7e 3001-30ff 3400-9fff ac00-d7a3 ff01-ff5e
            Noto Sans CJK KR|0|20-7e 3001-30ff 3400-9fff ac00-d7a3 ff01-ff5e
            DejaVu Sans|0|20-7e a0-17f 5d0-5ea 600-6ff 1f600-1f64f
            """
    )
}

func draw(
    _ captions: Captions,
    language: String? = nil,
    on picture: CaptionPicture = .vertical,
    style: String = "bold",
    fonts: FontList = .some,
    hook: String? = nil,
    faces: [CaptionRectangle] = []
) throws -> CaptionScript {
    try CaptionScript.write(
        captions,
        language: language,
        on: picture,
        style: CaptionStyle.named(style),
        fonts: fonts,
        hook: hook,
        faces: { _ in faces }
    )
}

extension CaptionScript {
    /// The lines of each phrase, joined by ` / `.
    var texts: [String] { phrases.map { $0.lines.joined(separator: " / ") } }
}
