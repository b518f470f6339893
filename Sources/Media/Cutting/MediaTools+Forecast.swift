/// How the picture of a clip would be made, as far as packets tell.
public enum CutForecast: Sendable, Equatable {
    /// All of it would be encoded: why nothing could be copied, or nil where that is asked for.
    case exact(reason: String?)
    /// So many frames would be copied and so many encoded; fewer where the clip's start is moved to a key frame.
    case smart(copied: Int, encoded: Int)
}

extension MediaTools {
    /// Says how a clip would be made, without decoding anything: what is only seen where frames are decoded may turn out otherwise.
    ///
    /// Throws what ``cut(_:from:probe:in:startRoom:progress:)`` would throw of a span without a frame.
    public func forecast(
        _ request: ClipRequest,
        from input: MediaInput,
        probe: Probe
    ) async throws(MediaError) -> CutForecast {
        guard let track = probe.video else { return .exact(reason: nil) }
        if request.cut == .exact { return .exact(reason: nil) }
        let (start, end) = (request.start + probe.startTime, request.end + probe.startTime)
        guard let packets = try await spanPackets(of: input, probe, track: track, start: start, end: end) else {
            return .exact(reason: "its packets do not all tell their time")
        }
        let table = packets.table(start: start, end: end)
        let hints = [track.nominalRate, track.averageRate].compactMap { $0 }
        let timing = FrameTiming(table, hints: hints, start: start, end: end, policy: request.rate)
        guard let timing, !timing.taken.isEmpty else {
            throw .emptySpan(source: input.name, start: request.start, end: request.end)
        }
        let hasSound = !probe.audio.isEmpty
        let plan = EncodePlan(request, .encode, track, timing, timeBase: table.timeBase, hasSound: hasSound)
        guard let cutter, SmartCut.obstacle(plan) == nil else { return .exact(reason: obstacle(plan)) }
        switch try await ask(.look, plan, input, with: cutter, in: nil) {
        case .refused(let reason): return .exact(reason: reason)
        case .made(let way): return .smart(copied: way.copied, encoded: way.encodedBefore + way.encodedAfter)
        }
    }
}
