/// How one shot is framed.
struct ShotFraming {
    var mode: FramingPlan.Mode
    var reason: String
    var people = 0
    /// Positions of its frames, or one for all.
    var positions = [0.5]
    /// Seconds at which it turns to another person.
    var turns: [Double] = []
    /// Frames of the clip from which it is with another person at once.
    var cuts: [Int] = []
    /// Samples that show a face to follow,
    var seen = 0
    /// those of them that show it whole in the window,
    var whole = 0
    /// and all.
    var samples = 0

    var moves: Bool { positions.count > 1 }
}
