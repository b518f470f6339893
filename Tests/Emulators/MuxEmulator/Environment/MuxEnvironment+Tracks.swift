import EmulatorKit
import NIOCore
import NIOHTTP1
import SystemPackage

extension MuxEnvironment {
    static func track(for wish: SubtitleRequest) -> Track {
        Track(
            id: Identifier.make(),
            kind: .text(source: "generated_vod", captions: ""),
            status: .preparing,
            language: wish.language,
            name: wish.name ?? "\(wish.language) (generated)",
            passthrough: wish.passthrough
        )
    }

    /// A later wish for captions of a sound track.
    func generateSubtitles(_ id: String, track: String, _ body: JSON) throws -> JSON {
        let found = try self.track(track, of: id)
        guard try asset(id).status == .ready else { throw APIError.invalid("The asset must be ready") }
        guard case .audio = found.kind else { throw APIError.invalid("Captions are generated for audio tracks only") }
        try BodyShape.object(["generated_subtitles": BodyShape.subtitles]).check(body)
        let wishes = try SubtitleRequest.list(body["generated_subtitles"])
        guard !wishes.isEmpty else { throw APIError.invalid("generated_subtitles is required") }
        let tracks = wishes.map { Self.track(for: $0) }
        change(id) { $0.tracks += tracks }
        for (track, wish) in zip(tracks, wishes) {
            tellTrack(track.id, of: id, "created")
            jobs.add { [weak self] in try await self?.transcribe(track.id, of: id, wish) }
        }
        return .array(tracks.map { $0.json() })
    }

    /// A text track by its address.
    func createTrack(_ id: String, _ body: JSON) throws -> JSON {
        guard try asset(id).status == .ready else { throw APIError.invalid("The asset must be ready") }
        try BodyShape.object(BodyShape.textTrack).check(body)
        let input = try TextInput(body)
        let track = input.track
        change(id) { $0.tracks.append(track) }
        tellTrack(track.id, of: id, "created")
        jobs.add { [weak self] in try await self?.fetchTrack(track.id, of: id, input.call) }
        return track.json()
    }

    func fetchTrack(_ track: String, of id: String, _ call: HTTPCall) async throws {
        var bytes: [UInt8] = []
        do {
            let status = try await call.send(.GET) { bytes += $0.readableBytesView }
            guard status == 200 else { throw EmulatorError.connectionBroken }
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            return settle(track, of: id, failure: "Failed to download the text track")
        }
        let text = String(decoding: bytes, as: UTF8.self)
        try await Task.sleep(for: .seconds(options.transcription))
        settle(track, of: id, captions: text)
    }

    func patchTrack(_ id: String, track: String, _ body: JSON) throws -> JSON {
        _ = try self.track(track, of: id)
        try BodyShape.trackChange.check(body)
        let passthrough = try AssetSettings.label(body, "passthrough", most: 255)
        changeTrack(track, of: id) { track in
            if let name = body["name"]?.text { track.name = name }
            if let language = body["language_code"]?.text { track.language = language }
            if let captions = body["closed_captions"]?.flag { track.closedCaptions = captions }
            if let passthrough { track.passthrough = passthrough }
        }
        return try self.track(track, of: id).json()
    }

    func deleteTrack(_ id: String, track: String) throws {
        var found = try self.track(track, of: id)
        if case .video = found.kind { throw APIError.invalid("A video track cannot be deleted") }
        change(id) { $0.tracks.removeAll { $0.id == track } }
        found.status = .deleted
        tell("track.deleted", part: found.json(isEvent: true), of: id)
    }

    private func track(_ id: String, of asset: String) throws(APIError) -> Track {
        guard Identifier.isWellFormed(id) else { throw .malformedID }
        guard let track = try self.asset(asset).tracks.first(where: { $0.id == id }) else { throw .notFound("track") }
        return track
    }

    private func changeTrack(_ id: String, of asset: String, _ body: (inout Track) -> Void) {
        change(asset) { asset in
            guard let place = asset.tracks.firstIndex(where: { $0.id == id }) else { return }
            body(&asset.tracks[place])
        }
    }

    /// A copied track is ready a while after its asset.
    func publish(_ track: String, of id: String) async throws {
        try await Task.sleep(for: .seconds(options.transcription))
        changeTrack(track, of: id) { $0.status = .ready }
        tellTrack(track, of: id, "ready")
    }

    /// Makes the captions of a track: those laid beside, or else the emulator's own words.
    func transcribe(_ track: String, of id: String, _ wish: SubtitleRequest) async throws {
        guard let asset = assets[id]?.current, let info = asset.info, let file = asset.file else { return }
        async let delay: Void = Task.sleep(for: .seconds(options.transcription))
        let laid = try sidecar(asset)
        var isSilent = info.audio == nil
        if laid == nil, !isSilent { isSilent = try await tools.loudest(file) ?? -.infinity < -60 }
        try await delay
        let isAuto = wish.language == "auto"
        changeTrack(track, of: id) { track in
            track.language = isAuto ? options.language : wish.language
            if isAuto { track.confidence = 0.97 }
        }
        if let laid {
            settle(track, of: id, captions: laid)
        } else if !isSilent {
            settle(track, of: id, captions: SpokenScript.captions(seconds: info.duration).webVTT)
        } else if options.silence == .empty {
            settle(track, of: id, captions: Captions(cues: []).webVTT)
        } else {
            settle(track, of: id, failure: "No speech was found in the audio track")
        }
    }

    private func settle(_ track: String, of id: String, captions: String? = nil, failure: String? = nil) {
        changeTrack(track, of: id) { track in
            guard case .text(let source, _) = track.kind else { return }
            track.status = failure == nil ? .ready : .errored
            track.failure = failure
            if let captions { track.kind = .text(source: source, captions: captions) }
        }
        tellTrack(track, of: id, failure == nil ? "ready" : "errored")
    }

    /// The captions laid beside a video, by its digest or one of its names.
    private func sidecar(_ asset: Asset) throws -> String? {
        guard let folder = options.captions else { return nil }
        let labels = [asset.passthrough, asset.meta?["external_id"]?.text, asset.meta?["title"]?.text]
        for name in ([asset.digest] + labels).compactMap({ $0 }) {
            // A label with a slash, or without a letter, names no file of the folder.
            guard let component = FilePath.Component(name + ".vtt"), component.kind == .regular else { continue }
            let path = folder.appending(component)
            if Files.exists(path) { return String(decoding: try Files.read(path), as: UTF8.self) }
        }
        return nil
    }
}
