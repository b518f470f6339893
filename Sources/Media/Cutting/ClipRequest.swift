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
    /// What is taken out of it; nil for nothing.
    public var tightening: Tightening?
    /// The picture of a source that has none; nil where such a source is refused.
    public var drawing: ClipDrawing?
    /// How its picture is made.
    public var cut: CutChoice
    /// Who codes it, where all of it is coded.
    public var encoder: EncoderChoice

    /// Asks for a span; the rest has the values that sharing sites expect.
    public init(
        start: Double,
        end: Double,
        audioTrack: Int? = nil,
        crf: Int = 20,
        preset: String = "fast",
        rate: RatePolicy = .auto,
        loudness: Double = -14,
        truePeak: Double = -1,
        tightening: Tightening? = nil,
        cut: CutChoice = .auto,
        encoder: EncoderChoice = .x264,
        drawing: ClipDrawing? = nil
    ) {
        self.start = start
        self.end = end
        self.audioTrack = audioTrack
        self.crf = crf
        self.preset = preset
        self.rate = rate
        self.loudness = loudness
        self.truePeak = truePeak
        self.tightening = tightening
        self.drawing = drawing
        self.cut = cut
        self.encoder = encoder
    }
}

/// The picture of a clip of sound alone: its sound as a row of bars, and what is drawn over them.
public struct ClipDrawing: Sendable, Equatable {
    /// Width in pixels.
    public static let width = 1920
    /// Height in pixels.
    public static let height = 1080
    /// Frames a second.
    public static let rate = 30

    /// A script of Advanced SubStation Alpha for a picture of that size; nil for nothing.
    public var script: String?

    /// Asks for such a picture.
    public init(script: String? = nil) { self.script = script }
}

/// At which rate the frames of a source are shown.
public enum RatePolicy: String, Sendable, CaseIterable {
    /// At the source's, between 24 and 60 frames a second: slower ones are raised by repeating each frame, faster ones
    /// lowered by leaving frames out, evenly. Many sites and players take nothing else.
    case auto
    /// At the source's own.
    case source

    /// How often each frame is shown, and of how many frames one is.
    func change(of rate: Rational) -> (repeats: Int, divisor: Int) {
        guard self == .auto else { return (1, 1) }
        // 24000/1001 is what film has on television.
        let repeats = rate.value < 23 ? Int((24000.0 / 1001 / rate.value - 1e-9).rounded(.up)) : 1
        var divisor = 1
        while rate.value / Double(divisor) > 60.001 { divisor *= 2 }
        return (max(1, repeats), divisor)
    }
}
