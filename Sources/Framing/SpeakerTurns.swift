/// Who the camera is on through a shot with several people who do not fit into the window together.
struct SpeakerTurns {
    /// From when, in seconds, and the person's number. The first begins with the shot.
    var turns: [(start: Double, person: Int)]

    /// Seconds that it stays with somebody at least.
    static let hold = 1.5
    /// A change must make up for so many seconds of somebody's speech.
    private static let cost = 1.0

    /// The best of all ways to change only where a sentence ends and to hold on for long enough: the camera is for as long as
    /// possible on who moves the mouth while there is sound.
    /// - Parameters:
    ///   - allowed: seconds at which it may turn, in order.
    init(_ people: [Person], _ shot: ClipShot, _ sound: SpeechWeight, allowed: [Double]) {
        let speech = Self.speech(people, shot, sound)
        let edges = [shot.start] + allowed.filter { $0 > shot.start && $0 < shot.end } + [shot.end]
        // Seconds of each person's speech before each edge.
        var sums = [[Double](repeating: 0, count: people.count)]
        var sample = 0
        for edge in edges.dropFirst() {
            var sum = sums[sums.count - 1]
            while sample < speech.count, speech[sample].time < edge || edge == shot.end {
                for person in people.indices { sum[person] += speech[sample].seconds[person] }
                sample += 1
            }
            sums.append(sum)
        }
        // best[k][p]: what is gained until edge k by plans whose last stretch ends there and is person p's.
        var best = [[Double]](repeating: [Double](repeating: -.infinity, count: people.count), count: edges.count)
        var from = [[(edge: Int, person: Int)]](
            repeating: [(edge: Int, person: Int)](repeating: (0, -1), count: people.count),
            count: edges.count
        )
        // The best beginning of a stretch of each person among the edges that lie far enough back.
        var begin = [(gain: Double, edge: Int, person: Int)](repeating: (0, 0, -1), count: people.count)
        var reached = 1
        for edge in edges.indices.dropFirst() {
            while reached < edge, edges[reached] <= edges[edge] - Self.hold {
                for person in people.indices {
                    for other in people.indices where other != person {
                        let gain = best[reached][other] - Self.cost - sums[reached][person]
                        if gain > begin[person].gain { begin[person] = (gain, reached, other) }
                    }
                }
                reached += 1
            }
            // The first stretch must be long enough as well, unless it is all there is.
            guard edges[edge] - shot.start >= Self.hold || edge == edges.count - 1 else { continue }
            for person in people.indices {
                best[edge][person] = begin[person].gain + sums[edge][person]
                from[edge][person] = (begin[person].edge, begin[person].person)
            }
        }
        var edge = edges.count - 1
        var person = people.indices.max { best[edge][$0] < best[edge][$1] } ?? 0
        turns = []
        while edge > 0, person >= 0 {
            let before = from[edge][person]
            turns.append((edges[before.edge], person))
            (edge, person) = before
        }
        turns.reverse()
    }

    /// What each sample says about who speaks: seconds, shared among the people.
    private static func speech(
        _ people: [Person],
        _ shot: ClipShot,
        _ sound: SpeechWeight
    ) -> [(time: Double, seconds: [Double])] {
        var mouths = [[Double]](repeating: [Double](repeating: 0, count: people.count), count: shot.samples.count)
        for (number, person) in people.enumerated() {
            for look in person.looks {
                // To be seen counts for a little: of people who are silent the camera shows who is there.
                let mouth = look.face.mouth.map { $0.isFinite ? max(0, $0) : 0 } ?? 0
                mouths[look.sample][number] = 0.02 + min(mouth, 1) * sound[look.time]
            }
        }
        return zip(shot.samples.enumerated(), mouths).map { sample, mouths in
            let time = sample.element.time
            let next = shot.samples.startIndex + sample.offset + 1
            let lasts = min(1, (next < shot.samples.endIndex ? shot.samples[next].time : shot.end) - time)
            let sum = mouths.reduce(0, +) + 0.05
            return (time, mouths.map { $0 / sum * max(0, lasts) })
        }
    }
}

/// How much a moment counts when it is asked who speaks: 1 where it is as loud as it gets, 0 where it is quiet.
struct SpeechWeight {
    private let levels: [Double]
    private let step: Double

    init(_ sound: SoundLevels?) {
        guard let sound, sound.step.isFinite, sound.step > 0, !sound.levels.isEmpty else {
            (levels, step) = ([], 1)
            return
        }
        let finite = sound.levels.filter(\.isFinite)
        let (quiet, loud) = (quantile(finite, 0.1), quantile(finite, 0.9))
        step = sound.step
        levels =
            loud > quiet
            ? sound.levels.map { $0.isFinite ? min(max(($0 - quiet) / (loud - quiet), 0), 1) : 0 }
            : []
    }

    /// At some seconds; 1 where nothing is known.
    subscript(seconds: Double) -> Double {
        let place = seconds / step
        guard place >= 0, place < Double(levels.count) else { return levels.isEmpty ? 1 : 0 }
        return levels[Int(place)]
    }
}
