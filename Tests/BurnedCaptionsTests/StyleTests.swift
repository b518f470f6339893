import BurnedCaptions
import Testing
import Transcript

@Suite struct StyleTests {
    private static let format =
        "Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, "
        + "Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, "
        + "MarginR, MarginV, Encoding"
    private static let caption =
        "Style: Caption,Inter,60,&H00FFFFFF,&H00FFFFFF,&H00101010,&H64000000,-1,0,0,0,100,100,0,0,1,5,2,2,0,0,0,1"

    private func file(_ lines: String...) -> String { lines.joined(separator: "\r\n") }

    @Test("Our styles are read, and given as files to begin one's own with", arguments: CaptionStyle.names)
    func ours(name: String) throws {
        let style = try CaptionStyle.named(name)
        #expect(style.notes.isEmpty)
        let text = try #require(CaptionStyle.file(name))
        #expect(try CaptionStyle(parsing: text, name: name) == style)
    }

    @Test("A name that is none of ours is told with those that are")
    func unknown() {
        #expect(throws: BurnedCaptionsError.noSuchStyle("fancy")) { try CaptionStyle.named("fancy") }
        #expect("\(BurnedCaptionsError.noSuchStyle("fancy"))".contains("bold, box, quiet"))
        #expect(CaptionStyle.file("fancy") == nil)
    }

    @Test("Sizes follow the picture, in proportion to what suits its shape")
    func sizes() throws {
        let text = file("[Script Info]", "PlayResX: 540", "PlayResY: 960", "[V4+ Styles]", Self.format, Self.caption)
        let style = try CaptionStyle(parsing: text, name: "mine.ass")
        func line(_ picture: CaptionPicture) throws -> String {
            let script = try CaptionScript.write(plain("Hello"), on: picture, style: style, fonts: .some)
            return try #require(
                script.ass.split(separator: "\n").first { $0.hasPrefix("Style: Caption") }.map(String.init)
            )
        }
        #expect(try line(.vertical).hasPrefix("Style: Caption,Inter,120,"))
        #expect(try line(.vertical).contains(",1,10,4,2,"))
        // 48.1 of 1080 in wide pictures for 59.3 in vertical ones.
        #expect(try line(.wide).hasPrefix("Style: Caption,Inter,97.34,"))
    }

    @Test("What is wrong in a file is told with its line and with what is wanted")
    func errors() throws {
        func failure(_ lines: String...) -> String {
            do {
                _ = try CaptionStyle(parsing: lines.joined(separator: "\n"), name: "mine.ass")
                return "none"
            } catch {
                return "\(error)"
            }
        }
        #expect(failure("hello").contains("[V4+ Styles]"))
        #expect(failure("[V4+ Styles]", Self.format).contains("Style: Caption"))
        #expect(failure("[V4 Styles]").contains("mine.ass cannot be read, line 1"))
        #expect(failure("[V4+ Styles]", Self.caption).contains("line 2: a Format line"))
        #expect(failure("[V4+ Styles]", "Format: Name").contains("does not name fontname"))
        let size = Self.caption.replacing("Inter,60", with: "Inter,big")
        #expect(
            failure("[V4+ Styles]", Self.format, size).contains(
                "line 3: fontsize is a number from 1 to 10000, not \"big\""
            )
        )
        let colour = Self.caption.replacing("&H00FFFFFF", with: "white")
        #expect(
            failure("[V4+ Styles]", Self.format, colour).contains(
                "&H00FFFFFF (transparency, blue, green, red), not \"white\""
            )
        )
        #expect(
            failure("[V4+ Styles]", Self.format, Self.caption + ",1").contains(
                "names 23 fields, this Style line has 24"
            )
        )
        #expect(
            failure("[V4+ Styles]", Self.format, Self.caption.replacing("Inter", with: "In{ter")).contains("Fontname")
        )
        #expect(failure("[Script Info]", "PlayResY: 0").contains("PlayResY is a number of pixels above 0, not \"0\""))
    }

    @Test("Of the style of the spoken word the colours are used, and only where they differ")
    func spokenColours() throws {
        let other = Self.caption.replacing("Caption,Inter,60,&H00FFFFFF", with: "Spoken,Inter,90,&H40112233")
        let style = try CaptionStyle(parsing: file("[V4+ Styles]", Self.format, Self.caption, other), name: "mine.ass")
        #expect(style.notes.count == 1)
        let script = try CaptionScript.write(spoken("Hello there"), on: .vertical, style: style, fonts: .some)
        // The same colour as the renderer has to be told it.
        #expect(script.ass.contains("\\1c&H122131&\\1a&H40&\\2c&H1&}Hello"))
        #expect(script.notes == style.notes)
    }

    @Test("A font that is not installed is told, and another used in its size")
    func missingFont() throws {
        let text = file(
            "[Script Info]",
            "PlayResX: 1080",
            "PlayResY: 1920",
            "[V4+ Styles]",
            Self.format,
            Self.caption.replacing("Inter", with: "Bebas Neue")
        )
        let style = try CaptionStyle(parsing: text, name: "mine.ass")
        let script = try CaptionScript.write(plain("Hello"), on: .vertical, style: style, fonts: .some)
        #expect(script.families == ["Inter"])
        #expect(script.notes == ["the font Bebas Neue, which the caption style mine.ass names, is not installed"])
    }

    @Test("Files that are no styles do no harm")
    func nonsense() throws {
        let text = try #require(CaptionStyle.file("bold"))
        for count in stride(from: 0, to: text.count, by: 7) {
            _ = try? CaptionStyle(parsing: String(text.prefix(count)), name: "mine.ass")
            _ = try? CaptionStyle(parsing: String(text.suffix(count)), name: "mine.ass")
        }
    }
}
