/// What is known of a clip before anybody looks at its picture.
public struct FramedClip: Sendable, Hashable {
    /// The size of its picture.
    public var size: PictureSize
    /// Frames of the clip, which has a constant rate.
    public var frames: Int
    /// Frames a second.
    public var frameRate: Double
    /// Seconds at which shots begin, as the first frame of each is shown; in any order.
    public var cuts: [Double]
    /// Seconds at which sentences end, in any order; only there may the camera turn to another person. Without a transcript:
    /// pauses of the sound.
    public var sentenceEnds: [Double]
    /// How loud it is, if that is known: who moves the mouth while there is sound is taken for who speaks.
    public var loudness: SoundLevels?

    /// A clip; a rate that is none is taken as 25.
    public init(
        size: PictureSize,
        frames: Int,
        frameRate: Double,
        cuts: [Double] = [],
        sentenceEnds: [Double] = [],
        loudness: SoundLevels? = nil
    ) {
        self.size = size
        self.frames = max(0, frames)
        self.frameRate = frameRate.isFinite && frameRate > 0 ? frameRate : 25
        self.cuts = cuts
        self.sentenceEnds = sentenceEnds
        self.loudness = loudness
    }

    /// Seconds.
    public var duration: Double { Double(frames) / frameRate }
}

/// How loud a clip is at regular steps from its beginning. The unit does not matter (decibels, root mean squares): quiet and
/// loud are told apart by what is usual in the clip.
public struct SoundLevels: Sendable, Hashable {
    /// Seconds between two levels.
    public var step: Double
    /// Values that are not finite stand for silence.
    public var levels: [Double]

    /// Levels at regular steps.
    public init(step: Double, levels: [Double]) {
        self.step = step
        self.levels = levels
    }
}
