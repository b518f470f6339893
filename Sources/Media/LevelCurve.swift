/// How loud a sound track is every 20 ms of the player's clock, from 0 on: fine enough to see the pauses between words.
public struct LevelCurve: Sendable, Equatable {
    /// Seconds that a value is for: value `n` is for `n * step` up to `(n + 1) * step`.
    public static let step = 0.02
    /// The root mean square without low rumble in dBFS, −120 for digital silence.
    public var values: [Float]

    /// Makes a curve from its values.
    public init(values: [Float]) { self.values = values }
}
