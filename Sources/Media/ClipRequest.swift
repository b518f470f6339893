/// Which part of a source becomes a clip, and how it is coded.
public struct ClipRequest: Sendable, Equatable {
    /// The first instant, in seconds on the player's clock: timestamps less the container's start time.
    public var start: Double
    /// The first instant that is no longer in the clip, on the same clock.
    public var end: Double
    /// The stream index of the sound track; nil for the one that players choose.
    public var audioTrack: Int?
    /// x264's constant rate factor: lower is better and larger. 18 to 20 looks like the source.
    public var crf: Int
    /// x264's preset: how much work is put into a small file.
    public var preset: String
    /// At which rate its frames are shown.
    public var rate: RatePolicy
    /// The loudness of the whole clip in LUFS (EBU R 128).
    public var loudness: Double
    /// The highest true peak in dBTP (ITU-R BS.1770).
    public var truePeak: Double

    /// Asks for a span; the rest has the values that sharing sites expect.
    public init(
        start: Double,
        end: Double,
        audioTrack: Int? = nil,
        crf: Int = 20,
        preset: String = "fast",
        rate: RatePolicy = .auto,
        loudness: Double = -14,
        truePeak: Double = -1
    ) {
        self.start = start
        self.end = end
        self.audioTrack = audioTrack
        self.crf = crf
        self.preset = preset
        self.rate = rate
        self.loudness = loudness
        self.truePeak = truePeak
    }
}
