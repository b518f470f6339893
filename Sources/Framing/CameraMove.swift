/// How the camera gets from one place to another: the plain path, of steps and straight lines, is smoothed over a stretch of time, so
/// that each move begins and ends gently.
///
/// The weights of the smoothing are 30 u² (1 − u)², whose integral is the usual step with neither speed nor acceleration at its ends.
struct CameraMove {
    /// When it leaves, and when it is there; equal for a step.
    let start: Double
    let end: Double
    /// How far it goes.
    let distance: Double
    /// Whether it is there at once, as by a cut.
    var isCut = false

    /// Seconds that a step takes once it is smoothed.
    static let duration = 0.9
    /// The acceleration of a smoothed step of 1, at most: 10 / √3 for a step that takes a second.
    static let peak = 5.7736 / (duration * duration)

    /// How far it has got at a moment.
    func passed(_ time: Double) -> Double {
        if isCut { return time >= start ? distance : 0 }
        let (begin, finish) = (progress(time, from: start), progress(time, from: end))
        if end - start < 1e-6 { return distance * Self.step(begin) }
        return distance * Self.duration / (end - start) * (Self.ramp(begin) - Self.ramp(finish))
    }

    /// Before this it has no effect
    var begins: Double { isCut ? start : start - Self.duration / 2 }
    /// and after this it is over.
    var ends: Double { isCut ? end : end + Self.duration / 2 }

    private func progress(_ time: Double, from moment: Double) -> Double {
        max(0, (time - moment) / Self.duration + 0.5)
    }

    private static func step(_ u: Double) -> Double {
        u >= 1 ? 1 : u * u * u * (u * (6 * u - 15) + 10)
    }

    /// The integral of the step.
    private static func ramp(_ u: Double) -> Double {
        u >= 1 ? u - 0.5 : u * u * u * u * (u * (u - 3) + 2.5)
    }
}

extension [CameraMove] {
    /// Positions at moments that grow, of a camera that begins at `origin`. The moves are in order and do not overlap.
    func positions(from origin: Double, at times: some Sequence<Double>) -> [Double] {
        var (base, over) = (origin, 0)
        return times.map { time in
            while over < count, self[over].ends <= time {
                base += self[over].distance
                over += 1
            }
            var position = base
            var index = over
            while index < count, self[index].begins < time {
                position += self[index].passed(time)
                index += 1
            }
            return position
        }
    }
}
