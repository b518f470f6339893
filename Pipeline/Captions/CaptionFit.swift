import Transcript

/// Captions laid on a video of a known length: what lies beyond its end is left out, and what is odd is told.
struct CaptionFit {
    private(set) var captions: Captions
    private(set) var notes: [String] = []
    /// How many words are said in them.
    private(set) var words = 0

    /// Captions may run past the end by this much before it is worth a word; recognisers round.
    private static let grace = 1.0

    /// Throws where they say nothing, and where they are plainly those of another video: where more than a tenth of the cues
    /// begin after its end. The notes do not name the captions.
    init(_ captions: Captions, duration: Double) throws(CaptionTrouble) {
        self.captions = captions
        guard !captions.cues.isEmpty else { throw CaptionTrouble(kind: .silent, problem: "holds no cues") }
        notes += captions.notes
        let beyond = captions.cues.count { $0.start >= duration }
        let last = captions.cues.reduce(0) { max($0, $1.end) }
        if beyond * 10 > captions.cues.count {
            throw CaptionTrouble(
                kind: .broken,
                problem:
                    "runs to \(last.clock), but the video ends at \(duration.clock), so it belongs to another video"
            )
        }
        if last > duration + Self.grace {
            notes.append("runs to \(last.clock), past the video's end at \(duration.clock)")
        }
        self.captions.cues = captions.cues.compactMap { cue in
            guard cue.start < duration else { return nil }
            var cue = cue
            cue.end = min(cue.end, duration)
            return cue.end > cue.start ? cue : nil
        }
        if self.captions.cues.isEmpty { throw CaptionTrouble(kind: .broken, problem: "no cue has a length") }
        if last < duration / 2, duration > 60, duration.isFinite {
            notes.append("ends at \(last.clock), long before the video's end at \(duration.clock)")
        }
        words = self.captions.sentences().reduce(0) { $0 + $1.words.count }
        if words == 0 { throw CaptionTrouble(kind: .silent, problem: "holds no words") }
    }
}

extension Double {
    /// A time for people: `0:07`, `12:30`, `1:02:03`.
    public var clock: String {
        let seconds = Int(max(0, self))
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let rest = "\(two(seconds % 60))"
        return seconds < 3600
            ? "\(seconds / 60):\(rest)" : "\(seconds / 3600):\(two(seconds / 60 % 60)):\(rest)"
    }
}
