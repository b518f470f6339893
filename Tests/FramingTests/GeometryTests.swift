import Testing

@testable import Framing

@Suite struct GeometryTests {
    @Test(arguments: [
        ("9x16", "9x16"), ("9:16", "9x16"), ("1x1", "1x1"), ("4x5", "4x5"), ("", nil), ("9", nil), ("9x", nil),
        ("0x5", nil),
        ("9x16x2", nil), ("-9x16", nil), ("9x101", nil), ("a:b", nil), ("9xx16", nil),
    ]) func shapesAreRead(text: String, shape: String?) {
        #expect(Aspect(text)?.description == shape)
    }

    @Test(arguments: ["auto", "follow", "centre", "fit", "0.3,0.5", "0.0,1.0"]) func wishesAreReadAsTheyAreWritten(
        text: String
    ) {
        #expect(FramingWish(text)?.description == text)
    }

    @Test(arguments: ["", "center", "0.3", "0.3,", ",0.3", "1.2,0", "-0.1,0.5", "nan,0", "0,inf", "0,0,0", "Auto"])
    func otherWishesAreNone(text: String) {
        #expect(FramingWish(text) == nil)
    }

    @Test func aSpaceMayFollowTheComma() {
        #expect(FramingWish("0.3, 0.5") == .at(x: 0.3, y: 0.5))
    }

    @Test(arguments: [
        (1920, 1080, 1080, 1920, 3414, 1920), (1080, 1920, 1920, 1080, 1920, 3414), (1280, 720, 1080, 1080, 1920, 1080),
        (3840, 2160, 1080, 1350, 2400, 1350), (1000, 1000, 1080, 1080, 1080, 1080),
        (1079, 1918, 1080, 1920, 1080, 1920),
    ]) func aPictureIsScaledToCoverTheOutput(
        width: Int,
        height: Int,
        x: Int,
        y: Int,
        scaledWidth: Int,
        scaledHeight: Int
    ) {
        let scaled = PictureSize(width: width, height: height).covering(PictureSize(width: x, height: y))
        #expect(scaled == PictureSize(width: scaledWidth, height: scaledHeight))
    }

    @Test func shotsCoverTheClipWhateverTheCuts() {
        let clip = FramedClip(
            size: PictureSize(width: 16, height: 9),
            frames: 100,
            frameRate: 10,
            cuts: [5, .nan, -1, 0, 3, 3.01, 3.1, 9.95, 10, 40, .infinity]
        )
        let shots = clip.shots((0..<20).map { Sighting(time: Double($0) / 2, faces: []) })
        #expect(shots.map(\.frames) == [0..<30, 30..<50, 50..<100])
        #expect(shots.map(\.samples.count) == [6, 4, 10])
    }

    @Test func aStepIsHalfwayInTheMiddleAndHasNoSpeedAtItsEnds() {
        let move = CameraMove(start: 5, end: 5, distance: 2)
        let times = [4, 4.55, 4.56, 5, 5.44, 5.45, 9]
        let passed = times.map(move.passed)
        #expect(passed[0] == 0 && passed[1] == 0 && passed[5] == 2 && passed[6] == 2)
        #expect(abs(passed[3] - 1) < 1e-9)
        #expect(passed[2] < 1e-4 && passed[4] > 2 - 1e-4)
    }

    @Test func aPanIsStraightInItsMiddle() {
        let move = CameraMove(start: 2, end: 6, distance: 1)
        #expect(abs(move.passed(3) - 0.25) < 1e-9 && abs(move.passed(4) - 0.5) < 1e-9)
        #expect(move.passed(1.5) == 0 && abs(move.passed(6.5) - 1) < 1e-9)
        #expect([move].positions(from: 1, at: [0, 4, 8]).map { ($0 * 100).rounded() } == [100, 150, 200])
    }

    @Test(arguments: [([], 0.0), ([3], 3.0), ([1, 2], 1.5), ([4, 1, 3, 2, 5], 3.0)] as [([Double], Double)])
    func theMiddleOfValues(values: [Double], middle: Double) {
        #expect(quantile(values, 0.5) == middle)
    }
}
