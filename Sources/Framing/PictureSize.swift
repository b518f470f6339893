/// A picture's size in square pixels, as it is shown: turned, and stretched by its sample aspect ratio.
public struct PictureSize: Codable, Sendable, Hashable {
    /// Pixels.
    public var width: Int
    /// Pixels.
    public var height: Int

    /// A size of so many pixels.
    public init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    /// Width divided by height; 1 for a size that is none.
    public var ratio: Double {
        width > 0 && height > 0 ? Double(width) / Double(height) : 1
    }

    /// The smallest even size of this shape that covers `target`: what a picture is scaled to before `target` is cut out.
    public func covering(_ target: PictureSize) -> PictureSize {
        if ratio >= target.ratio {
            PictureSize(
                width: max(target.width, Self.even(Double(target.height) * ratio)),
                height: target.height
            )
        } else {
            PictureSize(
                width: target.width,
                height: max(target.height, Self.even(Double(target.width) / ratio))
            )
        }
    }

    /// The even number that is nearest.
    static func even(_ value: Double) -> Int {
        Int((value / 2).rounded()) * 2
    }
}

/// The shape that a clip is wanted in.
public struct Aspect: Codable, Sendable, Hashable, CustomStringConvertible {
    /// In the same unit as the height.
    public let width: Int
    /// In the same unit as the width.
    public let height: Int

    /// A shape by two numbers above 0; others are taken as 1.
    public init(_ width: Int, _ height: Int) {
        self.width = max(1, width)
        self.height = max(1, height)
    }

    /// Reads `9x16` or `9:16`. Nil for anything else.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(omittingEmptySubsequences: false) { $0 == "x" || $0 == ":" }
        guard parts.count == 2, let width = Int(parts[0]), let height = Int(parts[1]),
            (1...100).contains(width), (1...100).contains(height)
        else { return nil }
        self.init(width, height)
    }

    /// Width divided by height.
    public var ratio: Double { Double(width) / Double(height) }

    /// `9x16`
    public var description: String { "\(width)x\(height)" }
}
