/// What was measured on a finished rendition.
public struct RenditionReport: Sendable, Equatable {
    /// The name that was asked for.
    public var name: String
    /// Width in pixels.
    public var width: Int
    /// Height in pixels.
    public var height: Int
    /// Frames, as many as the clip's.
    public var frames: Int
    /// How far its first frame is from what was coded: mean absolute difference of luma, 0 to 255.
    public var firstFrameDifference: Double
    /// The same of the last frame.
    public var lastFrameDifference: Double
    /// Seconds between the end of the picture and the end of the sound; nil without sound.
    public var audioVideoGap: Double?
    /// Integrated loudness in LUFS (EBU R 128); nil without sound, or where it is silence.
    public var loudness: Double?
    /// True peak in dBTP; nil without sound, or where it is silence.
    public var truePeak: Double?
}
