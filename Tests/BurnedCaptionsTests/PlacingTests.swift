import BurnedCaptions
import Testing
import Transcript

@Suite struct PlacingTests {
    private static let talk = "Captions stay where nothing covers them, and they leave the face of who speaks alone"

    private func overlaps(_ one: CaptionRectangle, _ other: CaptionRectangle) -> Bool {
        min(one.right, other.right) > max(one.x, other.x) && min(one.bottom, other.bottom) > max(one.y, other.y)
    }

    @Test(
        "All stays in the area that no platform covers",
        arguments: [(1080, 1920), (1080, 1350), (1080, 1080), (1920, 1080), (640, 360), (608, 1080)],
        CaptionStyle.names
    )
    func safeArea(size: (Int, Int), style: String) throws {
        let picture = CaptionPicture(width: size.0, height: size.1, frames: 25, duration: 30)
        let safe = CaptionShape(width: size.0, height: size.1).safeArea
        let script = try draw(spoken(Self.talk), on: picture, style: style)
        for area in script.phrases.map(\.area) {
            #expect(area.x >= safe.x - 1e-9 && area.right <= safe.right + 1e-9)
            #expect(area.y >= safe.y - 1e-9 && area.bottom <= safe.bottom + 1e-9)
        }
    }

    @Test("The vertical safe area is clear of what YouTube, Meta and TikTok draw")
    func platforms() {
        let safe = CaptionShape(width: 1080, height: 1920).safeArea
        #expect(safe.x * 1080 >= 120 && safe.right * 1080 <= 888.5)
        #expect(safe.y * 1920 >= 288 && safe.bottom * 1920 <= 1248.5)
        #expect((0.62...0.65).contains(CaptionShape(width: 1080, height: 1920).baseline))
    }

    @Test("A face is not covered where there is room, and phrases stay at one height while it is there")
    func faces() throws {
        let face = CaptionRectangle(x: 0.3, y: 0.5, width: 0.4, height: 0.2)
        let script = try draw(spoken(Self.talk), faces: [face])
        #expect(script.phrases.allSatisfy { !overlaps($0.area, face) })
        #expect(Set(script.phrases.map { ($0.area.bottom * 1000).rounded() }).count == 1)
        #expect(script.notes.isEmpty)
    }

    @Test("Where a face fills the picture the usual place is kept, and told")
    func close() throws {
        let face = CaptionRectangle(x: 0, y: 0, width: 1, height: 1)
        let script = try draw(spoken(Self.talk), faces: [face])
        let usual = try draw(spoken(Self.talk))
        #expect(script.ass == usual.ass)
        #expect(script.notes == ["\(script.phrases.count) captions lie over a face, as no other place is free"])
    }

    @Test("Captions go back to their place after a pause")
    func back() throws {
        let captions = spoken("Over here with a face now it is gone", pauses: [5: 2])
        let script = try CaptionScript.write(
            captions,
            on: .vertical,
            style: CaptionStyle.named("bold"),
            fonts: .some,
            faces: { $0.lowerBound < 2 ? [CaptionRectangle(x: 0.3, y: 0.5, width: 0.4, height: 0.2)] : [] }
        )
        let usual = try draw(spoken("Over here")).phrases[0].area.bottom
        #expect(script.phrases.count == 2)
        #expect(script.phrases[0].area.bottom < usual - 0.05)
        #expect(abs(script.phrases[1].area.bottom - usual) < 0.001)
    }

    @Test("The hook stands in the upper part for three seconds, apart from the captions")
    func hook() throws {
        let script = try draw(spoken(Self.talk), hook: "Nobody reads captions that cover a face, and here is why")
        let hooks = try DrawnEvent.all(script.ass).filter { $0.style == "Hook" }
        #expect(hooks.count == 1)
        #expect(hooks[0].start == 0 && hooks[0].end >= 296 && hooks[0].end <= 300)
        #expect(hooks[0].text.split(separator: "\n").count == 3)
        #expect(script.changes.contains(0) && script.changes.contains(75))
        #expect(script.phrases.allSatisfy { $0.area.y > 0.4 })
    }

    @Test("A picture of no size or length is an error")
    func badPictures() {
        for picture in [
            CaptionPicture(width: 0, height: 9, frames: 25, duration: 1),
            CaptionPicture(width: 9, height: 9, frames: 0, duration: 1),
            CaptionPicture(width: 9, height: 9, frames: 25, duration: 0),
            CaptionPicture(width: 9, height: 9, frames: 25, duration: .nan),
        ] {
            #expect(throws: BurnedCaptionsError.badPicture) { try draw(plain("x"), on: picture) }
        }
    }
}
