import BurnedCaptions
import Testing

@testable import Pipeline

/// Where captions make room for somebody.
@Suite struct PlacedFacesTests {
    /// A finder's box ends at the hairline; words on the hair cover a person all the same.
    @Test func hairBelongsToTheFace() {
        let head = PlacedFaces.head(CaptionRectangle(x: 0.4, y: 0.5, width: 0.2, height: 0.1))
        #expect(abs(head.y - 0.46) < 1e-9 && abs(head.bottom - 0.6) < 1e-9)
        #expect(head.x == 0.4 && head.width == 0.2)
    }
}
