import Testing

@testable import Framing

/// Whatever is seen, the window stays in the picture and moves as a camera does.
@Suite struct RandomSceneTests {
    private static let scenes = (0..<150).map { $0 }

    /// A clip of up to 40 s in which people come and go, stay, walk and jump, with flickers, cuts and slides.
    private static func scene(_ seed: Int) -> Scene {
        var chance = Chance(seed: UInt64(seed))
        let seconds = Double(chance.pick(5, 400)) / 10
        var scene = Scene(seconds: seconds)
        scene.size =
            [
                PictureSize(width: 1920, height: 1080), PictureSize(width: 1080, height: 1920),
                PictureSize(width: 1440, height: 1080),
            ][chance.pick(0, 2)]
        scene.frameRate = [24, 25, 29.97, 60][chance.pick(0, 3)]
        scene.cuts = (0..<chance.pick(0, 4)).map { _ in chance.unit() * seconds }
        scene.sentenceEnds = (0..<chance.pick(0, 12)).map { _ in chance.unit() * seconds }
        if chance.pick(0, 1) == 0 {
            scene.loudness = SoundLevels(step: 0.1, levels: (0..<chance.pick(0, 500)).map { _ in -60 * chance.unit() })
        }
        let people = (0..<chance.pick(0, 3)).map { _ in
            (
                x: chance.unit(), y: chance.unit(), size: 0.05 + 0.4 * chance.unit(), speed: chance.unit() * 0.4 - 0.2,
                id: chance.next()
            )
        }
        scene.faces = { time in
            let number = UInt64((time * 5).rounded())
            return people.compactMap { person in
                var chance = Chance(seed: person.id &+ number / 7 &* 31)
                let jump = chance.pick(0, 9) == 0 ? chance.unit() : 0
                chance = Chance(seed: person.id ^ number &* 977)
                guard chance.pick(0, 9) > 0 else { return nil }
                var x = (person.x + person.speed * time + jump).truncatingRemainder(dividingBy: 2)
                x = abs(x > 1 ? 2 - x : x)
                let isOdd = chance.pick(0, 60) == 0
                return Scene.face(isOdd ? .nan : x, person.y, height: person.size, mouth: chance.unit())
            }
        }
        let slides = chance.pick(0, 4) == 0
        scene.screen = { slides && $0 > seconds / 2 ? 1 : 0 }
        scene.motion = 0.3 * chance.unit()
        return scene
    }

    private static let aspects = [Aspect(9, 16), Aspect(1, 1), Aspect(4, 5), Aspect(16, 9)]

