/// How loud a source is from moment to moment.
public struct LoudnessCurve: Sendable, Equatable {
    /// Seconds between two values; the first stands at the end of the first step on the player's clock.
    public var step: Double
    /// Momentary loudness in LUFS (EBU Tech 3341: the last 400 ms), not below −120.
    public var values: [Float]
}
