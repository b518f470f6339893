/// What was measured on a finished clip, beside what was asked for. A clip that fails any of it is not published.
public struct ClipChecks: Codable, Sendable, Equatable {
    /// All that was coded decodes without an error, and what stands beside it; what was copied is the source's, packet by packet.
    public var decodes: Bool
    /// Frames in the clip.
    public var frames: Int
    /// Frames that the span of the source calls for, less those that were taken out.
    public var framesExpected: Int
    /// Frames a second of the clip, constant.
    public var frameRate: Double
    /// The time in the source, in seconds, of the first frame shown.
    public var firstFrameTime: Double
    /// The time in the source, in seconds, of the last frame shown.
    public var lastFrameTime: Double
    /// How far the clip's first frame is from the source's: mean absolute difference of luma, 0 to 255.
    public var firstFrameDifference: Double
    /// The same of the last frame.
    public var lastFrameDifference: Double
    /// Seconds between the end of the picture and the end of the sound; nil without sound.
    @OrNull public var audioVideoGap: Double?
    /// Integrated loudness in LUFS (EBU R 128); nil without sound, or where it is silence.
    @OrNull public var loudness: Double?
    /// True peak in dBTP; nil without sound, or where it is silence.
    @OrNull public var truePeak: Double?
    /// Captions begin at or after 0 and end at or before the clip's end; nil without captions.
    @OrNull public var captionsInBounds: Bool?
    /// The time in the source, in seconds, of the clip's first instant; nil where it is that of the first frame shown, as
    /// versions before this figure had it.
    public var startTime: Double?
    /// Seconds by which the clip, with what was taken out of it, is longer than its moment, less than one frame either way; nil where
    /// it was not measured. Where its start was moved to a key frame, its moment counts from there.
    public var lengthDifference: Double?
    /// What was taken out of it; nil where that was not asked for.
    public var trimmed: Trimmed?
    /// How its picture was made; nil where a host made it, or an older version that encoded all.
    public var cut: Cut?
    /// What a user should know: silence left as it is, a variable frame rate made constant.
    public var notes: [String]

    /// Describes what was measured.
    public init(
        decodes: Bool,
        frames: Int,
        framesExpected: Int,
        frameRate: Double,
        firstFrameTime: Double,
        lastFrameTime: Double,
        firstFrameDifference: Double,
        lastFrameDifference: Double,
        audioVideoGap: Double?,
        loudness: Double?,
        truePeak: Double?,
        captionsInBounds: Bool?,
        startTime: Double? = nil,
        lengthDifference: Double? = nil,
        trimmed: Trimmed? = nil,
        cut: Cut? = nil,
        notes: [String]
    ) {
        self.decodes = decodes
        self.frames = frames
        self.framesExpected = framesExpected
        self.frameRate = frameRate
        self.firstFrameTime = firstFrameTime
        self.lastFrameTime = lastFrameTime
        self.firstFrameDifference = firstFrameDifference
        self.lastFrameDifference = lastFrameDifference
        self.audioVideoGap = audioVideoGap
        self.loudness = loudness
        self.truePeak = truePeak
        self.captionsInBounds = captionsInBounds
        self.startTime = startTime
        self.lengthDifference = lengthDifference
        self.trimmed = trimmed
        self.cut = cut
        self.notes = notes
    }

    private enum CodingKeys: String, CodingKey {
        case decodes, frames, loudness, notes, trimmed, cut
        case framesExpected = "frames_expected"
        case frameRate = "frame_rate"
        case firstFrameTime = "first_frame_time"
        case lastFrameTime = "last_frame_time"
        case firstFrameDifference = "first_frame_difference"
        case lastFrameDifference = "last_frame_difference"
        case audioVideoGap = "audio_video_gap"
        case truePeak = "true_peak"
        case captionsInBounds = "captions_in_bounds"
        case startTime = "start_time"
        case lengthDifference = "length_difference"
    }
}

extension ClipChecks {
    /// What was taken out of a clip: long pauses, words that only fill them.
    public struct Trimmed: Codable, Sendable, Equatable {
        /// How much in all, in seconds.
        public var seconds: Double
        /// Where each piece began and ended, in order: seconds from the clip's first instant before anything was taken out, to the
        /// microsecond, as the times of frames are seldom whole milliseconds.
        public var cuts: [[Double]]

        /// Describes what was taken out.
        public init(_ cuts: [Range<Double>]) {
            func rounded(_ time: Double) -> Double { (time * 1_000_000).rounded() / 1_000_000 }
            seconds = rounded(cuts.reduce(0) { $0 + $1.upperBound - $1.lowerBound })
            self.cuts = cuts.map { [rounded($0.lowerBound), rounded($0.upperBound)] }
        }

        /// The pieces; nothing of what is no piece.
        public var ranges: [Range<Double>] {
            cuts.compactMap { $0.count == 2 && $0[0] < $0[1] ? $0[0]..<$0[1] : nil }
        }
    }
}
