/// A rectangle on a picture, in fractions of its width and height from the upper left corner: 0 to 1 inside the
/// picture.
public struct CaptionRectangle: Sendable, Equatable {
    /// The left edge.
    public var x: Double
    /// The upper edge.
    public var y: Double
    /// The width.
    public var width: Double
    /// The height.
    public var height: Double

    /// Makes a rectangle from its parts.
    public init(x: Double, y: Double, width: Double, height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    /// The lower edge.
    public var bottom: Double { y + height }
    /// The right edge.
    public var right: Double { x + width }

    /// The area that it shares with another, as a fraction of the picture.
    func overlap(_ other: CaptionRectangle) -> Double {
        let across = min(right, other.right) - max(x, other.x)
        let down = min(bottom, other.bottom) - max(y, other.y)
        return across > 0 && down > 0 ? across * down : 0
    }
}
