/// Who of those in a shot the window is for.
enum ShotCast {
    /// Nobody was made out.
    case nobody
    /// One person, or several who fit into the window together.
    case together([Person])
    /// Several who do not: whoever speaks.
    case whoSpeaks([Person])

    init(_ people: [Person], _ window: CropWindow) {
        let counted = Self.counted(people)
        if counted.isEmpty {
            self = .nobody
        } else if counted.count == 1 || Self.fit(counted, window) {
            self = .together(counted)
        } else {
            self = .whoSpeaks(counted)
        }
    }

    /// How many persons it is about.
    var people: [Person] {
        switch self {
        case .nobody: []
        case .together(let people), .whoSpeaks(let people): people
        }
    }

    /// Without posters beside somebody who lives, and without the far and the fleeting beside the near and lasting.
    private static func counted(_ people: [Person]) -> [Person] {
        let alive = people.filter { !$0.isStill }
        let real = alive.isEmpty ? people : alive
        guard let main = real.map({ $0.height * Double($0.looks.count) }).max() else { return [] }
        let height = real.filter { $0.height * Double($0.looks.count) == main }.map(\.height).max() ?? 0
        let kept = real.filter { person in
            person.height >= far * height && person.height * Double(person.looks.count) >= fleeting * main
        }
        return Array(
            kept.sorted { $0.looks.count > $1.looks.count }.prefix(most).sorted { $0.first.face.x < $1.first.face.x }
        )
    }

    /// Of the main person's height, and of the time it is to be seen.
    private static let (far, fleeting) = (0.4, 0.15)
    private static let most = 6

    /// Whether they lie in one window in nearly all samples that show several of them.
    private static func fit(_ people: [Person], _ window: CropWindow) -> Bool {
        var bySample: [Int: [SeenFace]] = [:]
        for person in people {
            for look in person.looks { bySample[look.sample, default: []].append(look.face) }
        }
        let several = bySample.values.filter { $0.count > 1 }
        // Who is never seen beside another needs no window for two: one comes after the other.
        let fitting = several.count { faces in
            window.target(faces).map { $0.high - $0.low <= window.length } ?? false
        }
        return Double(fitting) >= 0.95 * Double(several.count)
    }
}
