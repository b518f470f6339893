/// What can be used of a source, as reading it to its end has shown.
public struct Reading: Sendable, Equatable {
    /// What it holds; its duration is that of what can be played.
    public var probe: Probe
    /// Why it is used only in part: a recording that broke off. Nil where it is whole.
    public var fault: String?
    /// Its clock starts again in the middle: `steadied` makes it usable, and is read in its place. Its duration is that of
    /// all parts.
    public var clockRestarts = false
    /// What is not as its container says, for people.
    public var notes: [String] = []
}

extension MediaTools {
    /// Finds out what of a source can be used: what it holds, and how long that is.
    ///
    /// What decodes is true, and what the container says of its length only where it agrees. Reads the last seconds and
    /// decodes their key frames, so it is cheap for long files; more is read only where there is a reason to doubt. All
    /// packets of an MPEG stream are read, as its clock may start again.
    ///
    /// A recording that ended in a crash, in a container that is never finished then, is used up to where it decodes,
    /// unless `wholeOnly` is set. Throws `truncated` for it then, and for each file of which a part is missing.
    public func read(_ input: MediaInput, wholeOnly: Bool) async throws(MediaError) -> Reading {
        var probe = try await probe(input)
        let beginning = try await beginning(of: input, probe)
        // Some of what is encrypted decodes, to noise.
        if beginning.isEncrypted { throw .encrypted(source: input.name) }
        if beginning.hasClosedCaptions { probe.video?.hasClosedCaptions = true }
        let ending: ContainerEnding
        do {
            ending = try ContainerEnding(of: input.descriptor)
        } catch {
            throw .unreadable(source: input.name, detail: "\(error)")
        }
        // ffmpeg makes do with half an index, or with none: a track is then missing, or the end, without a word.
        if case .missing(let bytes) = ending, ["mp4", "avi"].contains(where: probe.format.contains) {
            throw .truncated(source: input.name, detail: Self.bytesMissing(bytes))
        }
        let told = probe.startTime + probe.duration
        let tail = probe.clockMayRestart ? 0 : probe.duration - Self.tail
        var walk = try await walk(input, probe, from: tail > 0 ? tail : nil)
        if tail > 0, walk.packets.playedEnd == nil || abs(walk.packets.end - told) > Self.tolerance {
            walk = try await self.walk(input, probe, from: nil)
        }
        guard let end = walk.packets.playedEnd else {
            throw .truncated(source: input.name, detail: "nothing of it can be read")
        }
        var reading = Reading(probe: probe)
        if walk.packets.restarts {
            reading.clockRestarts = true
            reading.probe.duration = (ClockJoints(walk.packets.parts)?.end ?? end) - probe.startTime
            return reading
        }
        if let fault = try Self.fault(of: walk, told: told, ending, probe, input) {
            guard !wholeOnly else { throw .truncated(source: input.name, detail: fault) }
            let decoded = try await decodedEnd(of: input, probe, walk.packets.mainEnd)
            guard let decoded, decoded > probe.startTime else {
                throw .truncated(source: input.name, detail: "nothing of it decodes")
            }
            reading.fault = fault
            reading.probe.duration = decoded - probe.startTime
            reading.notes.append(
                "the recording broke off (\(fault)): it is used as far as it decodes, "
                    + "\(reading.probe.duration.tenths) s"
            )
            return reading
        }
        if abs(end - told) > Self.rounding { reading.probe.duration = end - probe.startTime }
        let differs = [told, probe.duration].allSatisfy { abs($0 - end) > Self.tolerance }
        if differs {
            reading.notes.append(
                "its container says that it is \(probe.duration.tenths) s long; what can be played is "
                    + "\(reading.probe.duration.tenths) s"
            )
        }
        try await requireDecodableEnd(of: input, reading.probe, walk.packets.mainEnd)
        return reading
    }

