import Media
import Synchronization

/// What the source's container tells, asked at most once in a video's run: each time costs a process, and, where a recorder
/// left the duration out, the reading of the whole file. After each stage the run makes sure that the source is still the same.
final class SourceProbe: Sendable {
    private struct Known {
        var probe: Probe?
        var isReadable = false
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

    /// The same, of a file that is read to its end.
    func readToTheEnd() async throws -> Probe {
        let probe = try await get()
        if known.withLock({ $0.isReadable }) { return probe }
        try await media { () throws(MediaError) in try await tools.checkReadable(input, probe: probe) }
        known.withLock { $0.isReadable = true }
        return probe
    }
}
