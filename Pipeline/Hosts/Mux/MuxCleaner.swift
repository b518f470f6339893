import Intake
import Manifest
import MuxVideo
import Outbox
import Roles
import StateFiles
import SystemPackage

/// Deletes what this outbox made at Mux, and only that: what its ledgers list.
struct MuxCleaner: Sendable {
    private let outbox: Outbox
    private let mux: MuxAccess

    /// Cleans up for an outbox; nothing is opened before something is to be deleted.
    init(_ outbox: Outbox, mux: MuxAccess) {
        self.outbox = outbox
        self.mux = mux
    }

    /// What would be deleted.
    func plan(_ ledger: RemoteLedger, _ extent: RemoteExtent = .all) throws -> [RemovedObject] {
        try standing(ledger, extent).map { RemovedObject($0, of: ledger) }
    }

    private func standing(_ ledger: RemoteLedger, _ extent: RemoteExtent) throws -> [RemoteObject] {
        let standing = ledger.objects.filter(\.mayStand)
        if standing.isEmpty || extent == .all { return standing }
        let use = try RemoteUse(of: ledger, in: outbox)
        return standing.filter { !use.needs($0) }
    }

    /// Deletes it, each object for itself, and tells each when it is gone. The results on this machine stay; their manifest no
    /// longer names what is gone.
    func clean(
        _ ledger: RemoteLedger,
        _ extent: RemoteExtent = .all,
        removed: @Sendable (RemovedObject) throws -> Void
    ) async throws {
        let id = VideoID(sha256: ledger.video)
        try await outbox.lock(of: id).holding {
            // What another process did since the ledger was read is in it now.
            let own = try Ledger(of: id, outbox.folder(ledger.folder), in: outbox)
            let ended: Swift.Result<Void, any Error>
            do {
                ended = .success(try await endAll(own, extent, removed))
            } catch {
                ended = .failure(error)
            }
            // No record names what is unused.
            if extent == .unused { return try ended.get() }
            // What is gone is forgotten also where others are left, or where a command before this one was killed in between.
            let gone = await own.content.objects.filter { $0.status == .gone }.compactMap(\.assetId)
            try await forget(Set(gone), of: id, ledger.folder)
            try ended.get()
        }
    }

    /// Deletes what a video's results do not need. The caller holds the video's lock.
    func cleanUnused(_ ledger: Ledger, removed: @Sendable (RemovedObject) throws -> Void) async throws {
        try await endAll(ledger, .unused, removed)
    }

    private func endAll(
        _ ledger: Ledger,
        _ extent: RemoteExtent,
        _ removed: @Sendable (RemovedObject) throws -> Void
    ) async throws {
        let content = await ledger.content
        let standing = try standing(content, extent)
        if standing.isEmpty { return }
        mux.shareTurns(in: outbox)
        let account = try mux.open()
        // Clips first: what is left of a video after a failure is then what the others were made of.
        for object in standing.filter({ $0.purpose == .clip }) + standing.filter({ $0.purpose != .clip }) {
            guard let ended = try await end(object, account, ledger) else { continue }
            try removed(RemovedObject(ended, of: content))
        }
    }

    /// What is found by its key.
    private enum Found {
        case asset(String)
        case upload(String)
    }

    /// Deletes one object; nil where there turned out to be none.
    private func end(_ object: RemoteObject, _ account: MuxAccount, _ ledger: Ledger) async throws -> RemoteObject? {
        var object = object
        let key = object.key
        let find = { () async throws(MuxError) -> Found? in
            if let asset = try await account.client.findAsset(where: { $0.isOf(key) }) { return .asset(asset.id) }
            return try await account.client.findUpload { $0.isOf(key) }.map { .upload($0.id) }
        }
        if object.uploadId == nil, object.assetId == nil, let asked = object.askedAt {
            // Looked for as patiently as before it would be made again: what is missed here is paid for until somebody notices.
            switch try await MuxMaker(ledger: ledger).look(since: asked, find) {
            case .asset(let id): object.assetId = id
            case .upload(let id): object.uploadId = id
            case nil: break
            }
        }
        if object.assetId == nil, let upload = object.uploadId {
            object.assetId = try await cancel(upload, of: object, account, ledger)
            // It may have ended well and be forgotten since, or not tell its asset.
            if object.assetId == nil, case .asset(let id) = try await muxCall(find) { object.assetId = id }
        }
        if let asset = object.assetId { try await delete(asset, of: object, account, ledger) }
        let isThere = object.assetId != nil || object.uploadId != nil
        object.status = .gone
        object.endedAt = .now
        object.note = "deleted by SmartClip"
        try await ledger.set(object)
        return isThere ? object : nil
    }

