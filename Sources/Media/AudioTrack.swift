/// A sound track of a source.
public struct AudioTrack: Sendable, Equatable {
    /// The stream's index in the container.
    public var index: Int
    /// ffmpeg's name of the codec, for instance `aac`.
    public var codec: String
    /// The language as tagged, for instance `eng`; nil where not tagged or undetermined.
    public var language: String?
    /// The title as tagged.
    public var title: String?
    /// Players choose it by default.
    public var isDefault: Bool
    /// How many channels it has.
    public var channels: Int
    /// Samples a second.
    public var sampleRate: Int
}
