import Testing

@testable import Framing

@Suite struct FollowTests {
    @Test func somebodyWhoStaysIsFramedByAWindowThatStandsStill() {
        let scene = Scene(faces: { [Scene.face(0.7 + 0.03 * ($0.truncatingRemainder(dividingBy: 2) - 1))] })
        let plan = scene.plan()
        #expect(plan.mode == .follow)
        #expect(plan.movingFrames.isEmpty)
        #expect(abs(plan.middle(0) - 0.7) < 0.02)
        #expect(plan.faceShare == 1)
        #expect(plan.heldShare == 1)
    }

    @Test func somebodyWhoGoesElsewhereIsFollowedByOneSlowMove() {
        let scene = Scene(faces: { [Scene.face($0 < 10 ? 0.25 : 0.75)] })
        let plan = scene.plan(.follow)
        let moving = plan.movingFrames
        #expect(abs(plan.middle(0) - 0.25) < 0.02)
        #expect(abs(plan.middle(499) - 0.75) < 0.02)
        #expect((15...23).contains(moving.count))
        #expect(moving.allSatisfy { (220...275).contains($0) })
    }

    @Test func whoWalksIsFollowedWithoutStops() {
        let scene = Scene(seconds: 8, faces: { [Scene.face(0.15 + 0.7 * $0 / 8)] })
        let plan = scene.plan(.follow)
        #expect(plan.heldShare == 1)
        let moving = plan.movingFrames
        #expect(moving.count > 100)
        #expect(zip(plan.path, plan.path.dropFirst()).allSatisfy { $1 >= $0 - 1e-9 })
    }

    @Test func aGlanceElsewhereMovesNothing() {
        let scene = Scene(faces: { [Scene.face((8..<8.5).contains($0) ? 0.8 : 0.4)] })
        #expect(scene.plan().movingFrames.isEmpty)
    }
}
