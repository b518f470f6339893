/// Decides where phrases stand: at the usual place, or elsewhere in the safe area where a face would be covered.
struct Placing {
    let shape: CaptionShape
    /// Where the phrase before stands, and the frame after its last.
    private var last: (baseline: Double, end: Int)?
    /// How many phrases cover a face, since no place is free.
    private(set) var covering = 0

    init(shape: CaptionShape) { self.shape = shape }

    /// The size of a phrase around the baseline of its last line, in fractions of the picture.
    struct Size {
        var width: Double
        /// From the upper edge to the baseline, and from there to the lower edge.
        var above: Double
        var below: Double
    }

    /// The baseline of a phrase, as a fraction of the height. A phrase follows the one before to its place where there
    /// is no pause between them, so that text does not jump about.
    mutating func baseline(
        _ size: Size,
        frames: Range<Int>,
        pause: Int,
        faces: [CaptionRectangle],
        taken: [CaptionRectangle]
    ) -> Double {
        let lowest = shape.safeArea.bottom - size.below
        let highest = max(0, min(lowest, shape.safeArea.y + size.above))
        let usual = min(lowest, max(highest, shape.baseline))
        var places = [usual]
        var step = usual - Self.step
        while step > highest {
            places.append(step)
            step -= Self.step
        }
        places.append(highest)
        if lowest - usual > 0.005 { places.insert(lowest, at: 1) }
        if let last, frames.lowerBound - last.end < pause {
            places.insert(min(lowest, max(highest, last.baseline)), at: 0)
        }
        var best: (place: Double, cost: Double)?
        for place in places {
            let area = area(size, baseline: place)
            let cost = (faces + taken).reduce(0) { $0 + $1.overlap(area) }
            if cost < best?.cost ?? .infinity { best = (place, cost) }
            if cost == 0 { break }
        }
        if let best, best.cost > 0 {
            covering += 1
            // Where no place is free, the usual one is as good as most.
            if best.cost > 0.6 * faces.reduce(0, { $0 + $1.overlap(area(size, baseline: usual)) }) {
                last = (usual, frames.upperBound)
                return usual
            }
        }
        last = (best?.place ?? usual, frames.upperBound)
        return best?.place ?? usual
    }

    /// The baseline of the last line of a card, which stands somewhat above the middle of the picture.
    func cardBaseline(_ size: Size) -> Double { 0.42 + (size.above + size.below) / 2 - size.below }

    /// The baseline of a hook, in the upper part of the safe area; lower where a face is there and the middle is free.
    func hookBaseline(_ size: Size, faces: [CaptionRectangle]) -> Double {
        let highest = shape.safeArea.y + size.above
        let lowest = max(highest, shape.baseline - Self.roomForCaption - size.below)
        var best = (place: highest, cost: Double.infinity)
        var place = highest
        while place <= lowest {
            let area = area(size, baseline: place)
            let cost = faces.reduce(0) { $0 + $1.overlap(area) }
            if cost < best.cost { best = (place, cost) }
            place += Self.step
        }
        return best.place
    }

    /// What a phrase of two lines takes above its baseline, about.
    private static let roomForCaption = 0.13

    /// The area of a phrase in the middle of the picture.
    func area(_ size: Size, baseline: Double) -> CaptionRectangle {
        CaptionRectangle(
            x: 0.5 - size.width / 2,
            y: baseline - size.above,
            width: size.width,
            height: size.above + size.below
        )
    }

    private static let step = 0.03
}
