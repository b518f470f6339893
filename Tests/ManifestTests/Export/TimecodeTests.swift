import Testing

@testable import Manifest

@Suite struct TimecodeTests {
    /// Frame numbers and their timecodes, by the definition of drop-frame numbering in SMPTE ST 12-1.
    @Test(
        "Known frames",
        arguments: [
            (23.976, 86_400, "01:00:00:00"), (24, 1439, "00:00:59:23"), (24, 1440, "00:01:00:00"),
            (25, 90_000, "01:00:00:00"), (25, 26, "00:00:01:01"), (30, 1800, "00:01:00:00"),
            (50, 49, "00:00:00:49"), (50, 180_000, "01:00:00:00"), (60, 3599, "00:00:59:59"),
            (29.97, 0, "00:00:00;00"), (29.97, 1799, "00:00:59;29"), (29.97, 1800, "00:01:00;02"),
            (29.97, 3597, "00:01:59;29"), (29.97, 3598, "00:02:00;02"), (29.97, 17_981, "00:09:59;29"),
            (29.97, 17_982, "00:10:00;00"), (29.97, 107_892, "01:00:00;00"), (29.97, 2_589_407, "23:59:59;29"),
            (59.94, 3599, "00:00:59;59"), (59.94, 3600, "00:01:00;04"), (59.94, 35_964, "00:10:00;00"),
            (59.94, 215_784, "01:00:00;00"),
        ]
    )
    func numbersFrames(_ rate: Double, _ frame: Int, _ text: String) throws {
        let timecode = try #require(FrameRate(rate).flatMap(Timecode.init))
        #expect(timecode.text(frame) == text)
    }

    @Test("Numbers ascend, skip only what they must and end with the day", arguments: [29.97, 59.94])
    func counts(_ rate: Double) throws {
        let timecode = try #require(FrameRate(rate).flatMap(Timecode.init))
        var number = 0
        for frame in 0..<timecode.framesAnHour {
            let (minute, rest) = number.quotientAndRemainder(dividingBy: timecode.base * 60)
            if rest == 0, minute % 10 != 0 {
                number += timecode.dropped
            }
            let seconds = number / timecode.base
            let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { $0.padded(to: 2) }
            let text = clock.joined(separator: ":") + ";" + (number % timecode.base).padded(to: 2)
            guard timecode.text(frame) == text else {
                Issue.record("frame \(frame): \(timecode.text(frame)), not \(text)")
                return
            }
            number += 1
        }
        #expect(timecode.text(timecode.framesADay - 1) == "23:59:59;\(timecode.base - 1)")
    }

    @Test("Rates without numbers of their own are refused", arguments: [12.5, 14.985, 119.88, 120])
    func refuses(_ rate: Double) throws {
        #expect(try Timecode(#require(FrameRate(rate))) == nil)
    }
}
