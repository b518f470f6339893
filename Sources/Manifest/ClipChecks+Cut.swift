extension ClipChecks {
    /// How the picture of a clip was made.
    public struct Cut: Codable, Sendable, Equatable {
        /// How.
        public var method: Method
        /// Why all of it was encoded; nil where that was asked for, and where some was copied.
        public var reason: String?
        /// Frames whose packets are the source's, bit by bit; nil where none are.
        public var copiedFrames: Int?
        /// Frames that were encoded beside them.
        public var encodedFrames: Int?
        /// Where copied frames meet encoded ones, in seconds of the clip.
        public var seams: [Double]?
        /// Pairs of parameter sets in the file: one, the source's own, or two.
        public var parameterSets: Int?
        /// How alike the encoded frames that are first and last in their stretch are to the source's: SSIM of luma, 0 to 1.
        public var similarity: Double?
        /// Seconds by which the clip begins later than its moment, less than 0 where earlier: at a key frame in the same pause; nil where
        /// it begins with its moment.
        public var startMoved: Double?
        /// ffmpeg's name of who coded what was encoded; nil where x264 was asked for, which did.
        public var encoder: String?
        /// Why x264 coded it in place of a graphics card that was asked for.
        public var encoderReason: String?

        /// What was done with the frames.
        public enum Method: String, Codable, Sendable, CaseIterable {
            /// Copied between key frames, encoded beside them.
            case smart
            /// All encoded.
            case exact
        }

        /// Says that all was encoded.
        public init(exact reason: String?) {
            method = .exact
            self.reason = reason
        }

        /// Says that some was copied.
        public init(copiedFrames: Int, encodedFrames: Int, seams: [Double], parameterSets: Int, similarity: Double) {
            method = .smart
            self.copiedFrames = copiedFrames
            self.encodedFrames = encodedFrames
            self.seams = seams
            self.parameterSets = parameterSets
            self.similarity = similarity
        }

        private enum CodingKeys: String, CodingKey {
            case method, reason, seams, similarity, encoder
            case copiedFrames = "copied_frames"
            case encodedFrames = "encoded_frames"
            case parameterSets = "parameter_sets"
            case startMoved = "start_moved"
            case encoderReason = "encoder_reason"
        }
    }
}
