/// A piece of a sound track, to the sample.
public struct SoundPiece: Sendable, Hashable {
    /// Samples a second: what recognisers work with.
    public static let rate = 16000

    /// The first sample, counted from 0 of the player's clock.
    public let firstSample: Int
    /// How many samples there are.
    public let samples: Int

    /// Makes a piece from its parts.
    public init(firstSample: Int, samples: Int) {
        self.firstSample = firstSample
        self.samples = samples
    }

    /// When the first sample is heard, in seconds on the player's clock.
    public var start: Double { Double(firstSample) / Double(Self.rate) }
    /// When the last one has been heard.
    public var end: Double { Double(firstSample + samples) / Double(Self.rate) }
    /// The length.
    public var seconds: Double { Double(samples) / Double(Self.rate) }
}
