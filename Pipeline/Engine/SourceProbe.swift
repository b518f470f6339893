import Manifest
import Media
import Synchronization

/// What the source's container tells, asked at most once in a video's run: each time costs a process, and, where a recorder
/// left the duration out, the reading of the whole file. After each stage the run makes sure that the source is still the same.
final class SourceProbe: Sendable {
    private struct Known {
        var probe: Probe?
        var reading: Reading?
    }

    private let input: MediaInput
    private let tools: MediaTools
    private let known = Mutex(Known())

    init(_ input: MediaInput, _ tools: MediaTools) {
        self.input = input
        self.tools = tools
    }

    /// What the container tells. Throws a failure, which is not remembered.
    func get() async throws -> Probe {
        if let probe = known.withLock({ $0.probe }) { return probe }
        let probe = try await media { () throws(MediaError) in try await tools.probe(input) }
        known.withLock { $0.probe = probe }
        return probe
    }

    /// What can be used of the file, which is read to its end. Throws a failure of class `input` where it is no video, or
    /// not whole enough.
    func read(wholeOnly: Bool) async throws -> (reading: Reading, picture: VideoTrack) {
        let reading = try await reading()
        if wholeOnly, let fault = reading.fault {
            throw Failure.of(MediaError.truncated(source: input.name, detail: fault))
        }
        guard let picture = reading.probe.video else {
            throw Failure(.input, "\(input.name): has no picture, only sound; SmartClip makes clips of videos")
        }
        return (reading, picture)
    }

    private func reading() async throws -> Reading {
        if let reading = known.withLock({ $0.reading }) { return reading }
        let reading = try await media { () throws(MediaError) in try await tools.read(input, wholeOnly: false) }
        known.withLock { ($0.probe, $0.reading) = (reading.probe, reading) }
        return reading
    }
}
