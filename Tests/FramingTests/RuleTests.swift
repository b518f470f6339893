import Testing

@testable import Framing

@Suite struct RuleTests {
    // MARK: - Where nobody needs to look

    @Test(arguments: [
        ("auto", FramingPlan.Mode.fit), ("follow", .centre), ("centre", .centre), ("fit", .fit), ("0.9,0.2", .fixed),
    ]) func withoutTheFinderAWishIsMetAsFarAsItCanBe(wish: String, mode: FramingPlan.Mode) throws {
        let clip = Scene().clip
        let plan = FramingPlan.decide(try #require(FramingWish(wish)), seen: nil, clip: clip, aspect: Aspect(9, 16))
        #expect(plan.mode == mode)
        #expect(plan.reason.contains("not set up") == ["auto", "follow"].contains(wish))
        #expect(plan.faceShare == nil && plan.heldShare == nil)
    }

    @Test func aPointIsBroughtToTheMiddleAsFarAsThereIsRoom() {
        func middle(_ x: Double, _ y: Double, _ aspect: Aspect) -> Double {
            Scene().plan(.at(x: x, y: y), aspect).middle(0)
        }
        #expect(abs(middle(0.6, 0, Aspect(9, 16)) - 0.6) < 1e-9)
        #expect(abs(middle(1, 0, Aspect(9, 16)) - (1 - 81.0 / 512)) < 1e-9)
        #expect(abs(middle(0.6, 0.5, Aspect(32, 9)) - 0.5) < 1e-9)
    }

    @Test func aPictureOfTheWantedShapeStaysWhole() {
        let plan = Scene(faces: { _ in [Scene.face(0.2)] }).plan(.auto, Aspect(16, 9))
        #expect(plan.mode == .whole)
        #expect(plan.position(ofFrame: 3) == 0.5)
    }

    // MARK: - Slides

    @Test func slidesAreShownWhole() {
        let plan = Scene(faces: { _ in [Scene.face(0.8, height: 0.15, mouth: 0)] }, motion: 0, screen: { _ in 0.9 })
            .plan(.follow)
        #expect(plan.mode == .fit)
        #expect(plan.movingFrames.isEmpty)
        #expect(plan.shots.map(\.mode) == [.fit])
    }

    @Test func aSmallSpeakerInTheCornerOfAScreenIsNotCutOut() {
        let plan = Scene(faces: { _ in [Scene.face(0.9, 0.85, height: 0.15)] }, motion: 0.02, screen: { _ in 1 }).plan()
        #expect(plan.mode == .fit)
        #expect(plan.reason.contains("slides"))
    }

    @Test func aSpeakerBeforeAPlainWallIsNoSlide() {
        let plan = Scene(faces: { _ in [Scene.face(0.6, height: 0.4)] }, motion: 0.02, screen: { _ in 1 }).plan()
        #expect(plan.mode == .follow)
    }

    @Test func betweenAShotAndASlideTheClipIsMixed() {
        let scene = Scene(
            seconds: 30,
            cuts: [20],
            faces: { $0 < 20 ? [Scene.face(0.3)] : [] },
            motion: 0.02,
            screen: { $0 < 20 ? 0 : 1 }
        )
        let plan = scene.plan()
        #expect(plan.mode == .follow && plan.isMixed)
        #expect(plan.shots.map(\.mode) == [.follow, .fit])
        #expect(plan.shots.map(\.first) == [0, 500])
        #expect(plan.shot(ofFrame: 499).mode == .follow)
        #expect(plan.shot(ofFrame: 500).mode == .fit)
    }

    @Test func aDissolveIntoASlideIsSeenWithoutACut() {
        var scene = Scene(seconds: 20, faces: { $0 < 10 ? [Scene.face(0.3)] : [] }, screen: { $0 < 10 ? 0 : 1 })
        #expect(scene.plan(.follow).shots.count == 1)
        scene.motionAt = { (9.7..<10.3).contains($0) ? 0.6 : 0.01 }
        let plan = scene.plan(.follow)
        #expect(plan.shots.map(\.mode) == [.follow, .fit])
        #expect(abs((plan.shots.last?.first ?? 0) - 250) <= 15)
        scene.cuts = [10.2]
        #expect(scene.plan(.follow).shots.map(\.first) == [0, 255])
    }

    // MARK: - What does not move the camera

    @Test func missedAndFalseFacesMoveNothing() {
        let scene = Scene(faces: { time in
            let number = Int((time * 5).rounded())
            let false_ = number % 17 == 3 ? [Scene.face(0.85, height: 0.3, mouth: nil)] : []
            return (number % 4 == 2 ? [] : [Scene.face(0.4)]) + false_
        })
        let plan = scene.plan()
        #expect(plan.mode == .follow && plan.movingFrames.isEmpty)
        #expect(abs(plan.middle(0) - 0.4) < 0.02)
        #expect(plan.shots[0].people == 1)
    }

    @Test func posterAndFarFacesAreNotFollowed() {
        let scene = Scene(faces: { time in
            [
                Scene.face(0.3 + 0.02 * (time.truncatingRemainder(dividingBy: 1))),
                Scene.face(0.85, height: 0.35, mouth: 0.01),
                Scene.face(0.6, height: 0.08),
            ]
        })
        let plan = scene.plan()
        #expect(abs(plan.middle(0) - 0.31) < 0.03)
        #expect(plan.shots[0].people == 1 && plan.movingFrames.isEmpty)
    }

    @Test func aPhotographThatFillsTheShotIsFramed() {
        let plan = Scene(faces: { _ in [Scene.face(0.7, mouth: 0)] }, motion: 0).plan()
        #expect(plan.mode == .follow)
        #expect(abs(plan.middle(10) - 0.7) < 0.02)
    }

    // MARK: - Several people

    @Test func twoWhoFitAreKeptWholeInTheMiddle() {
        let plan = Scene(faces: { _ in [Scene.face(0.5), Scene.face(0.65)] }).plan()
        #expect(plan.movingFrames.isEmpty)
        #expect(abs(plan.middle(0) - 0.575) < 0.01)
        #expect(plan.heldShare == 1)
        #expect(plan.shots[0].people == 2)
    }

    /// Two who speak in turn, eight seconds each, and sentences of four.
    private func talk(_ loudness: SoundLevels? = nil, ends: [Double] = [4, 8, 12, 16, 20]) -> Scene {
        Scene(
            seconds: 24,
            sentenceEnds: ends,
            loudness: loudness,
            faces: { time in
                let first = Int(time / 8) % 2 == 0
                return [Scene.face(0.2, mouth: first ? 0.5 : 0.02), Scene.face(0.8, mouth: first ? 0.03 : 0.5)]
            }
        )
    }

    @Test func ofTwoWhoDoNotFitTheOneWhoSpeaksIsShown() {
        let plan = talk().plan()
        #expect(plan.turns == [8, 16])
        for (second, place) in [(2, 0.2), (7, 0.2), (10, 0.8), (15, 0.8), (18, 0.2), (23, 0.2)] {
            #expect(abs(plan.middle(second * 25) - place) < 0.05, "\(second) s")
        }
        // A cut where the sentence ends: a camera that flew over what is between them would show neither.
        #expect(plan.movingFrames == [200, 400] && plan.cuts == [200, 400])
        #expect(plan.heldShare == 1 && plan.reason.hasSuffix("the window cuts from one to the other"))
    }

    @Test func withoutEndsOfSentencesTheCameraStaysWithWhoSpeaksMost() {
        let plan = talk(ends: []).plan()
        #expect(plan.turns.isEmpty && plan.movingFrames.isEmpty)
        #expect(abs(plan.middle(0) - 0.2) < 0.05)
    }

    @Test func aShortWordOfTheOtherIsNoReasonToTurn() {
        var scene = talk(ends: [4, 8, 9, 12])
        scene.faces = { time in
            let second = (8..<9).contains(time)
            return [Scene.face(0.2, mouth: second ? 0.02 : 0.5), Scene.face(0.8, mouth: second ? 0.5 : 0.02)]
        }
        #expect(scene.plan().turns.isEmpty)
    }

    @Test func mouthsThatMoveWhileItIsQuietDoNotCount() {
        var scene = talk(ends: [6, 12, 18])
        // The second chews all the time; the first speaks, and only then it is loud.
        scene.faces = { time in
            [
                Scene.face(0.2, mouth: Int(time) % 3 == 0 ? 0.6 : 0.02),
                Scene.face(0.8, mouth: Int(time) % 3 == 0 ? 0.05 : 0.5),
            ]
        }
        scene.loudness = SoundLevels(step: 0.5, levels: (0..<48).map { $0 / 2 % 3 == 0 ? -20 : -60 })
        #expect(abs(scene.plan().middle(300) - 0.2) < 0.05)
        scene.loudness = nil
        #expect(abs(scene.plan().middle(300) - 0.8) < 0.05)
    }

    // MARK: - Cuts and ends

    @Test func eachShotHasItsOwnPlaceFromItsFirstFrameOn() {
        let plan = Scene(cuts: [10], faces: { [Scene.face($0 < 10 ? 0.2 : 0.8)] }).plan()
        #expect(plan.movingFrames == [250])
        #expect(abs(plan.middle(249) - 0.2) < 0.02 && abs(plan.middle(250) - 0.8) < 0.02)
    }

    @Test func aFlashOfAnotherPictureLeavesTheWindowWhereItWas() {
        let plan = Scene(cuts: [10, 10.4], faces: { (10..<10.4).contains($0) ? [] : [Scene.face(0.3)] }).plan()
        #expect(plan.movingFrames.isEmpty)
        #expect(plan.shots.map(\.mode) == [.follow, .centre, .follow])
    }

    @Test(arguments: [0.3, 19.6]) func nothingMovesInTheFirstAndTheLastHalfSecond(moment: Double) {
        let plan = Scene(faces: { [Scene.face($0 < moment ? 0.2 : 0.8)] }).plan(.follow)
        #expect(plan.movingFrames.allSatisfy { $0 > 12 && $0 < 488 })
    }

    // MARK: - What becomes of the clip as a whole

    @Test func autoFitsWhereFacesAreRare() {
        let plan = Scene(faces: { $0 < 6 ? [Scene.face(0.4)] : [] }).plan()
        #expect(plan.mode == .fit)
        #expect(plan.reason.contains("only 30 %"))
        #expect(plan.faceShare == 0.3)
        #expect(Scene(faces: { $0 < 6 ? [Scene.face(0.4)] : [] }).plan(.follow).mode == .follow)
    }

    @Test func autoFitsWhereTheWindowWouldCutFaces() {
        // Far nearer than the window is wide.
        let plan = Scene(faces: { _ in [SeenFace(x: 0.3, y: 0.05, width: 0.36, height: 0.9, score: 0.9, mouth: 0.3)] })
            .plan()
        #expect(plan.mode == .fit)
        #expect(plan.reason.contains("cut faces in 100 %"))
    }

    @Test func aClipWithoutASampleIsFitted() {
        let clip = FramedClip(size: PictureSize(width: 1920, height: 1080), frames: 0, frameRate: 25)
        let plan = FramingPlan.decide(.auto, seen: [], clip: clip, aspect: Aspect(9, 16))
        #expect(plan.mode == .fit)
        #expect(plan.position(ofFrame: 0) == 0.5)
    }

    // MARK: - The other axis

    @Test func whereTheWindowIsAsWideAsThePictureHeadsAreNotCut() {
        let scene = Scene(
            size: PictureSize(width: 1080, height: 1920),
            faces: { _ in [SeenFace(x: 0.35, y: 0.12, width: 0.3, height: 0.2, score: 0.9, mouth: 0.3)] }
        )
        for aspect in [Aspect(16, 9), Aspect(1, 1), Aspect(4, 5)] {
            let plan = scene.plan(.auto, aspect)
            #expect(plan.mode == .follow)
            let output = PictureSize(width: 1080, height: 1080 * aspect.height / aspect.width)
            let corner = plan.corner(ofFrame: 5, scaled: scene.size.covering(output), output: output)
            #expect(corner.x == 0)
            // The hair too: a third of a face above it.
            #expect(Double(corner.y) <= (0.12 - 0.06) * 1920 + 2)
            #expect(Double(corner.y + output.height) >= 0.32 * 1920)
        }
    }
}
