import HTTPTransfer
import Intake
import Manifest
import Media
import MuxVideo
import Outbox
import Roles
import Settings
import StateFiles

/// The whole video at Mux: uploaded once, found again ever after.
struct MuxSource {
    let work: StageWork
    let account: MuxAccount
    let ledger: Ledger
    /// The most lines that it keeps.
    let tier: MuxTier

    /// What decides, beside the content, what the asset is.
    private var variant: String { work.video.settings.muxVariant(tier) }

    /// The account has no assets of so many lines.
    struct TierRefused: Error {
        let failure: Failure
    }

    /// Uploads the video unless it is there, and returns the object that stands for it, with its asset.
    func stand() async throws -> RemoteObject {
        // A session may be lost, an upload may have timed out while nothing ran: each costs one round.
        for _ in 0..<4 {
            var object: RemoteObject
            if let latest = await ledger.latest(.source, variant: variant), latest.status != .gone,
                latest.status != .failed
            {
                object = latest
            } else {
                object = await ledger.new(.source, variant: variant)
            }
            switch object.status {
            case .standing: if try await isThere(&object) { return object }
            case .uploading:
                if let upload = try await upload(of: &object) {
                    if try await finish(upload, &object) { return object }
                } else if object.status == .standing {
                    return object
                }
            default: if try await begin(&object) { return object }
            }
        }
        throw Failure(.transient, "\(work.input.name): Mux gave up the upload four times; it is tried again later")
    }

    private func isThere(_ object: inout RemoteObject) async throws -> Bool {
        guard let id = object.assetId else {
            try await end(&object, .failed, "has no asset id")
            return false
        }
        var isOthers = false
        do throws(MuxError) {
            let asset = try await account.client.asset(id)
            if ledger.owns(asset, as: object) { return true }
            isOthers = true
        } catch {
            guard error.kind == .notFound else { throw Failure.of(error) }
            if MuxMaker.isFresh(object) {
                throw Failure(
                    .transient,
                    "\(work.input.name): Mux does not show asset \(id) yet; it is looked at again later"
                )
            }
        }
        try await end(&object, .gone, isOthers ? "was not made for this video" : "Mux does not have it any more")
        return false
    }

    /// What came of a request that asks for an upload.
    private enum Begun {
        case upload(DirectUpload)
        case asset(MuxVideo.Asset)
    }

    private func begin(_ object: inout RemoteObject) async throws -> Bool {
        let key = object.key
        let request = NewUpload(settings: settings(key))
        let begun: Begun
        var isTierRefused = false
        do {
            begun = try await MuxMaker(ledger: ledger).make(&object) { () throws(MuxError) in
                do throws(MuxError) {
                    return .upload(try await account.client.createUpload(request))
                } catch {
                    isTierRefused = error.kind == .planLimit(.resolution)
                    throw error
                }
            } find: { () throws(MuxError) -> Begun? in
                if let upload = try await account.client.findUpload(where: { $0.isOf(key) }) { return .upload(upload) }
                return try await account.client.findAsset { $0.isOf(key) }.map { .asset($0) }
            }
        } catch let failure as Failure where isTierRefused {
            throw TierRefused(failure: failure)
        }
        object.madeAt = .now
        switch begun {
        case .asset(let asset):
            try await stands(asset.id, &object)
            return true
        case .upload(let upload):
            object.uploadId = upload.id
            object.status = .uploading
            try await ledger.set(object)
            return try await finish(upload, &object)
        }
    }

    /// The upload that was begun by an earlier run; nil where Mux has it no more. What it became before it was forgotten stands.
    private func upload(of object: inout RemoteObject) async throws -> DirectUpload? {
        do throws(MuxError) {
            let upload = try await account.client.upload(object.uploadId ?? "")
            // One of somebody else's is no more of use than one that is not there.
            if ledger.owns(upload, as: object) { return upload }
        } catch {
            guard error.kind == .notFound else { throw Failure.of(error) }
        }
        let key = object.key
        if let asset = try await muxCall({ () throws(MuxError) in try await account.client.findAsset { $0.isOf(key) } })
        {
            try await stands(asset.id, &object)
        } else {
            try await end(&object, .failed, "Mux does not know the upload any more")
        }
        return nil
    }

