/// How frames are numbered as hours, minutes, seconds and frames (SMPTE ST 12-1). The rates of 30000/1001 and
/// 60000/1001 are numbered with dropped frames, so that the numbers keep to the clock: the first 2 (at 60: 4) numbers
/// of each minute are skipped, save in every tenth. 24000/1001 has no drop-frame numbering and falls behind the clock
/// by 3.6 s an hour.
struct Timecode: Equatable {
    /// Numbers a second.
    let base: Int
    /// Numbers skipped in a minute; 0 where none are.
    let dropped: Int

    /// Nil for a rate that timecode has no numbers for: neither whole nor a whole one times 1000/1001, or beyond 60.
    init?(_ rate: FrameRate) {
        switch (rate.numerator, rate.denominator) {
        case (1...60, 1): (base, dropped) = (rate.numerator, 0)
        case (30_000, 1001): (base, dropped) = (30, 2)
        case (60_000, 1001): (base, dropped) = (60, 4)
        case (24_000, 1001), (48_000, 1001): (base, dropped) = (rate.numerator / 1000, 0)
        default: return nil
        }
    }

    /// Whether numbers are skipped.
    var dropsFrames: Bool { dropped > 0 }

    /// Frames in an hour by the numbers.
    var framesAnHour: Int { base * 3600 - dropped * 54 }

    /// Frames from 00:00:00:00 to the last number and round again.
    var framesADay: Int { framesAnHour * 24 }

    /// The number of a frame, `01:02:03:04`, or `01:02:03;04` where numbers are skipped.
    func text(_ frame: Int) -> String {
        var number = frame
        if dropsFrames {
            let framesAMinute = base * 60 - dropped
            let framesOfTen = base * 600 - dropped * 9
            let (tens, rest) = frame.quotientAndRemainder(dividingBy: framesOfTen)
            // The first minute of ten keeps all its numbers.
            let minutes = max(0, rest - dropped) / framesAMinute
            number += dropped * (tens * 9 + minutes)
        }
        let seconds = number / base
        let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { $0.padded(to: 2) }
        return clock.joined(separator: ":") + (dropsFrames ? ";" : ":") + (number % base).padded(to: 2)
    }
}
