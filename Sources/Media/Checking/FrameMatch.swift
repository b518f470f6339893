/// Whether a clip shows the frames that it should, told from small pictures of all of them.
///
/// One limit on the difference cannot tell: coarse coding differs from the source by up to 1.7 (x264 at crf 18 to 36,
/// 720p as it is and scaled to 360p), and neighbouring frames of a slow picture by as little as 0.3. But the right frame
/// is the likest one: of clips that are right, the mean over a window was never less than 0.97 times as far from their
/// own frames' neighbours as from their own, and of clips that are one frame off at most 0.82 times, unless the picture
/// moves by so little that nobody can see it.
struct FrameMatch: Sendable {
    /// The frames of the clip, in order.
    let shown: [SmallPicture]
    /// The frames of the source that these should be.
    let wanted: [SmallPicture]

    /// Frames in a window at least: enough to judge by, and few enough that a short slip is found.
    static let window = 12
    /// A neighbour that is so much likelier is the frame that is shown.
    private static let ratio = 0.9
    /// Differences of luma that are less than this are rounding.
    private static let rounding = 0.05

    /// The first thing that is wrong; nil where nothing is.
    func fault(tolerance: Double) -> String? {
        guard shown.count == wanted.count, !shown.isEmpty else {
            return "\(shown.count) frames in place of \(wanted.count)"
        }
        let windows = max(1, shown.count / Self.window)
        for index in 0..<windows {
            let range = index * shown.count / windows..<(index + 1) * shown.count / windows
            let words = "its frames \(range.lowerBound + 1) to \(range.upperBound)"
            for (shift, where_) in [(-1, "before"), (1, "after")] {
                let inner = range.filter { wanted.indices.contains($0 + shift) }
                let (own, other) = (difference(inner, shift: 0), difference(inner, shift: shift))
                if other < own * Self.ratio, own - other > Self.rounding {
                    return "\(words) are the source's one frame \(where_) those asked for"
                }
            }
            let own = difference(Array(range), shift: 0)
            if own > tolerance { return "\(words) differ from the source's by \(own)" }
        }
        return nil
    }

    /// The mean difference of those frames of the clip from the source's, so many frames later.
    private func difference(_ frames: [Int], shift: Int) -> Double {
        let sum = frames.reduce(0) { $0 + shown[$1].difference(from: wanted[$1 + shift]) }
        return frames.isEmpty ? 0 : sum / Double(frames.count)
    }
}
