extension Person {
    /// Everybody in a shot who is more than a flicker of the detector.
    /// - Parameter ratio: the picture's width divided by its height.
    static func all(in samples: ArraySlice<Sighting>, ratio: Double) -> [Person] {
        let tracks = tracks(samples, ratio: ratio)
        let people = joined(tracks, ratio: ratio)
        let enough = min(minimum, max(1, samples.count / 2))
        return people.filter { $0.looks.count >= enough && quantile($0.looks.map(\.face.score), 0.5) >= sure }
    }

    /// Samples that somebody must be seen in, in shots that are long enough for it.
    private static let minimum = 4
    /// What the detector thinks of most faces that are none lies below.
    private static let sure = 0.6
    /// Seconds that a face may be missed.
    private static let gap = 1.0
    /// Face heights that somebody moves at most between two samples, and for each further second unseen.
    private static let (reach, reachPerSecond) = (0.9, 1.5)

    /// Faces linked while they are seen, nearest first.
    private static func tracks(_ samples: ArraySlice<Sighting>, ratio: Double) -> [Person] {
        var open: [Person] = []
        var closed: [Person] = []
        for (number, sample) in samples.enumerated() {
            closed += open.filter { sample.time - $0.last.time > gap }
            open.removeAll { sample.time - $0.last.time > gap }
            var pairs: [(distance: Double, track: Int, face: Int)] = []
            for (track, person) in open.enumerated() {
                for (face, box) in sample.faces.enumerated() {
                    let distance = distance(person.last.face, box, ratio: ratio)
                    if distance <= reach + reachPerSecond * max(0, sample.time - person.last.time - 0.25) {
                        pairs.append((distance, track, face))
                    }
                }
            }
            var (tracks, faces): (Set<Int>, Set<Int>) = ([], [])
            for pair in pairs.sorted(by: { $0.distance < $1.distance })
            where !tracks.contains(pair.track) && !faces.contains(pair.face) {
                tracks.insert(pair.track)
                faces.insert(pair.face)
                open[pair.track].add(Look(sample: number, time: sample.time, face: sample.faces[pair.face]))
            }
            for (face, box) in sample.faces.enumerated() where !faces.contains(face) {
                open.append(Person(Look(sample: number, time: sample.time, face: box)))
            }
        }
        return (closed + open).sorted { ($0.first.sample, $0.first.face.x) < ($1.first.sample, $1.first.face.x) }
    }

    /// Tracks of one person who turned away for a while: one begins where another ended. Only the latest of others are compared, so
    /// that the work does not grow faster than the number of samples.
    private static func joined(_ tracks: [Person], ratio: Double) -> [Person] {
        var people: [Person] = []
        for track in tracks {
            var best: (distance: Double, person: Int)?
            for index in people.indices.suffix(latest) where people[index].last.sample < track.first.sample {
                let apart = distance(people[index].last.face, track.first.face, ratio: ratio)
                let pause = track.first.time - people[index].last.time
                if apart <= min(1 + 0.75 * pause, 3), apart < best?.distance ?? .infinity { best = (apart, index) }
            }
            if let best { people[best.person].add(track) } else { people.append(track) }
        }
        return people
    }

    private static let latest = 16
}
