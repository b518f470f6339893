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
    /// It holds only foreign parts, shown even with captions off: no transcript.
    public var isForced: Bool
    /// It holds words; a bitmap track holds pictures of words, of no use here.
    public var isTextual: Bool
}
