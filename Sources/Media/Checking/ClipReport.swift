/// What was measured on a finished clip, beside what was asked for.
public struct ClipReport: Sendable, Equatable {
    /// The time in the source, in seconds on the player's clock, of the clip's first instant.
    public var start: Double
    /// Seconds of the picture.
    public var duration: Double
    /// Seconds by which the clip, with what was taken out of it, is longer than the span asked for; less than one frame either way.
    public var lengthDifference: Double
    /// Width in pixels.
    public var width: Int
    /// Height in pixels.
    public var height: Int
    /// All that was coded decodes without an error, and what stands beside it; what was copied is the source's, packet by packet.
    public var decodes: Bool
    /// Frames in the clip.
    public var frames: Int
    /// Frames that the span of the source calls for, less those that were taken out.
    public var framesExpected: Int
    /// Frames a second of the clip, constant.
    public var frameRate: Double
    /// The time in the source, in seconds on the player's clock, of the first frame shown: before the clip's first
    /// instant where it is held.
    public var firstFrameTime: Double
    /// The time in the source, in seconds on the player's clock, of the last frame shown.
    public var lastFrameTime: Double
    /// How far the clip's first frame is from the source's: mean absolute difference of luma, 0 to 255.
    public var firstFrameDifference: Double
    /// The same of the last frame.
    public var lastFrameDifference: Double
    /// Seconds between the end of the picture and the end of the sound; nil without sound.
    public var audioVideoGap: Double?
    /// Integrated loudness in LUFS (EBU R 128); nil without sound, or where it is silence.
    public var loudness: Double?
    /// True peak in dBTP; nil without sound, or where it is silence.
    public var truePeak: Double?
    /// The stretches that were taken out, in order, in seconds from the clip's first instant as it was before; nil where that was not
    /// asked for.
    public var takenOut: [Range<Double>]?
    /// How its picture was made; nil where a host made it.
    public var cut: CutWay?
    /// Who coded what was encoded; nil where x264 was asked for.
    public var encoder: EncoderUse?
    /// Seconds by which it begins later than was asked for, less than 0 where earlier, as a key frame lies there, in the same pause; nil
    /// where it begins where it was to.
    public var startMoved: Double?
    /// What a user should know: silence left as it is, a variable frame rate made constant.
    public var notes: [String]
}
