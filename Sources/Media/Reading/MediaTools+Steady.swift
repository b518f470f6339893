public import SystemPackage

extension MediaTools {
    /// Copies picture and sound of a source whose clock starts again into one whose clock goes on, without coding them anew.
    ///
    /// The copy takes as much room as the source and has no name: it is gone when its descriptor is closed, which is the
    /// caller's duty. Nil where the clock of this source does not start again, or its streams do not agree on where.
    public func steadied(_ input: MediaInput, in directory: FilePath) async throws(MediaError) -> MediaInput? {
        let probe = try await probe(input)
        let walk = try await walk(input, probe, from: nil).packets
        guard walk.restarts, let joints = ClockJoints(walk.parts) else { return nil }
        let scratch = try Scratch(in: directory, named: "steady", about: input.name)
        defer { scratch.remove() }
        var arguments = Self.quiet + ["-copyts"] + Self.source
        let streams = [probe.video?.index].compactMap { $0 } + probe.audio.map(\.index)
        for (number, stream) in streams.enumerated() {
            let added = joints.expression(for: stream, ticks: Self.ticks)
            arguments += [
                "-map", "0:\(stream)", "-bsf:\(number)", "setts=pts=PTS+\(added):dts=DTS+\(added)",
                // Else the packets would be counted from the first key frame on.
                "-copyinkf:\(number)",
            ]
        }
        let format = probe.format == "mpeg" ? "vob" : "mpegts"
        arguments += ["-c", "copy", "-f", format, Self.steady]
        _ = try await run(
            ffmpeg,
            arguments,
            input: input,
            about: input.name,
            in: scratch.path,
            into: ByteSink(limit: 1 << 16)
        )
        do {
            let path = scratch.path.appending(Self.steady)
            return MediaInput(
                descriptor: try FileDescriptor.open(path, .readOnly, options: .closeOnExec),
                name: input.name
            )
        } catch {
            throw .unreadable(source: input.name, detail: "\(error)")
        }
    }

    private static let steady = "steady"

    /// A second of the clocks of MPEG-TS and of program streams.
    private static let ticks = 90_000.0
}

extension Probe {
    /// Its clock may start again in the middle (ISO/IEC 13818-1), which nothing at its beginning or end tells.
    public var clockMayRestart: Bool { format == "mpegts" || format == "mpeg" }
}

/// How the parts of a source whose clock was started again are put behind each other.
struct ClockJoints: Sendable, Equatable {
    /// What is added to the clock in each part but the first, in seconds: nothing of a part lies before the end of the one
    /// before, and sound and picture of a part stay together.
    let shifts: [Double]
    /// The end of the last part then.
    let end: Double
    private let firsts: [Int: [Int]]

    /// Nil where the streams do not agree on the parts.
    init?(_ streams: [Int: [ClockPart]]) {
        guard let count = streams.values.first?.count, streams.values.allSatisfy({ $0.count == count }) else {
            return nil
        }
        var shifts = [0.0]
        for number in 1..<max(count, 1) {
            let needed = streams.values.map { $0[number - 1].end - $0[number].start }
            shifts.append(shifts[number - 1] + (needed.max() ?? 0))
        }
        end = (streams.values.map { $0[count - 1].end }.max() ?? 0) + shifts[count - 1]
        self.shifts = Array(shifts.dropFirst())
        firsts = streams.mapValues { $0.dropFirst().map(\.first) }
    }

    /// What is added to a packet's time, in the words of ffmpeg's expressions: `N` is its number.
    func expression(for stream: Int, ticks: Double) -> String {
        let steps = zip([0] + shifts, shifts).map { $1 - $0 }
        let terms = zip(steps, firsts[stream] ?? []).map { step, first in
            // ffmpeg reads a comma outside quotes as the next filter.
            "(\(Int((step * ticks).rounded())))*gte(N\\,\(first))"
        }
        return terms.isEmpty ? "0" : terms.joined(separator: "+")
    }
}
