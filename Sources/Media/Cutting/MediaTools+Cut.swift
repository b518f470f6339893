public import SystemPackage

extension MediaTools {
    /// Cuts a clip: exactly the frames with start ≤ time < end, and the sound of the same span.
    ///
    /// Where no frame begins within one frame's time of the start, the one before is held; the last one is held to the
    /// end. The length is always that of the span, to a frame's time, less what was taken out as the request's tightening asks.
    /// The picture is copied between key frames where the request allows for it and every frame stays the source's, and encoded
    /// elsewhere; the report says which, and why. Where `startRoom` gives room and a key frame lies in it from which on nothing has to
    /// be encoded, the clip begins there; the report says by how much it was moved.
    ///
    /// Writes `clip.mp4` and its thumbnail `clip.jpg` into the directory, which must exist; other names in it are left
    /// alone, save a folder `scratch` of its own. `progress` is called with the part done, 0 to 1, from any thread. What was
    /// made is decoded and measured; whatever is not as asked throws `checkFailed`, and no clip is left. Throws
    /// `emptySpan` when the picture has no frame, `noTrack` when the source has no moving picture or the sound track
    /// asked for is not there. Of a source of sound alone, a picture is drawn where the request says what: its size is
    /// that of ``ClipDrawing``.
    public func cut(
        _ request: ClipRequest,
        from input: MediaInput,
        probe: Probe,
        in directory: FilePath,
        startRoom: StartRoom? = nil,
        progress: @escaping @Sendable (Double) -> Void = { _ in }
    ) async throws(MediaError) -> ClipReport {
        let picture =
            probe.video == nil ? request.drawing.map { PictureSource.draw(script: $0.script) } ?? .encode : .encode
        return try await make(
            request,
            picture,
            from: input,
            probe: probe,
            in: directory,
            startRoom: startRoom,
            progress: progress
        )
    }

    /// Makes a clip whose picture comes from here or there.
    func make(
        _ request: ClipRequest,
        _ picture: PictureSource,
        from input: MediaInput,
        probe: Probe,
        in directory: FilePath,
        startRoom: StartRoom? = nil,
        progress: @escaping @Sendable (Double) -> Void
    ) async throws(MediaError) -> ClipReport {
        let track: VideoTrack
        if case .draw = picture {
            track = .drawn
        } else if let own = probe.video {
            track = own
        } else {
            throw .noTrack(source: input.name, what: "moving picture")
        }
        let (start, end) = (request.start + probe.startTime, request.end + probe.startTime)
        let scratch = try Scratch(in: directory, about: input.name)
        defer { scratch.remove() }
        var job = CutJob(
            request: request,
            picture: picture,
            input: input,
            probe: probe,
            track: track,
            scratch: scratch,
            audio: try audioTrack(request, probe, input)
        )
        let isDrawn = probe.video == nil
        let packets = isDrawn ? nil : try await spanPackets(of: input, probe, track: track, start: start, end: end)
        let listed: FrameTable
        if isDrawn {
            listed = FrameTable.drawn(from: start, to: end)
        } else if let table = packets?.table(start: start, end: end) {
            listed = table
        } else {
            listed = try await decodedFrameTable(of: input, track: track, start: start, end: end, lead: 10)
        }
        var report: ClipReport?
        if let startRoom, let packets, var moved = try await movedToKeyFrame(job, packets, room: startRoom) {
            let table = packets.table(start: moved.request.start + probe.startTime, end: end)
            report = try await attempt(&moved, table, seeks: [], mayCopy: true, progress)
        }
        if report == nil {
            report = try await attempt(&job, listed, seeks: isDrawn ? [nil] : [0], mayCopy: !isDrawn, progress)
        }
        if report == nil, !isDrawn {
            // The packets and the decoder disagree: fields in packets of their own, a broken index, an open GOP.
            // What decoding from well before the span shows is what a player shows.
            let decoded = try await decodedFrameTable(of: input, track: track, start: start, end: end, lead: 10)
            job.note = decoded == listed ? nil : "the container's index is not right; the decoder's frames were taken"
            if job.way == nil, case .encode = picture { job.way = .exact(reason: job.note) }
            report = try await attempt(&job, decoded, seeks: [3, 20, nil], mayCopy: false, progress)
        }
        guard let report else {
            if job.isDamaged { throw .damaged(source: input.name, start: start, end: end) }
            throw .checkFailed(source: input.name, detail: "the frames decoded are not the ones in the index")
        }
        try scratch.publish(EncodePlan.clip, to: directory.appending("clip.mp4"), about: input.name)
        progress(1)
        return report
    }

