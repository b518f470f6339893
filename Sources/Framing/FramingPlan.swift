/// How a clip is brought into another shape: as a whole, and where its window stands in each frame.
public struct FramingPlan: Sendable, Hashable {
    /// What is done with a clip or one of its shots.
    public enum Mode: String, Codable, Sendable, Hashable {
        /// A window that keeps somebody in it.
        case follow
        /// A window in the middle.
        case centre
        /// A window at a place that was given.
        case fixed
        /// The whole picture, over a blurred copy of it.
        case fit
        /// The picture has the wanted shape.
        case whole
    }

    /// A stretch of the clip from one cut to the next.
    public struct Shot: Codable, Sendable, Hashable {
        /// Its first frame.
        public let first: Int
        /// The frame after its last.
        public let end: Int
        /// Of a clip that is followed, shots with slides are fitted, and shots without anybody to follow stand still.
        public let mode: Mode
        /// In plain words.
        public let reason: String
        /// Persons that were made out.
        public let people: Int
        /// Whether its window moves.
        public let moves: Bool
    }

    /// What is done with the clip as a whole. In `follow` single shots may be otherwise.
    public let mode: Mode
    /// Why, in plain words.
    public let reason: String
    /// All of the clip, in order, without gaps. One where nothing depends on shots.
    public let shots: [Shot]
    /// The share of frames that show a whole face, 0 to 1. Nil where nobody looked.
    public let faceShare: Double?
    /// The share of those frames with a face to follow that show it whole, 0 to 1. Nil where nobody looked, or there was none.
    public let heldShare: Double?
    /// When the camera turns to another person, in seconds: at the end of a sentence.
    public let turns: [Double]
    /// The first frames of turns that are cuts: who speaks next is too far away for the camera to go there.
    public let cuts: [Int]

    let window: CropWindow
    /// By shot: one position for all of its frames, or one for each.
    let positions: [[Double]]

    init(
        mode: Mode,
        reason: String,
        shots: [Shot],
        faceShare: Double? = nil,
        heldShare: Double? = nil,
        turns: [Double] = [],
        cuts: [Int] = [],
        window: CropWindow,
        positions: [[Double]]
    ) {
        self.mode = mode
        self.reason = reason
        self.shots = shots
        self.faceShare = faceShare
        self.heldShare = heldShare
        self.turns = turns
        self.cuts = cuts
        self.window = window
        self.positions = positions
    }

    /// Whether some shots are cut to the window and others fitted.
    public var isMixed: Bool {
        Set(shots.map { $0.mode == .fit }).count > 1
    }

    /// The shot of a frame; that of the nearest frame for a number outside of the clip.
    public func shot(ofFrame frame: Int) -> Shot {
        shots[index(ofFrame: frame)]
    }

    /// Where the window stands in a frame: its left edge, or its top edge where the window is as wide as the picture, as a fraction
    /// of the free room, 0 to 1. A half where there is no room, and in shots that are fitted.
    public func position(ofFrame frame: Int) -> Double {
        let index = index(ofFrame: frame)
        let places = positions[index]
        return places.count == 1 ? places[0] : places[min(max(0, frame - shots[index].first), places.count - 1)]
    }

    /// The window's top left corner in a frame: even numbers, never outside of the picture.
    /// - Parameters:
    ///   - scaled: what the clip's picture was scaled to: `clip.size.covering(output)`.
    ///   - output: the window's size.
    public func corner(ofFrame frame: Int, scaled: PictureSize, output: PictureSize) -> (x: Int, y: Int) {
        let place = position(ofFrame: frame)
        let (roomX, roomY) = (max(0, scaled.width - output.width), max(0, scaled.height - output.height))
        func even(_ room: Int, _ place: Double) -> Int {
            min(PictureSize.even(Double(room) * place), room / 2 * 2)
        }
        return window.axis == .vertical
            ? (even(roomX, 0.5), even(roomY, place)) : (even(roomX, place), even(roomY, 0.5))
    }

    private func index(ofFrame frame: Int) -> Int {
        var (low, high) = (0, shots.count - 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if shots[middle].first <= frame { low = middle } else { high = middle - 1 }
        }
        return low
    }
}
