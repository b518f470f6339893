#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// The gain and the ceiling with which a sound is brought to its loudness, and how both are corrected by measuring.
struct SoundLevel: Sendable, Equatable {
    /// Decibels added.
    var gain: Double
    /// The highest true peak that the limiter lets pass, in dBTP.
    var ceiling: Double
    /// The true peak before the gain, in dBTP.
    let peak: Double
    private var previous: (gain: Double, loudness: Double)?

    init(gain: Double, ceiling: Double, peak: Double) {
        self.gain = gain
        self.ceiling = ceiling
        self.peak = peak
    }

    /// Whether the ceiling is reached.
    var isLimited: Bool { peak + gain > ceiling }

    static func == (left: Self, right: Self) -> Bool { left.gain == right.gain && left.ceiling == right.ceiling }

    /// Corrects the gain after a measurement with the present one.
    ///
    /// Where the limiter works hard, a decibel of gain gives less than one of loudness; the slope between two
    /// measurements tells how much less.
    mutating func correct(measured: Double, target: Double) {
        var slope = 1.0
        if let previous, abs(gain - previous.gain) > 0.01 {
            slope = min(1, max(0.1, (measured - previous.loudness) / (gain - previous.gain)))
        }
        previous = (gain, measured)
        gain += min(12, max(-12, (target - measured) / slope))
    }

    /// Lowers the ceiling after a true peak that was too high. The loudness at the old ceiling says nothing of the new.
    mutating func lower(measured: Double, limit: Double) {
        ceiling -= measured - limit + 0.1
        previous = nil
    }

    /// The filters that apply it: a gain, and where the ceiling is reached a limiter that sees the wave between the samples (192 kHz,
    /// four times oversampled as ITU-R BS.1770 measures it). Attack 5 ms and release 50 ms are the limiter's own.
    var filters: String {
        let limit = max(0.0625, pow(10, ceiling / 20))
        let limiter =
            ",aresample=192000,"
            + "alimiter=limit=\(decimal(limit)):attack=5:release=50:level=0:latency=1,aresample=48000"
        return "volume=\(decimal(gain))dB" + (isLimited ? limiter : "")
    }
}