    /// Sends what is missing of the file and waits for the asset. False where the upload is of no use any more.
    private func finish(_ upload: DirectUpload, _ object: inout RemoteObject) async throws -> Bool {
        var upload = upload
        let id = upload.id
        var rounds = 0
        while upload.status == .waiting {
            guard rounds < 30 else {
                throw Failure(.transient, "\(work.input.name): Mux has not taken up the upload after half an hour")
            }
            rounds += 1
            // The session's address is a secret: it is asked for anew by each run, and stands in no file.
            guard let session = upload.url else {
                try await giveUp(&object, "Mux does not tell the upload's address any more")
                return false
            }
            do throws(UploadError) {
                try await send(to: session)
            } catch {
                if error == .cancelled { throw CancellationError() }
                if error == .sourceChanged {
                    try await giveUp(&object, "the file changed while it was sent", isWorthless: true)
                    throw Failure(
                        .transient,
                        "\(work.input.name): changed while it was sent; it is done anew next time"
                    )
                }
                if case .transfer(let error) = error { throw Failure.of(error) }
                guard error.isSessionOver else { throw Failure(.transient, "\(work.input.name): \(error)") }
                // A session that has ended may have ended well, and only its answer was lost.
                upload = try await muxCall { () throws(MuxError) in try await account.client.upload(upload.id) }
                if upload.status == .waiting {
                    try await giveUp(&object, error.description)
                    return false
                }
            }
            // Where nothing comes of a session that said it has all, it is asked again: somebody between may have said it.
            let settled = try await MuxWait.within(.seconds(60), pace: account.looks) {
                let now = try await muxCall { () throws(MuxError) in try await account.client.upload(id) }
                return now.status == .waiting || (now.status == .assetCreated && now.assetID == nil) ? nil : now
            }
            if let settled { upload = settled }
        }
        switch upload.status {
        case .assetCreated:
            guard let asset = upload.assetID else {
                throw Failure(.transient, "\(work.input.name): Mux does not tell yet which asset the upload became")
            }
            try await stands(asset, &object)
            return true
        case .errored:
            let words = upload.error?.words ?? "no reason given"
            try await end(&object, .failed, words)
            throw Failure(.input, "\(work.input.name): Mux could not take the upload: \(words)")
        default:
            try await end(&object, .failed, "the upload is \(upload.status.rawValue)")
            return false
        }
    }

    private func send(to session: Secret) async throws(UploadError) {
        let source = work.video.source
        let before = work.facts
        let length = Int64(before.bytes)
        try await account.uploads.send(
            file: work.input.descriptor,
            length: length,
            to: session,
            progress: { [progress = work.progress] sent in progress(length == 0 ? 1 : Double(sent) / Double(length)) },
            unchanged: {
                let now = try FileFacts(of: work.input.descriptor, name: source)
                if now.bytes != before.bytes || now.modified != before.modified { throw UploadError.sourceChanged }
            }
        )
    }

    private func settings(_ key: String) -> AssetSettings {
        let settings = work.video.settings
        return AssetSettings(
            policy: settings.muxPolicy == .signed ? .signed : .public,
            subtitles: [MuxLanguages.subtitles(for: settings.language)],
            quality: settings.muxQuality.map { AssetSettings.VideoQuality(rawValue: $0.rawValue) },
            maxResolution: tier.asked,
            passthrough: key,
            // Where it lies in the inbox is nobody's business who plays it.
            meta: AssetMeta(title: settings.muxTitle(work.video.source.title), externalID: key)
        )
    }

    // MARK: - The ledger

    private func stands(_ asset: String, _ object: inout RemoteObject) async throws {
        object.assetId = asset
        object.status = .standing
        try await ledger.set(object)
    }

    private func end(_ object: inout RemoteObject, _ status: RemoteObject.Status, _ note: String) async throws {
        object.status = status
        object.note = note
        object.endedAt = .now
        try await ledger.set(object)
    }

    /// Cancels an upload that is replaced, so that nothing can come of it.
    private func giveUp(_ object: inout RemoteObject, _ note: String, isWorthless: Bool = false) async throws {
        if let id = object.uploadId, let upload = try await cancel(id), upload.status == .assetCreated {
            // It had come to an end after all.
            if !isWorthless, let asset = upload.assetID { return try await stands(asset, &object) }
            object.assetId = upload.assetID
        }
        try await end(&object, .failed, note)
    }

    private func cancel(_ id: String) async throws -> DirectUpload? {
        do throws(MuxError) {
            return try await account.client.cancelUpload(id)
        } catch {
            if error.kind == .notFound { return nil }
            throw Failure.of(error)
        }
    }
}

extension UploadError {
    /// Whether nothing more can be sent to the session.
    fileprivate var isSessionOver: Bool {
        if case .refused = self { return true }
        return needsNewSession
    }
}

extension DirectUpload {
    /// Whether it was asked for under a key.
    func isOf(_ key: String) -> Bool { passthrough == key || meta.externalID == key }
}

extension MuxVideo.Asset {
    /// Whether it was asked for under a key.
    func isOf(_ key: String) -> Bool { passthrough == key || meta.externalID == key }
}
