import Intake
import Testing
import Transcript

@testable import Pipeline

/// How captions are laid on a video of a known length.
@Suite struct CaptionFitTests {
    /// Twenty cues of 2 s, one every 5 s.
    private static func captions(from start: Double) -> Captions {
        Captions(
            cues: (0..<20).map { number in
                let time = start + Double(number * 5)
                return Cue(start: time, end: time + 2, text: "This is sentence \(number).")
            }
        )
    }

    private static func trouble(_ captions: Captions, _ duration: Double) -> CaptionTrouble? {
        do throws(CaptionTrouble) {
            _ = try CaptionFit(captions, duration: duration)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [1, 10, 23])
    func theEditorsHoursAreTakenOff(_ hours: Int) throws {
        let fit = try CaptionFit(Self.captions(from: Double(hours) * 3600 + 1.5), duration: 100)
        #expect(fit.captions.cues == Self.captions(from: 1.5).cues)
        #expect(fit.notes == ["counts from \(hours):00:00, as editors do: taken off"])
        #expect(fit.words == 80)
    }

    @Test func timesInsideTheTextMoveToo() throws {
        let cue = Cue(start: 3600, end: 3604, text: "One <01:00:02.000>two.")
        let fit = try CaptionFit(Captions(cues: [cue]), duration: 100)
        #expect(fit.captions.cues == [Cue(start: 0, end: 4, text: "One <00:00:02.000>two.")])
    }

    /// The first in time counts, not the first in the file.
    @Test func cuesOutOfOrderMove() throws {
        var captions = Self.captions(from: 3600)
        captions.cues.reverse()
        #expect(try CaptionFit(captions, duration: 100).captions.cues.last?.start == 0)
    }

    /// What runs past the end once moved is told with the times of the video.
    @Test func theEndIsReportedOfTheMovedTimes() throws {
        var captions = Self.captions(from: 3600)
        captions.cues.append(Cue(start: 3697, end: 3800, text: "The end."))
        let fit = try CaptionFit(captions, duration: 100)
        #expect(
            fit.notes == [
                "counts from 1:00:00, as editors do: taken off", "runs to 3:20, past the video's end at 1:40",
            ]
        )
        #expect(fit.captions.cues.last?.end == 100)
    }

    @Test(
        arguments: [
            // Not from a whole hour: too long even so.
            (3670.0, 100.0, "runs to 1:02:47, but the video ends at 1:40, so it belongs to another video"),
            (1800, 100, "runs to 31:37, but the video ends at 1:40, so it belongs to another video"),
            // The video is longer than the hours.
            (7200, 7210, "runs to 2:01:37, but the video ends at 2:00:10, so it belongs to another video"),
            // More hours than a day's clock has.
            (86_400, 100, "runs to 24:01:37, but the video ends at 1:40, so it belongs to another video"),
        ] as [(Double, Double, String)]
    )
    func anothersStayAnothers(_ start: Double, _ duration: Double, _ problem: String) {
        #expect(
            Self.trouble(Self.captions(from: start), duration) == CaptionTrouble(kind: .broken, problem: problem)
        )
    }

    /// Captions that fit as they are stay so, wherever they begin.
    @Test func whatFitsIsNotMoved() throws {
        for (start, duration) in [(0.0, 100.0), (3600, 3700), (3600, .infinity)] {
            let fit = try CaptionFit(Self.captions(from: start), duration: duration)
            #expect(fit.captions.cues == Self.captions(from: start).cues && fit.notes.isEmpty)
        }
    }

    /// A stray cue beyond the end is left out, as it was.
    @Test func aStrayCueMovesNothing() throws {
        var captions = Self.captions(from: 0)
        captions.cues.append(Cue(start: 3601, end: 3602, text: "Stray."))
        let fit = try CaptionFit(captions, duration: 100)
        #expect(fit.captions.cues == Self.captions(from: 0).cues)
        #expect(fit.notes == ["runs to 1:00:02, past the video's end at 1:40"])
    }
}
