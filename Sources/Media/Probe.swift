/// What a source holds, as its container tells.
public struct Probe: Sendable, Equatable {
    /// ffmpeg's name of the container, for instance `mov,mp4,m4a,3gp,3g2,mj2`.
    public var format: String
    /// Seconds from the container's start to its end.
    public var duration: Double
    /// The container tells its duration: who was cut off while recording did not come to write it.
    public var tellsDuration = true
    /// The container's first timestamp in seconds: 0 on the player's clock.
    public var startTime: Double
    /// The moving picture; nil where there is only sound.
    public var video: VideoTrack?
    /// The timecode of the first frame as the container tells it, for instance `10:00:00:00`, or `10:00:00;00` where
    /// numbers are dropped; nil where it tells none.
    public var timecode: String? = nil
    /// The sound tracks in the order of the container.
    public var audio: [AudioTrack]
    /// The text tracks in the order of the container.
    public var text: [TextTrack]

    /// The sound track that players choose: the first one marked as default, else the first; nil without sound.
    public var mainAudio: AudioTrack? { audio.first(where: \.isDefault) ?? audio.first }
}