    /// What the first packets and pictures show, in one run: whether they are encrypted (ISO/IEC 23001-7), and whether captions are in
    /// the picture itself, which no container tells.
    private func beginning(
        of input: MediaInput,
        _ probe: Probe
    ) async throws(MediaError) -> (isEncrypted: Bool, hasClosedCaptions: Bool) {
        let mayBeEncrypted = probe.format.contains("mp4")
        // Those whose coding has a place for captions.
        let mayHaveCaptions =
            probe.video.map { !$0.hasClosedCaptions && ["h264", "hevc", "mpeg2video"].contains($0.codec) } ?? false
        func ask(decoding: Bool) async throws(MediaError) -> String {
            let told = try await run(
                ffprobe,
                Self.asking + ["-select_streams", "\(probe.mainStream)", "-read_intervals", "%+#\(decoding ? 24 : 1)"]
                    + (decoding ? ["-count_frames"] : [])
                    + ["-show_entries", "stream=closed_captions:packet=pts:packet_side_data=side_data_type"]
                    + ["-of", "default=noprint_wrappers=1"],
                input: input,
                about: input.name,
                into: ByteSink(limit: 1 << 16)
            )
            return String(decoding: told.output.bytes, as: UTF8.self)
        }
        guard mayBeEncrypted || mayHaveCaptions else { return (false, false) }
        var told = ""
        do throws(MediaError) {
            if mayHaveCaptions { told = try await ask(decoding: true) }
        } catch .failed {
            // What does not decode is told by what comes after.
        }
        if mayBeEncrypted, told.isEmpty { told = try await ask(decoding: false) }
        return (
            mayBeEncrypted && told.contains("=Encryption info"), mayHaveCaptions && told.contains("closed_captions=1")
        )
    }

    // MARK: - The end as packets tell it

    /// The packets of a part of a source, and whether the last of them is whole.
    struct Walk: Sendable {
        var packets: PacketWalk
        var isCutOff: Bool
    }

    /// Reads the packets from a time on the player's clock, or all.
    func walk(_ input: MediaInput, _ probe: Probe, from: Double?) async throws(MediaError) -> Walk {
        let interval = from.map { ["-read_intervals", decimal($0 + probe.startTime) + "%"] } ?? []
        let arguments =
            Self.asking + interval
            + ["-show_entries", "packet=stream_index,pts_time,dts_time,duration_time,flags", "-of", "csv=p=0"]
        let played = Set(probe.audio.map(\.index) + [probe.video?.index].compactMap { $0 })
        let (sink, errors) = try await run(
            ffprobe,
            arguments,
            input: input,
            about: input.name,
            into: LineSink(PacketWalk(played: played, main: probe.mainStream, mayLeap: probe.clockMayRestart))
        )
        let isCutOff = ["partial file", "ended prematurely", "Truncat", "truncat"].contains(where: errors.contains)
        return Walk(packets: sink.reader, isCutOff: isCutOff)
    }

    /// Why the source is not whole, where it may be used all the same; nil where it is whole. Throws where it may not.
    private static func fault(
        of walk: Walk,
        told: Double,
        _ ending: ContainerEnding,
        _ probe: Probe,
        _ input: MediaInput
    ) throws(MediaError) -> String? {
        // Some containers count their length from 0, wherever they begin.
        let countsFrom0 = abs(probe.duration - walk.packets.end) <= tolerance
        let missing = countsFrom0 ? 0 : told - walk.packets.end
        var fault: String?
        if walk.isCutOff {
            fault = "its last packet is cut off"
        } else if case .open(let bytes) = ending, bytes > 0 {
            fault = bytesMissing(bytes)
        } else if case .missing = ending, !probe.tellsDuration {
            fault = "its last packet is cut off"
        } else if missing > tolerance {
            fault = "the last \(Int(missing.rounded(.up))) seconds are missing"
        }
        guard let fault else { return nil }
        switch ending {
        case .open: return fault
        // All that was written is there, so the length that it states is wrong.
        case .reached where !walk.isCutOff: return nil
        // Who finishes a container writes how long it is.
        case .missing where !probe.tellsDuration, .untold where !probe.tellsDuration: return fault
        case .reached, .missing, .untold: throw .truncated(source: input.name, detail: fault)
        }
    }

