/// What stays the same through all attempts at one clip.
struct CutJob: Sendable {
    var request: ClipRequest
    let picture: PictureSource
    let input: MediaInput
    let probe: Probe
    let track: VideoTrack
    let scratch: Scratch
    let audio: AudioTrack?
    var note: String?
    /// How the picture is made, and why not otherwise.
    var way: CutWay?
    /// Who coded the picture; nil where x264 was asked for.
    var encoder: EncoderUse?
    /// Seconds by which the request's start was moved to a key frame.
    var startMoved: Double?
    /// Whether the decoder went on over data that is not what was encoded.
    var isDamaged = false

    /// Whether the source is in a container for what is sent and received: places in it are found only about, and any part of it may be
    /// damaged.
    var isStream: Bool { probe.clockMayRestart || probe.format == "flv" }
}

/// Where the picture of a clip comes from.
enum PictureSource: Sendable {
    /// The source's frames, coded here.
    case encode
    /// A host's frames, as they were coded there.
    case copy(HostPicture)
    /// The sound, drawn: the source has no frames. A script of Advanced SubStation Alpha is drawn over it, if there is one.
    case draw(script: String?)
}
