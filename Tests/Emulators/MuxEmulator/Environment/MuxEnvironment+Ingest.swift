import Crypto
import EmulatorKit
import NIOCore
import NIOHTTP1
import NIOPosix
import SystemPackage

extension MuxEnvironment {
    /// Takes in the file of an asset: what it is, then its captions and renditions.
    func ingest(_ id: String) async throws {
        guard let file = assets[id]?.current?.file else { return }
        async let found = inspect(file)
        try await Task.sleep(for: .seconds(options.processing / 2))
        guard change(id, { $0.progress = (.transcoding, 50) }) else { return }
        try await Task.sleep(for: .seconds(options.processing / 2))
        let (info, digest): (MediaInfo?, String)
        do {
            (info, digest) = try await found
        } catch let error as Errno {
            // The asset was deleted meanwhile, and its file with it.
            guard assets[id]?.current == nil else { throw error }
            return
        }
        guard let info else {
            return fail(id, type: "invalid_input", "The input file is not a video or audio file we can process")
        }
        change(id) { $0.digest = digest }
        guard info.duration <= Self.longest else {
            return fail(id, type: "invalid_input", "The input is longer than 12 hours, which is the most an asset has")
        }
        let most = Int(assets[id]?.current?.settings.maxResolutionTier.dropLast() ?? "") ?? 1080
        let oddities = info.oddities(most: most)
        if !oddities.isEmpty {
            change(id) { $0.oddities = oddities }
            tell("non_standard_input_detected", asset: id)
        }
        guard info.lines > most else { return try await finish(id, info: info, copied: []) }
        // What is stored, played and cut from has no more lines than were asked for.
        let scaled = options.folder.appending(id + ".scaled.mp4")
        let made: MediaInfo?
        do {
            try await tools.scale(file, info: info, lines: most, into: scaled)
            made = try await tools.probe(scaled)
        } catch EmulatorError.media {
            made = nil
        }
        guard let made else { return fail(id, type: "invalid_input", "The input file could not be processed") }
        let isThere = change(id) { asset in
            asset.file = scaled
            asset.given = info
        }
        guard isThere else { return Files.remove(scaled) }
        Files.remove(file)
        try await finish(id, info: made, copied: [])
    }

    /// Seconds.
    private static var longest: Double { 12 * 3600 }

    /// Fetches the input of an asset by its address.
    func download(_ id: String) async throws {
        guard let url = assets[id]?.current?.settings.url else { return }
        let file = options.folder.appending(id + ".source")
        do {
            guard let call = HTTPCall(url: url) else { throw EmulatorError.badOption("no http:// address") }
            try await fetch(call, into: file)
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            return fail(id, type: "download_failed", "Failed to download asset")
        }
        change(id) { $0.file = file }
        try await ingest(id)
    }

    nonisolated private func fetch(_ call: HTTPCall, into file: FilePath) async throws {
        let target = try FileDescriptor.open(
            file,
            .writeOnly,
            options: [.create, .truncate],
            permissions: .ownerReadWrite
        )
        do {
            let status = try await call.send(.GET) { bytes in
                let piece = Array(bytes.readableBytesView)
                _ = try await NIOThreadPool.singleton.runIfActive { try target.writeAll(piece) }
            }
            guard status == 200 else { throw EmulatorError.connectionBroken }
        } catch {
            try target.close()
            throw error
        }
        try target.close()
    }

    private func inspect(_ file: FilePath) async throws -> (MediaInfo?, digest: String) {
        let info = try await tools.probe(file)
        let digest = try await NIOThreadPool.singleton.runIfActive {
            let source = try FileDescriptor.open(file, .readOnly)
            return try source.closeAfter {
                var hash = SHA256()
                while true {
                    let piece = try [UInt8](unsafeUninitializedCapacity: 1 << 18) { buffer, count in
                        count = try source.read(into: UnsafeMutableRawBufferPointer(buffer))
                    }
                    if piece.isEmpty { break }
                    hash.update(data: piece)
                }
                return Hex.string(hash.finalize())
            }
        }
        return (info, digest)
    }

    func fail(_ id: String, type: String, _ message: String) {
        guard
            change(
                id,
                { asset in
                    asset.status = .errored
                    asset.progress = (.errored, -1)
                    asset.failure = (type, message)
                }
            )
        else { return }
        tell("errored", asset: id)
    }

    /// The asset is ready; what takes longer begins.
    func finish(_ id: String, info: MediaInfo, copied: [Track]) async throws {
        var tracks: [Track] = []
        if let video = info.video {
            tracks.append(
                Track(
                    id: Identifier.make(),
                    kind: .video(width: video.width, height: video.height, rate: video.rate),
                    duration: video.duration ?? info.duration
                )
            )
        }
        if let audio = info.audio {
            var track = Track(id: Identifier.make(), kind: .audio(channels: audio.channels))
            track.duration = audio.duration ?? info.duration
            track.isPrimary = true
            tracks.append(track)
        }
        guard let asset = assets[id]?.current else { return }
        let generated = asset.settings.subtitles.map { Self.track(for: $0) }
        let given = asset.settings.texts.map { ($0.track, $0.call) }
        change(id) { asset in
            asset.info = info
            asset.tracks = tracks + copied + given.map(\.0) + generated
            asset.status = .ready
            asset.progress = (.completed, 100)
        }
        for track in tracks where track.status == .ready { tellTrack(track.id, of: id, "ready") }
        for track in copied + given.map(\.0) + generated { tellTrack(track.id, of: id, "created") }
        tell("ready", asset: id)
        for rendition in asset.renditions { startRendition(rendition.id, of: id, isNew: true) }
        if asset.masterAccess == "temporary" { startMaster(id) }
        for track in copied { jobs.add { [weak self] in try await self?.publish(track.id, of: id) } }
        for (track, call) in given { jobs.add { [weak self] in try await self?.fetchTrack(track.id, of: id, call) } }
        for (track, wish) in zip(generated, asset.settings.subtitles) {
            jobs.add { [weak self] in try await self?.transcribe(track.id, of: id, wish) }
        }
    }
}
