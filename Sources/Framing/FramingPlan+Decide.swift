extension FramingPlan {
    /// Decides how a clip is brought into another shape.
    ///
    /// The work grows with the number of samples and of frames. Samples and cuts that cannot be (times that are no numbers or lie
    /// outside of the clip, boxes without area) are left out.
    /// - Parameters:
    ///   - seen: what was seen, in the order of times. Nil where nobody looked, for want of the face finder.
    public static func decide(_ wish: FramingWish, seen: [Sighting]?, clip: FramedClip, aspect: Aspect) -> FramingPlan {
        let window = CropWindow(clip.size, aspect)
        func still(_ mode: Mode, _ reason: String, at position: Double = 0.5) -> FramingPlan {
            FramingPlan(mode, reason, clip, window, at: position)
        }
        if window.isWhole { return still(.whole, "the picture has this shape") }
        switch wish {
        case .centre: return still(.centre, "as wished")
        case .fit: return still(.fit, "as wished")
        case .at(let x, let y):
            return still(.fixed, "as wished", at: window.position(middle: window.axis == .horizontal ? x : y))
        case .auto, .follow: break
        }
        guard let seen else {
            return wish == .auto
                ? still(.fit, "nobody looked for faces: the face finder is not set up")
                : still(.centre, "nobody looked for faces: the face finder is not set up")
        }
        return followed(wish, clip.sound(seen), clip, window)
    }

    /// Shares of the time that decide whether following holds: somebody is seen in most of it and is whole in nearly all of that.
    private static let (mostly, nearlyAlways) = (0.5, 0.9)

    private static func followed(_ wish: FramingWish, _ seen: [Sighting], _ clip: FramedClip, _ window: CropWindow)
        -> FramingPlan
    {
        let shots = clip.shots(seen)
        var framer = ShotFramer(clip, window)
        let framings = shots.map { framer.frame($0) }
        let plan = FramingPlan(shots, framings, window)
        guard wish == .auto else { return plan }
        let pictures = framings.filter { $0.mode != .fit }
        let frames = zip(shots, framings).filter { $1.mode != .fit }.map { $0.0.frames.count }.reduce(0, +)
        let (samples, faces) = (pictures.map(\.samples).reduce(0, +), pictures.map(\.seen).reduce(0, +))
        let whole = pictures.map(\.whole).reduce(0, +)
        func fit(_ reason: String) -> FramingPlan {
            // All that is seen is whole where the whole picture is shown.
            let seen = framings.map(\.seen).reduce(0, +)
            let share = share(seen, framings.map(\.samples).reduce(0, +))
            return FramingPlan(.fit, reason, clip, window, faceShare: share, heldShare: seen > 0 ? 1 : nil)
        }
        if seen.isEmpty { return fit("the clip is too short to look for faces") }
        if 2 * frames < clip.frames { return fit("most of it is slides or a screen") }
        if Double(faces) < mostly * Double(samples) {
            return fit("a face is to be seen in only \(percent(faces, samples)) of it")
        }
        if Double(whole) < nearlyAlways * Double(faces) {
            return fit("a window would cut faces in \(percent(faces - whole, faces)) of the time they are to be seen")
        }
        return plan
    }

    private static func percent(_ part: Int, _ all: Int) -> String {
        "\(all > 0 ? Int((100 * Double(part) / Double(all)).rounded()) : 0) %"
    }

    private static func share(_ part: Int, _ all: Int) -> Double? {
        all > 0 ? Double(part) / Double(all) : nil
    }

    /// One that is the same in all frames.
    private init(
        _ mode: Mode,
        _ reason: String,
        _ clip: FramedClip,
        _ window: CropWindow,
        at position: Double = 0.5,
        faceShare: Double? = nil,
        heldShare: Double? = nil
    ) {
        self.init(
            mode: mode,
            reason: reason,
            shots: [Shot(first: 0, end: clip.frames, mode: mode, reason: reason, people: 0, moves: false)],
            faceShare: faceShare,
            heldShare: heldShare,
            window: window,
            positions: [[position]]
        )
    }

    /// One that follows.
    private init(_ shots: [ClipShot], _ framings: [ShotFraming], _ window: CropWindow) {
        let samples = framings.map(\.samples).reduce(0, +)
        let (seen, whole) = (framings.map(\.seen).reduce(0, +), framings.map(\.whole).reduce(0, +))
        let modes = Set(framings.map(\.mode))
        let mode: Mode = modes.contains(.follow) ? .follow : modes.contains(.centre) ? .centre : .fit
        self.init(
            mode: mode,
            reason: Self.reason(framings),
            shots: zip(shots, framings).map { shot, framing in
                Shot(
                    first: shot.frames.lowerBound,
                    end: shot.frames.upperBound,
                    mode: framing.mode,
                    reason: framing.reason,
                    people: framing.people,
                    moves: framing.moves
                )
            },
            faceShare: Self.share(whole, samples),
            heldShare: Self.share(whole, seen),
            turns: framings.flatMap(\.turns),
            cuts: framings.flatMap(\.cuts),
            window: window,
            positions: framings.map(\.positions)
        )
    }

    private static func reason(_ framings: [ShotFraming]) -> String {
        guard framings.count > 1 else { return framings.first?.reason ?? "there is nothing to follow" }
        let counts = [
            (framings.count { $0.mode == .follow && !$0.moves }, "the window stands still on somebody"),
            (framings.count { $0.mode == .follow && $0.moves }, "it moves with somebody"),
            (framings.count { $0.mode == .centre }, "nobody is to be followed"),
            (framings.count { $0.mode == .fit }, "all of a slide or a screen is shown"),
        ]
        return counts.filter { $0.0 > 0 }.map { "in \($0.0) of \(framings.count) shots \($0.1)" }.joined(
            separator: ", "
        )
    }
}
