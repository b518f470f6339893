import Highlights
import Manifest
import Media
import Outbox
import Roles
import Settings
import Transcript

/// Within which times the clips of a video may begin, so that a key frame in the same pause can save encoding.
struct MomentRoom: Sendable {
    private let probe: Probe
    private let source: SourceProbe
    private let tools: MediaTools
    private let track: AudioTrack
    private let lengths: ClosedRange<Double>
    /// When words are said that have a time of their own.
    private let words: [Range<Double>]

    /// Nil where each start is to be kept: where all is encoded, and where there is no sound to find a pause in.
    init?(_ work: StageWork, _ probe: Probe, _ captions: Captions?) {
        let settings = work.video.settings
        guard settings.cut != .exact, !settings.tightens, probe.video != nil, !probe.audio.isEmpty else { return nil }
        // A track that is not there is told where the clip is cut.
        guard let track = try? probe.audioTrack(settings.audioTrack, of: work.input) else { return nil }
        (self.probe, source, tools, self.track) = (probe, work.probe, work.tools, track)
        lengths = settings.minLength...max(settings.minLength, settings.maxLength)
        let spoken = captions?.spokenTimes()
        words = (spoken?.words ?? []) + (spoken?.fillers ?? [])
    }

    /// Finds the room of a moment when it is asked for.
    func finder(_ moment: MomentEntry) -> StartRoom {
        { () throws(MediaError) in try await room(from: moment.startTime, to: moment.endTime) }
    }

    private func room(from start: Double, to end: Double) async throws(MediaError) -> ClosedRange<Double>? {
        let input: MediaInput
        do {
            input = try await source.input()
        } catch {
            // Whoever cuts the clip has the same source to read, and says what is wrong with it.
            return nil
        }
        let duration = probe.duration
        let found: EdgePause?
        do throws(MediaError) {
            found = try await EdgesInPauses.pause(near: start, until: duration, of: input, track, probe, tools)
        } catch {
            if case .cancelled = error { throw error }
            // Sound that cannot be read has no pause; the clip tells of it.
            return nil
        }
        guard let pause = found else { return nil }
        return pause.room(from: start, to: end, lengths: lengths, words: words)
    }
}
