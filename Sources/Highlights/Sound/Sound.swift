/// How loud a video is over time.
public struct Sound: Sendable, Equatable {
    /// Seconds from one value to the next.
    public var step: Double
    /// Momentary loudness in LUFS (ITU-R BS.1770, 400 ms windows), the first at 0 s; silence is −70 or less, or −infinity.
    public var loudness: [Double]
    /// The length of the video in seconds.
    public var duration: Double

    /// Makes a sound from its parts.
    public init(step: Double, loudness: [Double], duration: Double) {
        self.step = step
        self.loudness = loudness
        self.duration = duration
    }
}
