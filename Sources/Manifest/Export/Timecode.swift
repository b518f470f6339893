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

    /// The same without skipping.
    private init(base: Int) { (self.base, dropped) = (base, 0) }

    /// The numbering of a source and the number of its first frame, which tells whether numbers are skipped: a semicolon
    /// or a full stop before the frames says so. Without one that can be read frames are counted from 0.
    static func numbering(_ rate: FrameRate, from first: String?) -> (timecode: Timecode, start: Int)? {
        guard let usual = Timecode(rate) else { return nil }
        guard let first, first.count == 11 else { return (usual, 0) }
        let skips = first.contains(";") || first.contains(".")
        let timecode = skips ? usual : Timecode(base: usual.base)
        return timecode.frame(first).map { (timecode, $0) } ?? (usual, 0)
    }

    /// The frame of a number; nil for what is none.
    func frame(_ text: String) -> Int? {
        let parts = text.split(whereSeparator: { ":;.".contains($0) }).compactMap { Int($0) }
        guard parts.count == 4, (0..<24).contains(parts[0]), (0..<60).contains(parts[1]), (0..<60).contains(parts[2]),
            (0..<base).contains(parts[3])
        else { return nil }
        let minutes = parts[0] * 60 + parts[1]
        return (minutes * 60 + parts[2]) * base + parts[3] - dropped * (minutes - minutes / 10)
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
