/// The window that is cut out of the picture: as high as the picture and free to move sideways, or as wide and free to move up and
/// down. Lengths are fractions of the picture along the free axis.
struct CropWindow: Sendable, Hashable {
    enum Axis: Sendable { case horizontal, vertical }

    let axis: Axis
    /// Its length along the axis; 1 where it is the whole picture.
    let length: Double

    init(_ size: PictureSize, _ aspect: Aspect) {
        let relation = aspect.ratio / size.ratio
        axis = relation <= 1 ? .horizontal : .vertical
        length = relation <= 1 ? relation : 1 / relation
    }

    /// What is left of the picture beside it.
    var room: Double { 1 - length }

    /// Less than one row or column of a hundred: not worth a window.
    var isWhole: Bool { room < 0.01 }

    /// Where its edge must be for a point to lie in its middle.
    func position(middle: Double) -> Double {
        position(edge: middle - length / 2)
    }

    /// An edge as a fraction of the free room.
    func position(edge: Double) -> Double {
        room > 0 && edge.isFinite ? min(max(edge / room, 0), 1) : 0.5
    }

    /// What must be in it for a face to be whole, and where its edge would best be.
    func target(_ faces: [SeenFace]) -> Target? {
        var (low, high) = (Double.infinity, -Double.infinity)
        var (first, last) = (Double.infinity, -Double.infinity)
        for face in faces {
            let (begin, size) = axis == .horizontal ? (face.x, face.width) : (face.y, face.height)
            let (before, after) = axis == .horizontal ? Self.sides : Self.aboveAndBelow
            low = min(low, begin - before * size)
            high = max(high, begin + (1 + after) * size)
            first = min(first, begin)
            last = max(last, begin + size)
        }
        guard low < high else { return nil }
        (low, high) = (min(max(low, 0), 1), min(max(high, 0), 1))
        let best = (first + last) / 2 - (axis == .horizontal ? 0.5 : Self.height) * length
        (first, last) = (min(max(first, 0), 1), min(max(last, 0), 1))
        return Target(low: low, high: high, first: first, last: last, best: min(max(best, 0), room))
    }

    /// How much of a face's box is added for ears, for hair and for the chin.
    private static let sides = (0.08, 0.08)
    private static let aboveAndBelow = (0.3, 0.12)
    /// Heads belong above the middle.
    private static let height = 0.42

    /// What is to be in the window at one moment.
    struct Target: Sendable, Hashable {
        /// From here to there it should reach, hair and ears included.
        var low: Double
        var high: Double
        /// From here to there the faces themselves reach.
        var first: Double
        var last: Double
        /// Where its edge would best be, inside of the free room.
        var best: Double
    }

    /// Whether all of a target is in it, hair and ears included.
    func holds(_ target: Target, edge: Double) -> Bool {
        edge <= target.low + 1e-9 && edge + length >= target.high - 1e-9
    }

    /// Whether the faces of a target are in it.
    func holdsFaces(_ target: Target, edge: Double) -> Bool {
        edge <= target.first + 1e-9 && edge + length >= target.last - 1e-9
    }

    /// Whether it shows all of a face, as far as the picture has it.
    func shows(_ face: SeenFace, edge: Double) -> Bool {
        let (begin, size) = axis == .horizontal ? (face.x, face.width) : (face.y, face.height)
        return edge <= max(begin, 0) + 1e-6 && edge + length >= min(begin + size, 1) - 1e-6
    }
}
