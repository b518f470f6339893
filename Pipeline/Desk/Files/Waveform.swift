import FoundationEssentials
import HTTPTypes
import Manifest
import Media
import Outbox
import StateFiles
import SystemPackage

/// How loud a video is from moment to moment, to be drawn. It is made once a video and kept among the outbox's own files.
struct WaveformMaker: Sendable {
    /// Values a second.
    static let rate = 20
    /// What is drawn as nothing, in dBFS.
    private static let floor = -60.0

    let outbox: Outbox
    let tools: ToolFinder

    /// The values: a byte each, 0 for silence. Empty where the source has no sound.
    func bytes(of id: String, _ source: () throws -> OpenedFile?) async throws -> [UInt8] {
        let place = outbox.ownFolder.appending("waveforms").appending(id)
        if let known = try place.readIfPresent() { return known }
        // Who asks while it is made waits for it.
        let lock = outbox.lock(named: "\(id).waveform") { [outbox] in
            try outbox.workshop.removeTemporaries(of: "\(id).waveform.")
        }
        return try await lock.holding {
            if let known = try place.readIfPresent() { return known }
            guard let file = try source() else {
                throw Problem.notFound("the source of video \(id) is not there any more, so its sound cannot be drawn")
            }
            let bytes = try await make(MediaInput(descriptor: file.descriptor, name: file.name))
            withExtendedLifetime(file) {}
            try place.parent.makeDirectory()
            try outbox.write(bytes, to: place, isSynced: false)
            return bytes
        }
    }

    private func make(_ input: MediaInput) async throws -> [UInt8] {
        let tools = try await tools.tools()
        let probe: Probe
        let curve: LevelCurve
        do throws(MediaError) {
            probe = try await tools.probe(input)
            guard let track = probe.mainAudio else { return [] }
            curve = try await tools.levelCurve(input, track: track)
        } catch {
            throw Problem(
                .serviceUnavailable,
                "no-waveform",
                "\(input.name): its sound cannot be read: \(error)".oneLine
            )
        }
        return Self.drawn(curve.values)
    }

    /// The loudest level of each step, as a byte.
    static func drawn(_ levels: [Float]) -> [UInt8] {
        let perStep = 1 / (Double(rate) * LevelCurve.step)
        let count = Int((Double(levels.count) / perStep).rounded(.up))
        return (0..<count).map { index in
            let first = Int(Double(index) * perStep)
            let last = min(levels.count, max(first + 1, Int((Double(index + 1) * perStep).rounded(.up))))
            let level = Double(levels[first..<last].max() ?? -120)
            return UInt8((min(max((level - floor) / -floor, 0), 1) * 255).rounded())
        }
    }
}
