@testable import Framing

/// A clip of the tests' making: who stands where, and what else is to be seen, by second.
struct Scene {
    var seconds = 20.0
    var size = PictureSize(width: 1920, height: 1080)
    var frameRate = 25.0
    var cuts: [Double] = []
    var sentenceEnds: [Double] = []
    var loudness: SoundLevels?
    /// The faces at a moment.
    var faces: (Double) -> [SeenFace] = { _ in [] }
    var motion = 0.1
    /// In place of `motion`, where it changes.
    var motionAt: ((Double) -> Double)?
    var screen: (Double) -> Double = { _ in 0.1 }

    var clip: FramedClip {
        FramedClip(
            size: size,
            frames: Int((seconds * frameRate).rounded()),
            frameRate: frameRate,
            cuts: cuts,
            sentenceEnds: sentenceEnds,
            loudness: loudness
        )
    }

    var seen: [Sighting] {
        (0..<Int(seconds * 5)).map { number in
            let time = Double(number) / 5
            return Sighting(time: time, faces: faces(time), motion: motionAt?(time) ?? motion, screen: screen(time))
        }
    }

    func plan(_ wish: FramingWish = .auto, _ aspect: Aspect = Aspect(9, 16)) -> FramingPlan {
        FramingPlan.decide(wish, seen: seen, clip: clip, aspect: aspect)
    }

    /// A face with its middle there, in a picture of 16:9.
    static func face(_ x: Double, _ y: Double = 0.35, height: Double = 0.25, mouth: Double? = 0.3) -> SeenFace {
        let width = height * 9 / 16 * 0.75
        return SeenFace(x: x - width / 2, y: y - height / 2, width: width, height: height, score: 0.9, mouth: mouth)
    }
}

extension FramingPlan {
    /// Positions of all frames.
    var path: [Double] { (0..<(shots.last?.end ?? 0)).map(position) }

    /// The middle of the window in a frame, as a fraction of the picture.
    func middle(_ frame: Int) -> Double { position(ofFrame: frame) * window.room + window.length / 2 }

    /// Frames whose position differs from that of the frame before.
    var movingFrames: [Int] {
        let path = path
        return path.indices.dropFirst().filter { abs(path[$0] - path[$0 - 1]) > 1e-9 }
    }
}
