/// Somebody through a shot: faces of samples that follow each other by place and size.
struct Person {
    /// One face a sample at most, in order: the sample's number in the shot, its time, and the face.
    private(set) var looks: [Look]

    struct Look {
        let sample: Int
        let time: Double
        let face: SeenFace
    }

    init(_ look: Look) { looks = [look] }

    var first: Look { looks[0] }
    var last: Look { looks[looks.count - 1] }

    mutating func add(_ look: Look) { looks.append(look) }
    mutating func add(_ other: Person) { looks += other.looks }

    /// The middle face height.
    var height: Double { quantile(looks.map(\.face.height), 0.5) }

    /// How much the mouth moves when it does. Nil where no two samples in a row show it.
    var mouth: Double? {
        let moves = looks.compactMap(\.face.mouth).filter(\.isFinite)
        return moves.isEmpty ? nil : quantile(moves, 0.9)
    }

    /// Whether it is as dead as a picture on the wall: it neither moves nor speaks.
    var isStill: Bool {
        guard let mouth, mouth < Self.speaking, looks.count >= 5 else { return false }
        let size = height
        return spread(looks.map { $0.face.x + $0.face.width / 2 }) < 0.08 * size
            && spread(looks.map { $0.face.y + $0.face.height / 2 }) < 0.08 * size
    }

    /// Mouths of faces that do not speak stay below.
    static let speaking = 0.08

    /// A face for each sample: between two looks that are near in time, on the line between them.
    func faces(_ samples: ArraySlice<Sighting>) -> [SeenFace?] {
        var next = 0
        return samples.enumerated().map { number, sample in
            while next < looks.count, looks[next].sample < number { next += 1 }
            if next < looks.count, looks[next].sample == number { return looks[next].face }
            guard next > 0, next < looks.count else { return nil }
            let (before, after) = (looks[next - 1], looks[next])
            guard after.time - before.time <= Self.memory, after.time > before.time else { return nil }
            return before.face.between(after.face, (sample.time - before.time) / (after.time - before.time))
        }
    }

    /// Seconds for which somebody may be out of sight and is thought to be there.
    private static let memory = 3.0

    private func spread(_ values: [Double]) -> Double { quantile(values, 0.95) - quantile(values, 0.05) }

    /// How far apart two faces are, in face heights; more where their sizes differ. Infinite for faces that cannot be one person's.
    static func distance(_ one: SeenFace, _ other: SeenFace, ratio: Double) -> Double {
        let (size, small) = (max(one.height, other.height), min(one.height, other.height))
        guard small > 0.5 * size else { return .infinity }
        let x = (one.x + one.width / 2 - other.x - other.width / 2) * ratio
        let y = one.y + one.height / 2 - other.y - other.height / 2
        return (x * x + y * y).squareRoot() / size
    }
}

/// The value below which that share of the values lies, with steps in between; 0 of none.
func quantile(_ values: [Double], _ share: Double) -> Double {
    guard !values.isEmpty else { return 0 }
    let sorted = values.sorted()
    let place = share * Double(sorted.count - 1)
    let index = min(Int(place), sorted.count - 1)
    let next = min(index + 1, sorted.count - 1)
    return sorted[index] + (sorted[next] - sorted[index]) * (place - Double(index))
}