    @Test(arguments: scenes) func theWindowStaysInThePicture(seed: Int) {
        let scene = Self.scene(seed)
        for aspect in Self.aspects {
            let plan = scene.plan(seed % 2 == 0 ? .follow : .auto, aspect)
            #expect(plan.path.allSatisfy { $0 >= 0 && $0 <= 1 })
            let output = PictureSize(width: 108 * aspect.width / 2 * 2, height: 108 * aspect.height / 2 * 2)
            let scaled = scene.size.covering(output)
            for frame in stride(from: -5, to: scene.clip.frames + 5, by: 3) {
                let corner = plan.corner(ofFrame: frame, scaled: scaled, output: output)
                #expect(corner.x >= 0 && corner.x + output.width <= scaled.width && corner.x % 2 == 0)
                #expect(corner.y >= 0 && corner.y + output.height <= scaled.height && corner.y % 2 == 0)
            }
            for share in [plan.faceShare, plan.heldShare] { #expect(share.map { $0 >= 0 && $0 <= 1 } ?? true) }
        }
    }

    @Test(arguments: scenes) func shotsCoverAllFramesInOrder(seed: Int) {
        let scene = Self.scene(seed)
        let plan = scene.plan(.follow)
        #expect(plan.shots.first?.first == 0 && plan.shots.last?.end == scene.clip.frames)
        #expect(zip(plan.shots, plan.shots.dropFirst()).allSatisfy { $0.end == $1.first })
        #expect(plan.shots.allSatisfy { !$0.reason.isEmpty })
    }

    @Test(arguments: scenes) func itIsCalmAtBothEndsAndAcrossCuts(seed: Int) {
        let scene = Self.scene(seed)
        let plan = scene.plan(.follow)
        let cuts = Set(plan.shots.map(\.first))
        let path = plan.path
        for frame in plan.movingFrames where !cuts.contains(frame) {
            let time = Double(frame) / scene.frameRate
            #expect(time > 0.5 && Double(frame - 1) / scene.frameRate < scene.clip.duration - 0.5)
        }
        // A shot begins and ends at rest.
        for shot in plan.shots where shot.end - shot.first > 3 {
            #expect(abs(path[shot.first] - path[shot.first + 1]) < 0.02)
            #expect(abs(path[shot.end - 1] - path[shot.end - 2]) < 0.02)
        }
    }

    @Test(arguments: scenes) func itDoesNotJolt(seed: Int) {
        let scene = Self.scene(seed)
        let plan = scene.plan(.follow)
        let rate = scene.frameRate
        let path = plan.path
        // Turns that are cuts have no way.
        let cuts = Set(plan.cuts.flatMap { [$0 - 1, $0] })
        for shot in plan.shots where shot.moves {
            for frame in (shot.first + 1)..<(shot.end - 1) where !cuts.contains(frame) {
                let acceleration = (path[frame + 1] - 2 * path[frame] + path[frame - 1]) * rate * rate
                // That of a move through all of the free room, and a little for two that follow each other at once.
                #expect(abs(acceleration) <= 1.1 * CameraMove.peak)
            }
        }
    }

    @Test(arguments: scenes) func itTurnsToAnotherOnlyAtTheEndsOfSentencesAndHoldsOn(seed: Int) {
        let scene = Self.scene(seed)
        let plan = scene.plan(.follow)
        for turn in plan.turns { #expect(scene.sentenceEnds.contains(turn)) }
        let starts = plan.shots.map { Double($0.first) / scene.frameRate }
        for turn in plan.turns {
            let before = (starts + plan.turns).filter { $0 < turn }.max() ?? 0
            #expect(turn - before >= SpeakerTurns.hold - 1e-9)
        }
    }

    @Test(arguments: scenes) func whoIsFarAwayIsCutTo(seed: Int) {
        let scene = Self.scene(seed)
        for aspect in Self.aspects {
            let plan = scene.plan(.follow, aspect)
            let path = plan.path
            for cut in plan.cuts {
                // At the end of a sentence, far, and at rest on both sides.
                let time = Double(cut) / scene.frameRate
                #expect(plan.turns.contains { $0 <= time && time < $0 + 1 / scene.frameRate })
                let way = abs(path[cut] - path[cut - 1]) * plan.window.room
                #expect(way >= 0.49 * plan.window.length)
                #expect(abs(path[cut - 1] - path[cut - 2]) < 1e-9 && abs(path[cut] - path[cut + 1]) < 1e-9)
            }
        }
    }

    @Test func nonsenseIsLeftOut() {
        let faces = [
            SeenFace(x: .nan, y: 0, width: 1, height: 1), SeenFace(x: 0, y: 0, width: 0, height: 0),
            SeenFace(x: 0.1, y: .infinity, width: 0.1, height: 0.1), SeenFace(x: -9, y: 0, width: 0.1, height: 0.1),
            SeenFace(x: 0.1, y: 0.1, width: -0.1, height: 0.1), SeenFace(x: 0.1, y: 0.1, width: 1e9, height: 1e9),
        ]
        let seen = [0, 3, 1, .nan, -1, 2, 1e9, .infinity].map {
            Sighting(time: $0, faces: faces, motion: .nan, screen: .nan)
        }
        let plan = FramingPlan.decide(.follow, seen: seen, clip: Scene().clip, aspect: Aspect(9, 16))
        #expect(plan.path.allSatisfy { $0 == 0.5 })
        #expect(plan.faceShare == 0)
    }
}

/// Numbers that look random and are the same each time (splitmix64).
struct Chance {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }

    /// 0 to 1.
    mutating func unit() -> Double { Double(next() >> 11) / Double(1 << 53) }

    mutating func pick(_ low: Int, _ high: Int) -> Int { low + Int(next() % UInt64(high - low + 1)) }
}
