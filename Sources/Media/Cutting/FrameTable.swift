/// The frames of a span of a source, by their timestamps, as the container lists them.
struct FrameTable: Sendable, Equatable {
    /// Timestamps of the frames in the span, ascending, in units of the track's time base.
    var times: [Int]
    /// The timestamp of the last frame before the span, which is on screen when it begins; nil where there is none.
    var before: Int?
    /// The timestamp of the first frame after the span; nil at the end of the track.
    var next: Int?
    /// Seconds of one unit.
    var timeBase: Rational

    /// Chooses the frames of a span out of all those that were read: start ≤ time < end.
    ///
    /// `start` and `end` are seconds on the container's clock. A microsecond is forgiven: ffprobe rounds the
    /// container's start time to one, so a frame exactly on a border must not fall on the wrong side of it.
    init(all: [Int], start: Double, end: Double, timeBase: Rational) {
        let forgiven = 1e-6
        let sorted = Set(all).sorted()
        let first = sorted.firstIndex { timeBase.times($0) >= start - forgiven } ?? sorted.count
        let last = sorted[first...].firstIndex { timeBase.times($0) >= end - forgiven } ?? sorted.count
        times = Array(sorted[first..<last])
        before = first > 0 ? sorted[first - 1] : nil
        next = last < sorted.count ? sorted[last] : nil
        self.timeBase = timeBase
    }
}

/// The frames of a span and around it, as the container lists them.
struct SpanPackets: Sendable, Equatable {
    /// Their timestamps, in any order, in units of the track's time base.
    var times: [Int]
    /// Those of them that the container calls key frames.
    var keys: [Int]
    /// Seconds of one unit.
    var timeBase: Rational

    /// The frames of the span, or of one that begins or ends a little elsewhere.
    func table(start: Double, end: Double) -> FrameTable {
        FrameTable(all: times, start: start, end: end, timeBase: timeBase)
    }
}

extension MediaTools {
    /// The frames of a span and around it, from the container's packets: nothing is decoded. Nil where packets do not tell their times.
    ///
    /// Packets come in decoding order, so reading goes on until no packet to come can be shown within the span, and
    /// begins so early that none before can.
    func spanPackets(
        of input: MediaInput,
        _ probe: Probe,
        track: VideoTrack,
        start: Double,
        end: Double
    ) async throws(MediaError) -> SpanPackets? {
        let lister = ["mp4", "matroska"].contains(where: probe.format.contains) ? cutter : nil
        var lead = 0.5
        // A picture may stand for minutes, and a frame within the span may come after one far behind it.
        var tails: [Double?] = [nil, 30, 2]
        while true {
            let from = start - lead
            // Not even the container's own start helps beyond this. A clock that wraps may begin below 0.
            let fromBeginning = lead > 120 || from <= 0
            let until = tails.last?.map { end + $0 }
            let read = try await packets(
                of: input,
                track: track,
                from: fromBeginning ? nil : from,
                until: until,
                by: lister
            )
            if read.untimed > 0 { return nil }
            let reorder = track.timeBase.times(read.longestReorder)
            let beginsEarly =
                fromBeginning || read.firstDecoded.map { track.timeBase.times($0) + reorder <= start } ?? false
            let endsLate = until == nil || read.lastDecoded.map { track.timeBase.times($0) >= end } ?? false
            if beginsEarly, endsLate {
                return SpanPackets(times: read.times, keys: read.keys, timeBase: track.timeBase)
            }
            if !beginsEarly { lead *= 4 } else { tails.removeLast() }
        }
    }

    /// The frames of a span by decoding it: for sources whose packets do not tell.
    ///
    /// Decoding begins `lead` seconds before the span, or at the beginning where that is nil.
    func decodedFrameTable(
        of input: MediaInput,
        track: VideoTrack,
        start: Double,
        end: Double,
        lead: Double?
    ) async throws(MediaError) -> FrameTable {
        let from = lead.map { max(0, start - $0) } ?? 0
        var table = FrameTable(all: [], start: start, end: end, timeBase: track.timeBase)
        for until in [decimal(end + 2), ""] where table.next == nil {
            let arguments =
                Self.asking + [
                    "-select_streams", "\(track.index)",
                    "-read_intervals", (from > 0 ? decimal(from) : "") + "%" + until,
                    "-show_entries", "frame=best_effort_timestamp", "-of", "csv=p=0",
                ]
            let read = try await run(
                ffprobe,
                arguments,
                input: input,
                about: input.name,
                into: LineSink(PacketReader())
            ).output.reader
            table = FrameTable(all: read.times, start: start, end: end, timeBase: track.timeBase)
        }
        // No key frame is near.
        if lead != nil, table.times.isEmpty, table.before == nil, table.next == nil {
            return try await decodedFrameTable(of: input, track: track, start: start, end: end, lead: nil)
        }
        return table
    }

    /// The packets of a track in the order of decoding, about from one time on the container's clock to another, or from its beginning
    /// or to its end: by the helper, which starts in half of the time, or by ffprobe, which also tells what is wrong with a source.
    private func packets(
        of input: MediaInput,
        track: VideoTrack,
        from: Double?,
        until: Double?,
        by lister: Tool?
    ) async throws(MediaError) -> PacketReader {
        if let lister {
            let span = [from.map { "from=\(decimal($0))" }, until.map { "until=\(decimal($0))" }].compactMap { $0 }
            do throws(MediaError) {
                let read = try await run(
                    lister,
                    ["packets", "stream=\(track.index)"] + span,
                    input: input,
                    about: input.name,
                    into: LineSink(PacketReader())
                ).output.reader
                if !read.isRefused, read.firstDecoded != nil { return read }
            } catch {
                switch error {
                case .cancelled: throw error
                // What it cannot read ffprobe may.
                default: break
                }
            }
        }
        let interval = (from.map(decimal) ?? "") + "%" + (until.map(decimal) ?? "")
        return try await packets(of: input, track: track, interval: interval)
    }

    /// The packets of a track in the order of decoding; `interval` is in the words of ffprobe.
    func packets(
        of input: MediaInput,
        track: VideoTrack,
        interval: String
    ) async throws(MediaError) -> PacketReader {
        let arguments =
            Self.asking + [
                "-select_streams", "\(track.index)", "-read_intervals", interval,
                "-show_entries", "packet=pts,dts,flags", "-of", "csv=p=0",
            ]
        return try await run(ffprobe, arguments, input: input, about: input.name, into: LineSink(PacketReader())).output
            .reader
    }
}
