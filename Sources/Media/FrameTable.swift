/// The frames of a span of a source, by their timestamps, as the container lists them.
struct FrameTable: Sendable, Equatable {
    /// Timestamps of the frames in the span, ascending, in units of the track's time base.
    var times: [Int]
    /// The timestamp of the last frame before the span, which is on screen when it begins; nil where there is none.
    var before: Int?
    /// The timestamp of the first frame after the span; nil at the end of the track.
    var next: Int?
    /// Seconds of one unit.
    var timeBase: Rational

    /// Chooses the frames of a span out of all those that were read: start ≤ time < end.
    ///
    /// `start` and `end` are seconds on the container's clock. A microsecond is forgiven: ffprobe rounds the
    /// container's start time to one, so a frame exactly on a border must not fall on the wrong side of it.
    init(all: [Int], start: Double, end: Double, timeBase: Rational) {
        let forgiven = 1e-6
        let sorted = Set(all).sorted()
        let first = sorted.firstIndex { timeBase.times($0) >= start - forgiven } ?? sorted.count
        let last = sorted[first...].firstIndex { timeBase.times($0) >= end - forgiven } ?? sorted.count
        times = Array(sorted[first..<last])
        before = first > 0 ? sorted[first - 1] : nil
        next = last < sorted.count ? sorted[last] : nil
        self.timeBase = timeBase
    }
}
