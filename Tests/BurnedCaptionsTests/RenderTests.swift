import BurnedCaptions
import Testing
import Transcript

/// What a renderer makes of the scripts: small pictures, as the places and times are the same in all sizes.
@Suite(
    .serialized,
    .timeLimit(.minutes(3)),
    .enabled(if: Renderer.isPresent, "ffmpeg and fc-list draw and compare frames")
)
struct RenderTests {
    private static let talk =
        "Words change when they are spoken, not a frame early. Nor late! Even WWWWWWWWWWWWWW MMMMMMMM"

    @Test("What is drawn changes on the frames that the script tells", arguments: TimingTests.rates)
    func frames(frames: Int, seconds: Int) async throws {
        let fonts = try await Renderer.fonts()
        let picture = CaptionPicture(width: 90, height: 160, frames: frames, seconds: seconds, duration: 6)
        let captions = spoken(Self.talk, each: 0.283, pauses: [6: 0.21, 10: 0.9], from: 0.131)
        let script = try draw(captions, on: picture, fonts: fonts)
        // Words of 0.283 s are some frames apart, so that each is a change of its own.
        for word in captions.words().map(\.word) {
            let wanted = Int((word.start * Double(frames) / Double(seconds)).rounded())
            #expect(script.changes.contains(wanted), "\(word)")
        }
        for timeBase in [0, 1000] {
            let drawn = try await Renderer.draw(script, on: picture, timeBase: timeBase)
            #expect(drawn.changes == script.changes, "a time base of \(timeBase)")
        }
    }

    @Test(
        "Nothing is drawn outside of the safe area",
        arguments: [(270, 480), (270, 338), (270, 270), (480, 270), (320, 180), (304, 540)],
        CaptionStyle.names
    )
    func safeArea(size: (Int, Int), style: String) async throws {
        let fonts = try await Renderer.fonts()
        let picture = CaptionPicture(width: size.0, height: size.1, frames: 4, duration: 8)
        let shape = CaptionShape(width: size.0, height: size.1)
        let script = try draw(
            spoken(Self.talk),
            on: picture,
            style: style,
            fonts: fonts,
            hook: "WWWWW MMMMM WWWWWW jjgg WWWWW"
        )
        let drawn = try await Renderer.draw(script, on: picture)
        #expect(drawn.pixels > 0)
        // A pixel for what is smoothed at the edges.
        #expect(Double(drawn.left) >= shape.safeArea.x * Double(size.0) - 1)
        #expect(Double(drawn.right) <= shape.safeArea.right * Double(size.0) + 1)
        #expect(Double(drawn.top) >= shape.safeArea.y * Double(size.1) - 1)
        #expect(Double(drawn.bottom) <= shape.safeArea.bottom * Double(size.1) + 1)
    }

    @Test(
        "Phrases lie where the script tells, in each script of the world that has a font here",
        arguments: [
            ("en", "Captions stay put, gently jogging"), ("ar", "أهم شيء في الترجمة هو أن تكون واضحة"),
            ("he", "הדבר הכי חשוב בכתוביות"),
            ("hi", "कैप्शन की सबसे ज़रूरी बात यह है"), ("th", "สิ่งสำคัญที่สุด เกี่ยวกับ"), ("ja", "字幕で一番大切なのは、見えること"),
            ("ko", "자막에서 가장 중요한 것은"), ("ru", "Самое главное в субтитрах щётка"), ("ta", "வசனங்களில் மிக முக்கியமான விஷயம்"),
            ("bn", "সবচেয়ে গুরুত্বপূর্ণ বিষয় হল"), ("km", "អ្វីដែលសំខាន់បំផុត"),
        ]
    )
    func areas(language: String, text: String) async throws {
        let fonts = try await Renderer.fonts()
        let picture = CaptionPicture(width: 540, height: 960, frames: 2, duration: 3)
        do {
            _ = try draw(plain(text), language: language, on: picture, fonts: fonts)
        } catch BurnedCaptionsError.noFont(_, _, let package) {
            try Test.cancel("the package \(package) is not installed")
        }
        for style in CaptionStyle.names {
            let script = try draw(plain(text), language: language, on: picture, style: style, fonts: fonts)
            let drawn = try await Renderer.draw(script, on: picture)
            let areas = script.phrases.map(\.area)
            let (left, right) = (areas.map(\.x).min() ?? 0, areas.map(\.right).max() ?? 0)
            let (top, bottom) = (areas.map(\.y).min() ?? 0, areas.map(\.bottom).max() ?? 0)
            #expect(drawn.pixels > 0)
            #expect(Double(drawn.left) >= left * 540 - 1 && Double(drawn.right) <= right * 540 + 1, "\(style)")
            #expect(Double(drawn.top) >= top * 960 - 1 && Double(drawn.bottom) <= bottom * 960 + 1, "\(style) \(drawn)")
        }
    }

    @Test(
        "Lines do not move when another word is marked",
        arguments: [
            ("en", "AVAIL To VA Yes, we do AWAY with it"), ("en", "and 3 costs 5€ → C:\\Nodes - X : Y"),
            ("ar", "أهم شيء في الترجمة هو أن تكون واضحة"),
            ("hi", "बात यह है कि वे दिखें"),
            ("he", "השתמשו ב-iPhone 15 Pro, כן?"),
        ]
    )
    func steadiness(language: String, text: String) async throws {
        let fonts = try await Renderer.fonts()
        let picture = CaptionPicture(width: 540, height: 960, frames: 10, duration: 4)
        let script: CaptionScript
        do {
            script = try draw(spoken(text), language: language, on: picture, fonts: fonts)
        } catch BurnedCaptionsError.noFont(_, _, let package) {
            try Test.cancel("the package \(package) is not installed")
        }
        let drawn = try await Renderer.draw(script, on: picture)
        let size = picture.width * picture.height
        for phrase in script.phrases {
            let states = drawn.changes.filter { phrase.frames.contains($0) }
            #expect(states.count > 1)
            let first = try #require(states.first)
            for state in states {
                // The outline is dark in all states; where it is, it is about as dark in the others.
                let moved = (0..<size).count {
                    drawn.bytes[first * size + $0] < 40 && drawn.bytes[state * size + $0] > 110
                }
                #expect(moved == 0, "\(phrase.lines)")
            }
        }
    }
}