    private static func bytesMissing(_ bytes: Int) -> String { "\(bytes) bytes of its last box are missing" }

    // MARK: - The end as it decodes

    /// Key frames of the last seconds are enough: the packets between them were read already. Where there are none,
    /// the frames must go on to where the packets end.
    private func requireDecodableEnd(
        of input: MediaInput,
        _ probe: Probe,
        _ packets: Double?
    ) async throws(MediaError) {
        if try await hasKeyFrames(input, probe, from: probe.duration - Self.tail) { return }
        let decoded = try await decodedEnd(of: input, probe, packets)
        guard let decoded else { throw .truncated(source: input.name, detail: "nothing of its end decodes") }
        let missing = (packets ?? decoded) - decoded
        guard missing <= Self.tolerance else {
            let seconds = Int(missing.rounded(.up))
            throw .truncated(source: input.name, detail: "its end does not decode: \(seconds) seconds")
        }
    }

    private func hasKeyFrames(_ input: MediaInput, _ probe: Probe, from: Double) async throws(MediaError) -> Bool {
        let seek = ["-skip_frame", "nokey"] + (from > 0 ? ["-ss", decimal(from), "-noaccurate_seek"] : [])
        let arguments =
            Self.quiet + seek + ["-copyts"] + Self.source + ["-map", "0:\(probe.mainStream)"]
            + ["-fps_mode", "passthrough", "-c:v", "wrapped_avframe", "-f", "framecrc", "-"]
        do throws(MediaError) {
            return try await run(ffmpeg, arguments, input: input, about: input.name, into: LineSink(LineCounter()))
                .output.reader.count > 0
        } catch .failed {
            // Some decoders call a frame that is skipped an error.
            return false
        }
    }

    /// The end of the last frame that decodes, on the container's clock; nil where none does.
    ///
    /// Decoding begins a little before the end, and earlier where no key frame is near, until frames reach the end
    /// of the packets.
    private func decodedEnd(
        of input: MediaInput,
        _ probe: Probe,
        _ packets: Double?
    ) async throws(MediaError) -> Double? {
        var latest: Double?
        for lead in [Self.tail, 6 * Self.tail, nil] as [Double?] {
            let from = lead.map { (packets ?? probe.startTime + probe.duration) - $0 }
            if let from, from <= probe.startTime { continue }
            let interval = from.map { ["-read_intervals", decimal($0) + "%"] } ?? []
            let arguments =
                Self.asking + ["-select_streams", "\(probe.mainStream)"] + interval
                + ["-show_entries", "frame=best_effort_timestamp_time,pkt_duration_time", "-of", "csv=p=0"]
            let read = try await run(ffprobe, arguments, input: input, about: input.name, into: LineSink(FrameEnds()))
                .output.reader
            if let end = read.end { latest = max(latest ?? end, end) }
            if let latest, latest >= (packets ?? latest) - Self.tolerance { return latest }
        }
        return latest
    }

    /// Seconds at the end that are read.
    private static let tail = 10.0

    /// Seconds by which containers misstate their length without harm.
    private static let tolerance = 1.5

    /// Seconds by which the end of the last packet and what the container says differ for want of a last frame's length.
    private static let rounding = 0.25
}

/// Finds the latest end among frames printed as `best_effort_timestamp_time,pkt_duration_time`.
private struct FrameEnds: LineReader {
    private(set) var end: Double?

    mutating func read(_ line: String) {
        let fields = line.split(separator: ",").compactMap { Double($0) }
        guard let time = fields.first else { return }
        let after = time + (fields.count > 1 ? fields[1] : 0)
        end = max(end ?? after, after)
    }
}

extension Double {
    /// Rounded to tenths, for people.
    fileprivate var tenths: Double { (self * 10).rounded() / 10 }
}

extension Probe {
    /// The stream that says how far a source goes.
    var mainStream: Int { video?.index ?? audio.first?.index ?? 0 }
}
