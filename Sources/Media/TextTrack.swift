/// A text track of a source: captions or subtitles.
public struct TextTrack: Sendable, Equatable {
    /// The stream's index in the container.
    public var index: Int
    /// ffmpeg's name of the codec, for instance `mov_text`.
    public var codec: String
    /// The language as tagged, for instance `eng`; nil where not tagged or undetermined.
    public var language: String?
    /// The title as tagged.
    public var title: String?
    /// Players choose it by default.
    public var isDefault: Bool
    /// It holds only foreign parts or signs, shown even with captions off: no transcript. Its marks or its title say so.
    public var isForced: Bool
    /// It holds words; a bitmap track holds pictures of words, of no use here.
    public var isTextual: Bool
    /// It has sounds beside the words, for those who do not hear.
    public var isHearingImpaired = false
    /// It is not what the video's own sound says: a commentary's words, or what is to be seen.
    public var isOther = false
}