    /// Deletes an asset, unless it was made for something else.
    private func delete(
        _ id: String,
        of object: RemoteObject,
        _ account: MuxAccount,
        _ ledger: Ledger
    ) async throws {
        let asset = try await ifThere { () throws(MuxError) in try await account.client.asset(id) }
        guard let asset else { return }
        guard ledger.owns(asset, as: object) else { throw Self.foreign("asset", id) }
        try await muxCall { () throws(MuxError) in try await account.client.deleteAsset(id) }
    }

    /// Cancels an upload; returns the asset that it became meanwhile.
    private func cancel(
        _ id: String,
        of object: RemoteObject,
        _ account: MuxAccount,
        _ ledger: Ledger
    ) async throws -> String? {
        let upload = try await ifThere { () throws(MuxError) in try await account.client.upload(id) }
        guard let upload else { return nil }
        guard ledger.owns(upload, as: object) else { throw Self.foreign("upload", id) }
        return try await ifThere { () throws(MuxError) in try await account.client.cancelUpload(id) }?.assetID
    }

    /// What Mux answers; nil where it knows nothing of that name.
    private func ifThere<Value: Sendable>(
        _ call: @Sendable () async throws(MuxError) -> Value
    ) async throws -> Value? {
        do throws(MuxError) {
            return try await call()
        } catch {
            if error.kind == .notFound { return nil }
            throw Failure.of(error)
        }
    }

    private static func foreign(_ kind: String, _ id: String) -> Failure {
        Failure(
            .config,
            "\(kind) \(id) at Mux was not made for this video, so it is not deleted; take it out of the video's file in "
                + ".smartclip/ledger"
        )
    }

    /// Takes out of the records, and so of the manifest, what is gone. What was made from it is here and stays done.
    private func forget(_ gone: Set<String>, of id: VideoID, _ name: String) async throws {
        if gone.isEmpty { return }
        guard let entry = try ContentIndex(outbox: outbox).entry(id), entry.folder == name else { return }
        let folder = outbox.folder(name)
        for (_, var record) in try folder.records() {
            let before = record
            if let asset = record.remoteIds["asset_id"], gone.contains(asset) {
                record.remoteIds["asset_id"] = nil
                record.remoteIds[RecordedVideo.deletedAsset] = asset
                record.remoteIds["playback_id"] = nil
            }
            if case .clips(var clips) = record.result {
                for index in clips.indices {
                    if let asset = clips[index].remote?.assetId, gone.contains(asset) { clips[index].remote = nil }
                }
                record.result = .clips(clips)
            }
            if record != before { try folder.write(record) }
        }
        guard try folder.manifest() != nil else { return }
        let state = try RecordedVideo(KnownVideo(entry: entry, folder: folder))
        _ = try FinalFiles(of: state).write()
        try await IndexFile(outbox: outbox).set(id)
    }
}

extension RemoteObject {
    /// Whether something that was made may be at the host.
    var mayStand: Bool {
        // It is not SmartClip's to delete.
        if isAdopted { return false }
        return switch status {
        case .standing, .uploading: true
        case .intended: askedAt != nil
        case .failed: assetId != nil
        case .gone: false
        }
    }
}

extension RecordedVideo {
    /// Under which the id of an asset that was deleted on purpose stands in a record.
    static let deletedAsset = "deleted_asset_id"

    /// The asset that stands for the video at Mux; a failure where none does.
    func muxAsset() throws(Failure) -> String {
        let ids = records[.upload]?.remoteIds ?? [:]
        if let id = ids["asset_id"] { return id }
        if let id = ids[Self.deletedAsset] {
            throw Failure(
                .config,
                "\(folder.name): asset \(id) was deleted by smartclip clean; smartclip retry \(folder.name) --from upload "
                    + "uploads the video again"
            )
        }
        throw Failure(.config, "\(folder.name): stage upload has not run on host mux yet; run it first")
    }

    /// The asset that the results were made from, whether or not it still stands.
    var muxAssetOnce: String? {
        let ids = records[.upload]?.remoteIds
        return ids?["asset_id"] ?? ids?[Self.deletedAsset]
    }
}
