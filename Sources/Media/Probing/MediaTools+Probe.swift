import FoundationEssentials
import SystemPackage

extension MediaTools {
    /// Reads what the container says of itself: its tracks, their codecs, duration and clock.
    ///
    /// Throws `empty`, `truncated` when its index is missing, `notMedia`, or `noTrack` when it holds neither a picture
    /// nor sound. Cheap: some of the file's beginning and its index are read.
    public func probe(_ input: MediaInput) async throws(MediaError) -> Probe {
        try requireContent(of: input)
        let bytes: [UInt8]
        do throws(MediaError) {
            let arguments = Self.asking + ["-show_format", "-show_streams", "-of", "json"]
            bytes = try await run(ffprobe, arguments, input: input, about: input.name, into: ByteSink(limit: 8 << 20))
                .output.bytes
        } catch .failed(_, _, _, let detail) {
            if detail.contains("moov atom not found") {
                throw .truncated(source: input.name, detail: "its index is missing (moov atom not found)")
            }
            throw .notMedia(source: input.name, detail: Self.withoutPath(detail))
        }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        var probe: Probe
        do {
            probe = try decoder.decode(ProbeAnswer.self, from: Data(bytes)).probe()
        } catch {
            throw .unexpected(program: "ffprobe", source: input.name, detail: "\(error)")
        }
        guard probe.video != nil || !probe.audio.isEmpty else {
            throw .noTrack(source: input.name, what: "picture and no sound")
        }
        if probe.duration <= 0 {
            // Recorders of live streams leave it out; then the packets tell it, at the cost of reading them all.
            probe.tellsDuration = false
            let end = try await walk(input, probe, from: nil).packets.playedEnd
            probe.duration = max(0, (end ?? probe.startTime) - probe.startTime)
        }
        return probe
    }

    private func requireContent(of input: MediaInput) throws(MediaError) {
        let size: Int64
        do {
            size = try input.descriptor.seek(offset: 0, from: .end)
        } catch {
            throw .unreadable(source: input.name, detail: "\(error)")
        }
        if size == 0 { throw .empty(source: input.name) }
    }

    /// ffmpeg's words without the name it knows the source by.
    static func withoutPath(_ detail: String) -> String {
        detail.split(whereSeparator: \.isNewline).map { line in
            let prefix = "/proc/self/fd/0: "
            return line.hasPrefix(prefix) ? String(line.dropFirst(prefix.count)) : String(line)
        }.joined(separator: "\n")
    }
}
