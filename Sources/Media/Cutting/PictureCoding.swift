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
    /// 10 to 18 % larger. What is quicker than `veryfast` costs more than it saves. A preset that is not known stays as it is.
    public var quicker: PictureCoding {
        guard let asked = Self.presets.firstIndex(of: preset), let least = Self.presets.firstIndex(of: "veryfast")
        else { return self }
        let taken = min(asked, max(least, asked - 2))
        return PictureCoding(crf: max(1, crf - (asked - taken)), preset: Self.presets[taken])
    }

    /// Quickest first.
    private static let presets = [
        "ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow", "slower", "veryslow", "placebo",
    ]
}
