import Concurrency
import Highlights
import Intake
import Media
import Outbox
import Roles
import Settings

/// Lays the ends of moments that were chosen by captions in pauses of the sound.
struct EdgesInPauses {
    let probe: SourceProbe
    let input: MediaInput
    let tools: MediaTools
    let settings: Settings
    /// How many ends are heard at once.
    let jobs: Int
    let duration: Double

    /// The choice with its ends moved, and a note where the sound cannot be heard. A video without sound keeps its choice.
    ///
    /// A few seconds around each end are decoded, whatever the length of the video.
    func laid(_ choice: Choice, rules: Rules) async throws -> Choice {
        let probe = try await probe.get()
        if probe.audio.isEmpty { return choice }
        let track = try probe.audioTrack(settings.audioTrack, of: input)
        let input = try await self.probe.input()
        let edges = choice.edges
        let found = try await edges.mapAtOnce(jobs, others: .cancelled) { [tools, duration] edge in
            do throws(MediaError) {
                return Heard.pause(try await Self.pause(near: edge, until: duration, of: input, track, probe, tools))
            } catch  where error != .cancelled {
                // A clip of such a sound fails or is mended by itself; this end stays where the captions have it.
                return Heard.failed(error)
            }
        }
        var choice = choice
        var pauses: [Double: EdgePause] = [:]
        var failures: [MediaError] = []
        for (edge, heard) in zip(edges, found) {
            switch heard {
            case .pause(let pause): pauses[edge] = pause
            case .failed(let error): failures.append(error)
            }
        }
        if let first = failures.first {
            choice.notes.append(
                "the sound at \(failures.count) of \(edges.count) ends of moments cannot be read, so they are those of the "
                    + "captions: \(first)"
            )
        }
        return choice.laid(in: pauses, rules: rules)
    }

    /// The times of one moment with its ends moved, and what is told of it.
    func laid(_ times: ClosedRange<Double>, rules: Rules) async throws -> (times: ClosedRange<Double>, notes: [String])
    {
        let moment = Moment(
            start: times.lowerBound,
            end: times.upperBound,
            title: "",
            description: "",
            reason: "",
            quote: "",
            score: 0,
            scoreParts: [:],
            boundary: .sentence
        )
        let choice = try await laid(Choice(moments: [moment], rejected: [], notes: [], curve: []), rules: rules)
        let moved = choice.moments[0]
        return (moved.start...max(moved.start, moved.end), choice.notes)
    }

    private enum Heard: Sendable {
        case pause(EdgePause?)
        case failed(MediaError)
    }

    /// The pause of the sound near a time; nil where there is none.
    static func pause(
        near edge: Double,
        until duration: Double,
        of input: MediaInput,
        _ track: AudioTrack,
        _ probe: Probe,
        _ tools: MediaTools
    ) async throws(MediaError) -> EdgePause? {
        let from = max(0, edge - EdgePause.surroundings)
        let first = Int((from * Double(SoundPiece.rate)).rounded())
        let last = Int((min(duration, edge + EdgePause.surroundings) * Double(SoundPiece.rate)).rounded())
        guard first < last else { return nil }
        let piece = SoundPiece(firstSample: first, samples: last - first)
        let curve = try await tools.levels(piece, of: input, track: track, probe: probe)
        return EdgePause(levels: curve.values.map(Double.init), step: LevelCurve.step, first: piece.start, near: edge)
    }
}
