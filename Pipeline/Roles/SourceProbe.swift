import Intake
import Manifest
package import Media
package import StateFiles
import Synchronization
import SystemPackage

/// What the source holds, asked at most once in a video's run: each time costs a process, and, where a recorder left the
/// duration out, the reading of the whole file. After each stage the run makes sure that the source is still the same.
///
/// A source whose clock starts again is copied into one whose clock goes on, once in a run; all that is read, heard and cut
/// is that copy.
package final class SourceProbe: Sendable {
    private struct Known {
        var probe: Probe?
        var reading: Reading?
        var copy: MediaInput?
    }

    private let original: MediaInput
    private let tools: MediaTools
    /// Where a copy is made; nil where nothing is cut.
    private let folder: Place?
    private let known = Mutex(Known())

    package init(_ input: MediaInput, _ tools: MediaTools, copies folder: Place?) {
        original = input
        self.tools = tools
        self.folder = folder
    }

    deinit {
        // Only read from; a failing close loses nothing.
        try? known.withLock { $0.copy }?.descriptor.close()
    }

    /// What the container tells. Throws a failure, which is not remembered.
    package func get() async throws -> Probe {
        if let probe = known.withLock({ $0.probe }) { return probe }
        let probe = try await media { () throws(MediaError) in try await tools.probe(original) }
        if probe.clockMayRestart { return try await reading().probe }
        known.withLock { $0.probe = probe }
        return probe
    }

    /// What is to be read, heard and cut: the source, or its copy.
    package func input() async throws -> MediaInput {
        _ = try await get()
        return known.withLock { $0.copy } ?? original
    }

    /// What can be used of the file, which is read to its end. Throws a failure of class `input` where it is neither video nor
    /// sound, or not whole enough.
    package func read(wholeOnly: Bool) async throws -> Reading {
        let reading = try await reading()
        if wholeOnly, let fault = reading.fault {
            throw Failure.of(MediaError.truncated(source: original.name, detail: fault))
        }
        return reading
    }

    private func reading() async throws -> Reading {
        if let reading = known.withLock({ $0.reading }) { return reading }
        var reading = try await media { () throws(MediaError) in try await tools.read(original, wholeOnly: false) }
        var copy: MediaInput?
        if reading.clockRestarts, let folder { (reading, copy) = try await steady(reading, in: folder) }
        known.withLock { ($0.probe, $0.reading, $0.copy) = (reading.probe, reading, copy) }
        return reading
    }

    private func steady(_ reading: Reading, in folder: Place) async throws -> (Reading, MediaInput?) {
        let held = try HeldFolder(folder)
        let copy = try await media { () throws(MediaError) in try await tools.steadied(original, in: held.path) }
        // Its path is that of nothing once it is let go.
        withExtendedLifetime(held) {}
        guard let copy else {
            var reading = reading
            reading.notes.append("its clock starts again, not at once in picture and sound: parts may be left out")
            return (reading, nil)
        }
        do {
            var steady = try await media { () throws(MediaError) in try await tools.read(copy, wholeOnly: false) }
            steady.notes.append("its clock starts again in the middle: the parts follow each other in the clips")
            return (steady, copy)
        } catch {
            // Only read from; a failing close loses nothing.
            try? copy.descriptor.close()
            throw error
        }
    }
}
