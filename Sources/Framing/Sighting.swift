/// What was seen in one sample of a clip's picture. Samples are some five a second, in the order of their times.
public struct Sighting: Codable, Sendable, Hashable {
    /// Seconds from the clip's first frame.
    public var time: Double
    /// All faces that were found, in no order.
    public var faces: [SeenFace]
    /// The share of the picture that changed since the sample before, 0 to 1. 0 in the first.
    public var motion: Double
    /// How much the picture looks like a slide or a screen, 0 (a camera's picture) to 1.
    public var screen: Double

    /// What was seen at a moment.
    public init(time: Double, faces: [SeenFace], motion: Double = 0, screen: Double = 0) {
        self.time = time
        self.faces = faces
        self.motion = motion
        self.screen = screen
    }

    /// The longest side, in pixels, of the pictures in which faces are looked for: those of at least 12 pixels of height are found.
    public static let longestSide = 320
    /// Pictures that are looked at a second.
    public static let rate = 5
}

/// A face in a picture. The box is in fractions of the picture, from its top left corner.
public struct SeenFace: Codable, Sendable, Hashable {
    /// The left edge.
    public var x: Double
    /// The upper edge.
    public var y: Double
    /// From ear to ear.
    public var width: Double
    /// From the forehead to the chin.
    public var height: Double
    /// How sure the detector is, 0 to 1.
    public var score: Double
    /// How much more the mouth changed since the sample before than the rest of the face did, 0 and more; about 0.2 and more
    /// while somebody talks. Nil where the face was not seen in the sample before.
    public var mouth: Double?

    /// A face in a box.
    public init(x: Double, y: Double, width: Double, height: Double, score: Double = 0.9, mouth: Double? = nil) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
        self.score = score
        self.mouth = mouth
    }

    /// Whether it is a box of this world: finite, with an area, and at least partly in the picture.
    var isSound: Bool {
        [x, y, width, height, score].allSatisfy(\.isFinite) && width > 0 && height > 0 && width <= 2 && height <= 2
            && x < 1 && y < 1 && x + width > 0 && y + height > 0
    }

    /// A box on the way to another, at 0 this one.
    func between(_ other: SeenFace, _ part: Double) -> SeenFace {
        func mix(_ one: Double, _ two: Double) -> Double { one + (two - one) * min(max(part, 0), 1) }
        return SeenFace(
            x: mix(x, other.x),
            y: mix(y, other.y),
            width: mix(width, other.width),
            height: mix(height, other.height),
            score: min(score, other.score)
        )
    }
}
