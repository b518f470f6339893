import Manifest
import Media
import Settings
import StateFiles
import Transcript

/// What is taken out of the clips of a video, as its settings ask for it.
struct ClipTightening: Sendable {
    private let settings: Settings
    private let spoken: Captions.SpokenTimes
    private let events: [Range<Double>]

    /// Nil where nothing is to be taken out. Without captions pauses are found all the same.
    init?(_ settings: Settings, _ captions: Captions?) {
        guard settings.tightens else { return nil }
        self.settings = settings
        spoken = captions?.spokenTimes() ?? Captions.SpokenTimes()
        events = captions?.events().filter { $0.start < $0.end }.map { $0.start..<$0.end } ?? []
    }

    /// What is taken out of the clip of a moment.
    func wish(_ moment: MomentEntry) -> Tightening {
        // A clip begins and ends up to a frame from its moment.
        let span = moment.startTime - 1..<max(moment.startTime, moment.endTime) + 1
        func inside(_ stretches: [Range<Double>]) -> [Range<Double>] { stretches.filter { $0.overlaps(span) } }
        let fillers = settings.trimFillers ? spoken.fillers : []
        let words = settings.trimFillers ? spoken.words : spoken.words + spoken.fillers
        return Tightening(
            longestPause: settings.trimSilence > 0 ? settings.trimSilence : nil,
            fillers: inside(fillers),
            kept: inside(words + events),
            captions: inside(spoken.cues)
        )
    }
}

extension Settings {
    /// Whether anything is taken out of clips.
    var tightens: Bool { trimSilence > 0 || trimFillers }

    /// Adds what decides what is taken out of clips. Nothing where nothing is, so that clips that were made before anything could be
    /// count on. Words count too: they are never cut into. `transcript` is the digest of all of them.
    func addTightening(_ transcript: String?, to fingerprint: inout Fingerprint) {
        guard tightens else { return }
        fingerprint.add("trim silence", trimSilence)
        fingerprint.add("trim fillers", trimFillers ? "yes" : "no")
        fingerprint.add("words", transcript)
    }
}
