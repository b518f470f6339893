import EmulatorKit
import SystemPackage

extension MuxEnvironment {
    /// The shortest clip, in seconds.
    private static var shortest: Double { 0.5 }

    func createClip(_ settings: AssetSettings) throws -> Asset {
        let source = try asset(settings.clipSource ?? "")
        guard source.status == .ready, let info = source.info else {
            throw APIError.invalid("The source asset of a clip must be ready")
        }
        let start = settings.start ?? 0
        var end = settings.end ?? info.duration
        if end > info.duration {
            guard !options.refusesLongClips else { throw APIError.invalid("end_time is beyond the end of the source") }
            end = info.duration
        }
        guard start < end else { throw APIError.invalid("start_time must be before end_time and within the source") }
        guard end - start >= Self.shortest else {
            let length = ((end - start) * 1000).rounded() / 1000
            throw APIError.invalid("The effective clip duration of \(length) seconds is too short. Minimum is 500 ms.")
        }
        var asset = makeAsset(settings, ingest: .clip)
        asset.sourceID = source.id
        asset.sourceSpan = (start, end)
        add(asset)
        stats.countClip(of: source.id, from: settings.start, to: settings.end)
        // The source may be deleted before the work begins; another name keeps its bytes until then.
        let held = options.folder.appending(asset.id + ".origin")
        if let file = source.file { try Files.link(file, to: held) }
        let tracks = source.tracks.filter { $0.isText && $0.status == .ready }.map { track in
            var copy = track
            if case .text(let origin, let captions) = track.kind {
                copy.kind = .text(source: origin, captions: Captions(text: captions).within(start, end).webVTT)
            }
            return Track(
                id: Identifier.make(),
                kind: copy.kind,
                status: .preparing,
                language: track.language,
                confidence: track.confidence,
                name: track.name,
                closedCaptions: track.closedCaptions
            )
        }
        let (id, stop) = (asset.id, end)
        jobs.add { [weak self] in try await self?.cut(id, from: held, info: info, start, stop, tracks) }
        return asset
    }

    private func cut(
        _ id: String,
        from source: FilePath,
        info: MediaInfo,
        _ start: Double,
        _ end: Double,
        _ tracks: [Track]
    ) async throws {
        defer { Files.remove(source) }
        let file = options.folder.appending(id + ".clip.mp4")
        async let delay: Void = Task.sleep(for: .seconds(options.processing))
        guard change(id, { $0.progress = (.transcoding, 10) }) else { return }
        let most = Int(assets[id]?.current?.settings.maxResolutionTier.dropLast() ?? "") ?? 1080
        let made: MediaInfo?
        do {
            try await tools.cut(source, info: info, start: start, end: end, lines: most, into: file)
            made = try await tools.probe(file)
        } catch EmulatorError.media {
            made = nil
        }
        try await delay
        guard let made else { return fail(id, type: "invalid_input", "The clip could not be made") }
        guard change(id, { $0.file = file }) else { return Files.remove(file) }
        try await finish(id, info: made, copied: tracks)
    }
}
