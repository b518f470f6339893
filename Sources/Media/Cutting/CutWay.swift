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

        /// The copied key frame, by its number, from which on the source was decoded for what was encoded behind; nil where nothing was.
        var anchor: Int?
        /// Key frames in the helper's film of some, of which the last is the anchor, if there is one.
        var keys = 0

        /// The numbers of the frames that were encoded behind what was copied.
        var tail: Range<Int> { encodedBefore + copied..<encodedBefore + copied + encodedAfter }

        /// The numbers of the frames of which the helper keeps small pictures, in their order.
        var compared: [Int] { Array(0...encodedBefore) + [anchor].compactMap { $0 } + Array(tail) }
    }
}