    private func audioTrack(
        _ request: ClipRequest,
        _ probe: Probe,
        _ input: MediaInput
    ) throws(MediaError) -> AudioTrack? {
        guard let index = request.audioTrack else { return probe.mainAudio }
        guard let track = probe.audio.first(where: { $0.index == index }) else {
            throw .noTrack(source: input.name, what: "sound track \(index)")
        }
        return track
    }

    /// Makes and checks a clip of the frames in the table; nil when other frames than those were decoded, from each of
    /// the places (seconds before the span; nil is the beginning) where decoding was begun.
    private func attempt(
        _ job: inout CutJob,
        _ table: FrameTable,
        seeks: [Double?],
        mayCopy: Bool,
        _ progress: @escaping @Sendable (Double) -> Void
    ) async throws(MediaError) -> ClipReport? {
        guard let timing = timing(of: table, job), !timing.taken.isEmpty else {
            throw .emptySpan(source: job.input.name, start: job.request.start, end: job.request.end)
        }
        var notes = [job.note].compactMap { $0 }
        if !timing.isConstant {
            notes.append("the frame rate varies and was made constant: \(timing.rate) frames a second")
        }
        if timing.holds {
            notes.append("the source has frames only now and then: each is shown until the next one, or to the end")
        }
        let sound: ClipSound?
        if let audio = job.audio { sound = try await makeSound(timing, job, audio) } else { sound = nil }
        notes += sound?.notes ?? []
        if sound == nil, job.request.tightening != nil {
            notes.append("nothing was taken out: without sound there are no pauses")
        }
        progress(0.05)
        var plan = plan(timing, table.timeBase, job)
        plan.isQuieter = sound?.isQuieter ?? false
        plan.heard = sound?.measured
        if let tight = sound?.tight { plan.tight = tight }
        switch job.picture {
        case .encode: break
        case .copy(let host): try await take(host, at: timing.rate, job)
        case .draw(let script):
            if let script { try job.scratch.write(script.utf8, to: EncodePlan.drawing, about: job.input.name) }
            // Where something is taken out, it is taken out of the picture of the whole.
            let sound = job.request.tightening == nil ? ClipSound.file : ClipSound.wholeFile
            try await drawWave(of: sound, in: job.scratch, about: job.input.name)
        }
        if mayCopy, let report = try await smartCut(plan, &job, notes: notes, progress: progress) { return report }
        return try await encode(plan, &job, seeks: seeks, notes: notes, progress)
    }

    /// What is to be made, as far as it is known before the sound is.
    func plan(_ timing: FrameTiming, _ timeBase: Rational, _ job: CutJob) -> EncodePlan {
        EncodePlan(job.request, job.picture, job.track, timing, timeBase: timeBase, hasSound: job.audio != nil)
    }

    /// When the frames are shown. A host's picture has the rate that the host gave it: the source's, or the usual one.
    func timing(of table: FrameTable, _ job: CutJob) -> FrameTiming? {
        let hints = [job.track.nominalRate, job.track.averageRate].compactMap { $0 }
        let (start, end) = (job.request.start + job.probe.startTime, job.request.end + job.probe.startTime)
        func timing(_ policy: RatePolicy) -> FrameTiming? {
            FrameTiming(table, hints: hints, start: start, end: end, policy: policy)
        }
        guard case .copy(let host) = job.picture else { return timing(job.request.rate) }
        let own = timing(.source)
        return own?.count == host.times.count ? own : timing(.auto)
    }

    /// Draws the whole of a sound as one image, for the pictures of which it is a part.
    func drawWave(of sound: String, in scratch: Scratch, about name: String) async throws(MediaError) {
        let arguments = DrawnPicture.drawingWave(of: sound)
        _ = try await run(ffmpeg, arguments, about: name, in: scratch.path, into: ByteSink(limit: 1 << 16))
    }

    private func take(_ host: HostPicture, at rate: Rational, _ job: CutJob) async throws(MediaError) {
        do throws(MediaError) {
            _ = try await run(
                ffmpeg,
                host.taking(at: rate),
                input: host.input,
                about: host.input.name,
                in: job.scratch.path,
                into: ByteSink(limit: 1 << 16)
            )
        } catch .failed(_, _, _, let detail) {
            throw .checkFailed(source: job.input.name, detail: "the host's clip cannot be copied: \(detail)")
        }
    }
}
