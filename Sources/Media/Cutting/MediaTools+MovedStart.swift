/// Gives the times between which a clip may begin, in seconds on the player's clock: within the pause before its first word. Nil where
/// there is no such pause. It is asked only where a key frame is near.
public typealias StartRoom = @Sendable () async throws(MediaError) -> ClosedRange<Double>?

extension MediaTools {
    /// Seconds by which a start may be moved: more would be seen as another beginning.
    private static let startReach = 0.5

    /// The same job with its start at a key frame from which on the source is copied; nil where there is none in the room, or where
    /// it would save nothing.
    func movedToKeyFrame(
        _ job: CutJob,
        _ packets: SpanPackets,
        room: StartRoom
    ) async throws(MediaError) -> CutJob? {
        guard case .encode = job.picture, job.request.cut != .exact, let cutter else { return nil }
        let asked = draft(of: job, packets)
        guard let asked, obstacle(asked) == nil, let first = asked.timing.taken.first else { return nil }
        // From there on nothing is encoded as it is.
        if packets.keys.contains(first) { return nil }
        func time(_ stamp: Int) -> Double { packets.timeBase.times(stamp) - job.probe.startTime }
        let near = packets.keys.filter { abs(time($0) - job.request.start) <= Self.startReach }
        guard !near.isEmpty, let room = try await room() else { return nil }
        let inside = near.filter { room.contains(time($0)) && time($0) < job.request.end }
        let nearest = inside.min { abs(time($0) - job.request.start) < abs(time($1) - job.request.start) }
        guard let nearest else { return nil }
        var moved = job
        moved.request.start = time(nearest)
        moved.startMoved = moved.request.start - job.request.start
        guard let plan = draft(of: moved, packets), obstacle(plan) == nil, plan.timing.taken.first == nearest else {
            return nil
        }
        do throws(MediaError) {
            // What a container calls a key frame may be none at which decoding can begin.
            guard case .made(let way) = try await ask(.look, plan, job.input, with: cutter, in: nil) else { return nil }
            return way.encodedBefore == 0 ? moved : nil
        } catch {
            if case .cancelled = error { throw error }
            // Whatever is wrong is met, and told, where the clip is cut.
            return nil
        }
    }

    /// What would be made of a job before anything is read but packets; nil where there is nothing to show.
    private func draft(of job: CutJob, _ packets: SpanPackets) -> EncodePlan? {
        let start = job.request.start + job.probe.startTime
        let table = packets.table(start: start, end: job.request.end + job.probe.startTime)
        return timing(of: table, job).map { plan($0, table.timeBase, job) }
    }
}
