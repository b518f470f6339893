import Framing

/// What a scene really shows, as `scenes.py` writes it.
struct SceneTruth: Decodable {
    struct Frame: Decodable {
        /// Boxes of the faces that the window must hold: x, y, width, height, fractions of the picture.
        let wanted: [[Double]]
        /// Whether it is a slide or a screen.
        let slide: Bool
    }

    let width: Int
    let height: Int
    let rate: Double
    let cuts: [Double]
    let sentenceEnds: [Double]
    let levels: [Double]
    /// What must come of it: `follow` or `fit`.
    let mode: FramingPlan.Mode
    let frames: [Frame]

    private enum CodingKeys: String, CodingKey {
        case width, height, rate, cuts, levels, mode, frames
        case sentenceEnds = "sentence_ends"
    }

    var clip: FramedClip {
        FramedClip(
            size: PictureSize(width: width, height: height),
            frames: frames.count,
            frameRate: rate,
            cuts: cuts,
            sentenceEnds: sentenceEnds,
            loudness: SoundLevels(step: 0.1, levels: levels)
        )
    }
}

/// How well a plan frames a scene.
struct SceneVerdict {
    /// Frames with faces that must be whole, and those of them in which they are.
    var (wanted, whole) = (0, 0)
    /// The same without the seconds in which the camera turns to another person.
    var (settled, settledWhole) = (0, 0)
    /// The camera's accelerations while it moves, in widths of the window a second and second.
    var accelerations: [Double] = []
    /// Turns to somebody so far away that they are cuts.
    var cuts = 0
    /// Frames of slides in which the picture is cut, or anything moves.
    var falseMoves = 0
    var isAsWished = false

    init(_ plan: FramingPlan, _ truth: SceneTruth, _ aspect: Aspect) {
        let length = min(1, aspect.ratio / truth.clip.size.ratio)
        let edges = truth.frames.indices.map { plan.position(ofFrame: $0) * (1 - length) }
        isAsWished = plan.mode == truth.mode
        cuts = plan.cuts.count
        let atCuts = Set(plan.cuts.flatMap { [$0 - 1, $0] })
        for (number, frame) in truth.frames.enumerated() {
            let shot = plan.shot(ofFrame: number)
            let moves = number > shot.first && edges[number] != edges[number - 1]
            if frame.slide, shot.mode != .fit || moves { falseMoves += 1 }
            if moves, number + 1 < shot.end, !atCuts.contains(number) {
                let acceleration = edges[number + 1] - 2 * edges[number] + edges[number - 1]
                accelerations.append(abs(acceleration) * truth.rate * truth.rate / length)
            }
            guard !frame.wanted.isEmpty else { continue }
            let isWhole =
                shot.mode == .fit
                || frame.wanted.allSatisfy {
                    max($0[0], 0) >= edges[number] && min($0[0] + $0[2], 1) <= edges[number] + length
                }
            wanted += 1
            whole += isWhole ? 1 : 0
            let time = Double(number) / truth.rate
            // It knows who speaks from what comes after the end of a sentence, and needs its time to get there.
            guard !plan.turns.contains(where: { $0 <= time && time < $0 + 0.9 }) else { continue }
            settled += 1
            settledWhole += isWhole ? 1 : 0
        }
    }

    /// The same of several scenes.
    init(_ parts: [SceneVerdict]) {
        wanted = parts.map(\.wanted).reduce(0, +)
        whole = parts.map(\.whole).reduce(0, +)
        settled = parts.map(\.settled).reduce(0, +)
        settledWhole = parts.map(\.settledWhole).reduce(0, +)
        accelerations = parts.flatMap(\.accelerations)
        falseMoves = parts.map(\.falseMoves).reduce(0, +)
        cuts = parts.map(\.cuts).reduce(0, +)
        isAsWished = parts.allSatisfy(\.isAsWished)
    }

    var wholeShare: Double { wanted > 0 ? Double(whole) / Double(wanted) : 1 }
    var settledShare: Double { settled > 0 ? Double(settledWhole) / Double(settled) : 1 }
    var meanAcceleration: Double {
        accelerations.isEmpty ? 0 : accelerations.reduce(0, +) / Double(accelerations.count)
    }
}
