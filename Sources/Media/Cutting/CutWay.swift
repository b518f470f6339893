/// How the picture of a clip was made.
public enum CutWay: Sendable, Equatable {
    /// All of it was encoded: why nothing could be copied, or nil where that was asked for.
    case exact(reason: String?)
    /// Some of it was copied.
    case smart(Smart)

    /// What was copied, and what was not.
    public struct Smart: Sendable, Equatable {
        /// Frames that were encoded before the first that was copied.
        public var encodedBefore: Int
        /// Frames whose packets are the source's.
        public var copied: Int
        /// Frames that were encoded behind the last that was copied.
        public var encodedAfter: Int
        /// Pairs of parameter sets in the file that pictures refer to: one, the source's, or two.
        public var parameterSets: Int
        /// The least structural similarity (SSIM of luma, 0 to 1) with the source's of the first and the last frame of what was
        /// encoded; 1 where nothing was.
        public var similarity: Double

        /// The numbers of the first frames behind each place where copied frames meet encoded ones.
        public var seams: [Int] {
            [encodedBefore > 0 ? encodedBefore : nil, encodedAfter > 0 ? encodedBefore + copied : nil].compactMap { $0 }
        }

        /// Those of some frames, by their numbers, that lie up to the first copied one, and those behind it.
        func sides(of frames: [Int]) -> (head: [Int], tail: [Int]) {
            (frames.filter { $0 <= encodedBefore }, frames.filter { $0 > encodedBefore })
        }

        /// The frame, by its number, from which on a clip is decoded to see how it ends: the first that was encoded behind what was
        /// copied, else the last.
        var ending: Int { encodedBefore + copied - (encodedAfter > 0 ? 0 : 1) }
    }
}
