import FoundationEssentials
import HTTPTypes
import HummingbirdCore
import Intake
import Logging
import Manifest
import Outbox
import StateFiles
import SystemPackage

// Videos that are at Mux already.
extension Desk {
    private struct Wish: Decodable {
        let assetID: String

        private enum CodingKeys: String, CodingKey {
            case assetID = "asset_id"
        }
    }

    /// Takes in a video that is at Mux already. It is read from there and clipped as others are, when its turn comes.
    func takeAsset(_ request: Request) async throws -> Answer {
        try Entrance.checkJSON(request.head)
        let wish = try await RequestBytes.json(Wish.self, of: request, atMost: 64 << 10)
        guard let asset = AssetName(id: wish.assetID) else {
            throw Problem.unprocessable([("asset_id", "is to be the id of an asset at Mux: letters and digits")])
        }
        guard plan.hasMux else {
            throw Problem.conflict(
                "no-mux",
                "the desk has no access to Mux; start it with MUX_TOKEN_ID and MUX_TOKEN_SECRET"
            )
        }
        // Before it is promised, so that it is known after a restart, too.
        let copy = FetchedCopy(of: asset, in: outbox)
        if try copy.files().isEmpty, try outbox.making(of: asset) == nil { try copy.remember(FetchNote(asset: asset)) }
        await work.add(.fetch, asset.description)
        let state = try await state(of: asset) ?? AssetState(status: .waitingForUpload)
        return try Answer(.accepted, json: Success(state.members(of: asset)))
            .with(.location, "/api/assets/\(asset.id)")
    }

    /// Goes on with those that were asked for and are not here yet: what was promised holds after a restart, too.
    func resumeAssets() async {
        guard plan.hasMux else { return }
        do {
            guard try outbox.fetched.factsIfPresent() != nil else { return }
            for name in try outbox.fetched.list().map(\.string) where name.hasPrefix("mux-") && name.hasSuffix(".json")
            {
                guard let asset = AssetName(id: String(name.dropFirst(4).dropLast(5))) else { continue }
                let copy = FetchedCopy(of: asset, in: outbox)
                guard let known = try copy.remembered(), known.isOwn, known.note.fetchedAt == nil else { continue }
                // Another process is at it.
                if copy.lock.isHeld { continue }
                await work.add(.fetch, asset.description)
            }
        } catch {
            logger.warning("\(error); assets that were asked for go on when they are asked for again")
        }
    }

    /// How far the video of an asset is that was asked for.
    func asset(_ id: String) async throws -> Answer {
        guard let asset = AssetName(id: id), let state = try await state(of: asset) else {
            throw Problem.notFound("no asset \(id.oneLine) was asked for")
        }
        return try Answer(json: Success(state.members(of: asset)))
    }

    /// What is known of an asset's video.
    private struct AssetState {
        var status: VideoStatus
        var isQueued = true
        var video: ContentIndex.Entry?
        var error: String?

        func members(of asset: AssetName) -> [String: JSONTree] {
            [
                "asset_id": .string(asset.id),
                "status": .string(status.rawValue),
                "queued": .bool(isQueued),
                "video_id": video.map { .string(VideoID(sha256: $0.sha256).short) } ?? .null,
                // Where it will be, unless the name is taken by another.
                "folder": .string(video?.folder ?? FetchedCopy.name(of: asset)),
                "error": error.map { .string($0) } ?? .null,
            ]
        }
    }

    /// Nil where nobody has asked for it.
    private func state(of asset: AssetName) async throws -> AssetState? {
        let isQueued = progress.isQueued(asset.description)
        let failure = progress.failure(of: asset.description)
        let copy = FetchedCopy(of: asset, in: outbox)
        // Who has a copy is no upload: the ledgers of all videos are read only where there is none.
        if let entry = try video(of: copy) ?? uploaded(asset) {
            var state = AssetState(status: .processing, isQueued: isQueued, video: entry, error: failure)
            let id = VideoID(sha256: entry.sha256).short
            if LiveVideo.isAtWork(id, in: outbox) {
                state.status = try LiveVideo(outbox.folder(entry.folder)).status
                state.error = nil
            } else if let manifest = try shelf.published(id, in: outbox.folder(entry.folder))?.manifest {
                state.status = manifest.status
                state.error = manifest.error?.message ?? failure
            }
            return state
        }
        if isQueued { return AssetState(status: .waitingForUpload) }
        if let failure { return AssetState(status: .error, isQueued: false, error: failure) }
        if progress.isAtWork(asset.description) { return AssetState(status: .uploading, isQueued: false) }
        // A run of before was interrupted; the same request goes on with it.
        return try copy.files().isEmpty ? nil : AssetState(status: .waitingForUpload, isQueued: false)
    }

    /// The video of this outbox that an asset was uploaded from; nil where it is none.
    private func uploaded(_ asset: AssetName) throws -> ContentIndex.Entry? {
        guard case .upload(let id, _) = try outbox.making(of: asset) else { return nil }
        return try ContentIndex(outbox: outbox).entry(named: id)
    }

    /// The video that a copy became; nil where its content was not read yet.
    private func video(of copy: FetchedCopy) throws -> ContentIndex.Entry? {
        guard let facts = try copy.file.factsIfPresent(),
            let seal = Seal(of: copy.file.path, facts: facts, in: outbox)
        else { return nil }
        return try ContentIndex(outbox: outbox).entry(VideoID(sha256: seal.sha256))
    }
}
