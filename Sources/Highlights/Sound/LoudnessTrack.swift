/// A sound's loudness, cleaned, with what tells its pauses from the rest.
struct LoudnessTrack: Sendable {
    /// What counts as silence, in LUFS: the absolute gate of ITU-R BS.1770.
    static let silence = -70.0

    let step: Double
    /// LUFS, never below silence; none beyond the end of the video.
    let levels: [Double]
    /// The level that a tenth of the time lies below.
    let low: Double
    /// The level that a tenth of the time lies above.
    let high: Double
    /// Below this it is a pause.
    let threshold: Double

    /// How far pauses must lie below speech to be seen at all, in LU.
    private static let contrast = 6.0

    /// O(n log n).
    init(_ sound: Sound) {
        step = sound.step.isFinite && sound.step > 0 ? sound.step : 1
        let isUsable = sound.step.isFinite && sound.step > 0 && sound.duration.isFinite && sound.duration > 0
        let count = isUsable ? min(Double(sound.loudness.count), (sound.duration / step).rounded(.up)) : 0
        levels = sound.loudness.prefix(Int(count)).map { $0.isFinite ? max($0, Self.silence) : Self.silence }
        let sorted = levels.sorted()
        low = sorted.isEmpty ? Self.silence : sorted[sorted.count / 10]
        high = sorted.isEmpty ? Self.silence : sorted[sorted.count - 1 - sorted.count / 10]
        // A third of the way up from the noise to the voice: above room noise, below the ends of soft words.
        threshold = high - low >= Self.contrast ? low + (high - low) / 3 : Self.silence
    }

    /// Whether nothing can be heard: even the loudest tenth lies under −60 LUFS, below any room's noise.
    var isSilent: Bool {
        (levels.max() ?? Self.silence) <= -60
    }
}

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
