import Manifest
import TalkTime
package import Transcript

/// Captions laid on a video of a known length: what lies beyond its end is left out, and what is odd is reported.
package struct CaptionFit {
    package private(set) var captions: Captions
    package private(set) var notes: [String] = []
    /// How many words are said in them.
    package private(set) var words = 0

    /// Captions may run past the end by this much before it is worth a word; recognisers round.
    private static let grace = 1.0

    /// Throws where they say nothing, and where they are plainly those of another video: where more than a tenth of the cues
    /// begin after its end, also without the hours that an editor's timeline begins at. The notes do not name the captions.
    package init(_ captions: Captions, duration: Double) throws(CaptionTrouble) {
        var captions = captions
        guard !captions.cues.isEmpty else { throw CaptionTrouble(kind: .silent, problem: "holds no cues") }
        notes += captions.notes
        if let hours = Self.timelineHours(captions, duration) {
            captions.cues = captions.cues.map { $0.moved(by: -hours) }
            notes.append("counts from \(TalkTime.text(hours)), as editors do: taken off")
        }
        self.captions = captions
        let last = captions.cues.reduce(0) { max($0, $1.end) }
        if Self.isAnothers(captions.cues.map(\.start), duration) {
            throw CaptionTrouble(
                kind: .broken,
                problem:
                    "runs to \(TalkTime.text(last)), but the video ends at \(TalkTime.text(duration)), so it belongs to another video"
            )
        }
        if last > duration + Self.grace {
            notes.append("runs to \(TalkTime.text(last)), past the video's end at \(TalkTime.text(duration))")
        }
        self.captions.cues = captions.cues.compactMap { cue in
            guard cue.start < duration else { return nil }
            var cue = cue
            cue.end = min(cue.end, duration)
            return cue.end > cue.start ? cue : nil
        }
        if self.captions.cues.isEmpty { throw CaptionTrouble(kind: .broken, problem: "no cue has a length") }
        if last < duration / 2, duration > 60, duration.isFinite {
            notes.append("ends at \(TalkTime.text(last)), long before the video's end at \(TalkTime.text(duration))")
        }
        words = self.captions.sentences().reduce(0) { $0 + $1.words.count }
        if words == 0 { throw CaptionTrouble(kind: .silent, problem: "holds no words") }
    }

    /// Whether cues that begin at some times are plainly those of another video.
    private static func isAnothers(_ starts: [Double], _ duration: Double) -> Bool {
        starts.count { $0 >= duration } * 10 > starts.count
    }

    /// Editors let a timeline begin at a whole hour, most often the first, and count captions from there. The seconds to take
    /// off; nil where captions fit as they are, or do not fit without those hours either. Hours within the video are none
    /// of an editor's.
    private static func timelineHours(_ captions: Captions, _ duration: Double) -> Double? {
        let starts = captions.cues.map(\.start)
        guard isAnothers(starts, duration), let first = starts.min() else { return nil }
        let hours = (first / 3600).rounded(.down)
        guard (1...23).contains(hours), hours * 3600 >= duration else { return nil }
        return isAnothers(starts.map { $0 - hours * 3600 }, duration) ? nil : hours * 3600
    }
}
