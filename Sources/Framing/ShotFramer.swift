/// Frames the shots of a clip, one after the other.
struct ShotFramer {
    let clip: FramedClip
    let window: CropWindow
    private let sound: SpeechWeight
    private let sentenceEnds: [Double]
    /// Where the window stood last, if it was not the whole picture.
    private var last: Double?

    /// Seconds at the beginning and at the end of a clip in which nothing moves.
    private static let calm = 0.5
    /// Shots without anybody that are no longer than this are flashes and glances: the window stays where it was.
    private static let glance = 1.5
    /// Shots whose places differ by less, in window lengths, have the same place.
    private static let same = 0.04

    init(_ clip: FramedClip, _ window: CropWindow) {
        self.clip = clip
        self.window = window
        sound = SpeechWeight(clip.loudness)
        sentenceEnds = clip.sentenceEnds.filter(\.isFinite).sorted()
    }

    /// Frames the next shot.
    mutating func frame(_ shot: ClipShot) -> ShotFraming {
        let cast = ShotCast(Person.all(in: shot.samples, ratio: clip.size.ratio), window)
        var framing: ShotFraming
        if Self.isScreen(shot, cast.people) {
            framing = ShotFraming(
                mode: .fit,
                reason: "a slide or a screen: all of it is shown",
                people: cast.people.count
            )
            framing.seen = Set(cast.people.flatMap(\.looks).map(\.sample)).count
            framing.whole = framing.seen
            last = nil
        } else if case .nobody = cast {
            framing = ShotFraming(mode: .centre, reason: "nobody to follow: the middle")
            if let last, shot.duration <= Self.glance {
                framing.positions = [last]
                framing.reason = "nobody to follow in a short shot: the window stays where it was"
            }
            last = framing.positions[0]
        } else {
            framing = follow(shot, cast)
            last = framing.positions[framing.positions.count - 1]
        }
        framing.samples = shot.samples.count
        return framing
    }

    /// No face of somebody who is near and alive, text or flat colours, and little motion.
    private static func isScreen(_ shot: ClipShot, _ people: [Person]) -> Bool {
        guard !shot.samples.isEmpty, !people.contains(where: { !$0.isStill && $0.height >= near }) else { return false }
        return quantile(shot.samples.map(\.screen), 0.5) >= 0.5 && quantile(shot.samples.map(\.motion), 0.5) <= 0.15
    }

    /// Face heights of people for whom a picture is made; smaller ones look out of a corner of a screen.
    private static let near = 0.25

    private func follow(_ shot: ClipShot, _ cast: ShotCast) -> ShotFraming {
        let half = CameraMove.duration / 2
        let begin = max(shot.start, Self.calm) + half
        let end = min(shot.end, clip.duration - Self.calm) - half
        let plan = HoldPlan(window: window, allowed: begin...max(begin, end))
        let canMove = end > begin
        var legs = [Leg(start: shot.start, end: shot.end, people: cast.people)]
        if case .whoSpeaks(let people) = cast {
            // A move begins where the sentence ends.
            let places = canMove ? sentenceEnds.filter { $0 >= begin - half && $0 <= end - half } : []
            let turns = SpeakerTurns(people, shot, sound, allowed: places).turns
            legs = turns.indices.map { index in
                let end = index + 1 < turns.count ? turns[index + 1].start : shot.end
                return Leg(start: turns[index].start, end: end, people: [people[turns[index].person]], among: people)
            }
        }
        let holds = legs.enumerated().flatMap { index, leg in
            plan.holds(moments(shot, leg), of: leg, isTurn: index > 0)
        }
        let moves = canMove ? plan.moves(holds) : []
        var origin = holds.first?.edge ?? window.room / 2
        if moves.isEmpty, let last, abs(last * window.room - origin) < Self.same * window.length {
            origin = last * window.room
        }
        var framing = ShotFraming(mode: .follow, reason: Self.reason(cast, moves), people: cast.people.count)
        framing.turns = legs.dropFirst().map(\.start)
        if moves.isEmpty {
            framing.positions = [window.position(edge: origin)]
        } else {
            framing.positions = moves.positions(from: origin, at: shot.frames.lazy.map { Double($0) / clip.frameRate })
                .map { window.position(edge: $0) }
            framing.cuts = moves.filter(\.isCut).map { clip.firstFrame(since: $0.start) }
        }
        count(shot, legs, &framing)
        return framing
    }

    private static func reason(_ cast: ShotCast, _ moves: [CameraMove]) -> String {
        let count = cast.people.count
        let who =
            if case .whoSpeaks = cast {
                "\(count) people too far apart for the window: whoever speaks"
            } else if count == 1 {
                "one person"
            } else {
                "\(count) people, who fit into the window together"
            }
        if moves.isEmpty { return who + "; the window stands still" }
        return who + (moves.allSatisfy(\.isCut) ? "; the window cuts from one to the other" : "; the window moves")
    }

    /// What is to be in the window through a leg, sample by sample.
    private func moments(_ shot: ClipShot, _ leg: Leg) -> [HoldPlan.Moment] {
        let faces = leg.people.map { $0.faces(shot.samples) }
        // Of a speaker who has gone nothing is left to show but the others.
        let others = leg.others.map { $0.faces(shot.samples) }
        return shot.samples.enumerated().compactMap { number, sample in
            guard leg.start <= sample.time, sample.time < leg.end else { return nil }
            let target =
                window.target(faces.compactMap { $0[number] })
                ?? window.target(others.compactMap { $0[number] }.max { $0.height < $1.height }.map { [$0] } ?? [])
            return target.map { (sample.time, $0) }
        }
    }

    /// Counts the samples that show the faces they are about.
    private func count(_ shot: ClipShot, _ legs: [Leg], _ framing: inout ShotFraming) {
        for leg in legs {
            var faces: [Int: [SeenFace]] = [:]
            for look in leg.people.flatMap(\.looks) where leg.start <= look.time && look.time < leg.end {
                faces[look.sample, default: []].append(look.face)
            }
            for (sample, faces) in faces {
                let time = shot.samples[shot.samples.startIndex + sample].time
                let frame = Int((time * clip.frameRate).rounded()) - shot.frames.lowerBound
                let position = framing.positions[min(max(frame, 0), framing.positions.count - 1)]
                framing.seen += 1
                if faces.allSatisfy({ window.shows($0, edge: position * window.room) }) { framing.whole += 1 }
            }
        }
    }
}

/// A stretch of a shot in which the window is for the same people.
struct Leg {
    let start: Double
    let end: Double
    /// Those who are to be seen.
    let people: [Person]
    /// All of whom the camera chooses them.
    var among: [Person] = []

    /// Who is not.
    var others: [Person] {
        among.filter { other in
            !people.contains { $0.first.sample == other.first.sample && $0.first.face == other.first.face }
        }
    }
}
