import EmulatorKit
import SystemPackage

extension MuxEnvironment {
    func createUpload(_ body: JSON) throws -> JSON {
        try BodyShape.upload.check(body)
        guard let origin = body["cors_origin"]?.text else { throw APIError.invalid("cors_origin is required") }
        let timeout = body["timeout"] == nil ? 3600 : body["timeout"]?.integer ?? 0
        guard (60...604_800).contains(timeout) else {
            throw APIError.invalid("timeout must be an integer from 60 to 604800")
        }
        let settings = body["new_asset_settings"] ?? [:]
        try checkPlan(AssetSettings(settings, isUpload: true))
        if let limit = options.maxAssets, liveAssets >= limit {
            throw APIError.invalid(
                "Free plan is limited to \(limit) assets. Direct uploads cannot be created beyond this limit."
            )
        }
        let upload = Upload(
            id: Identifier.make(),
            key: Identifier.make(),
            timeout: timeout,
            corsOrigin: origin,
            test: body["test"]?.flag ?? false,
            settings: settings
        )
        sessions[upload.key] = (upload.id, try UploadSession(file: options.folder.appending(upload.id + ".source")))
        uploads[upload.id] = Versioned(upload)
        uploadOrder.append(upload.id)
        stats.count(\.uploadsCreated)
        tell("created", upload: upload)
        let delay = Duration.seconds(Double(timeout) * options.timeoutScale)
        jobs.add { [weak self] in
            try await Task.sleep(for: delay)
            try await self?.timeOut(upload.id)
        }
        return json(upload)
    }

    func upload(_ id: String, lag: Duration = .zero) throws(APIError) -> Upload {
        guard Identifier.isWellFormed(id) else { throw .malformedID }
        guard let upload = uploads[id]?.value(lag: lag) else { throw .notFound("upload") }
        return upload
    }

    func uploadJSON(_ id: String, lag: Duration) throws -> JSON { json(try upload(id, lag: lag)) }

    func listUploads(_ page: Page, lag: Duration) -> JSON {
        let all = uploadOrder.reversed().compactMap { id in
            uploads[id].flatMap { $0.isListed(lag: lag) ? $0.value(lag: lag) : nil }
        }
        return ["data": .array(page.slice(all).map { json($0) })]
    }

    func cancelUpload(_ id: String) async throws -> JSON {
        var upload = try upload(id)
        guard upload.status == .waiting else {
            throw APIError.forbidden("Upload is not waiting and cannot be cancelled")
        }
        upload.status = .cancelled
        uploads[id]?.set(upload)
        try await sessions[upload.key]?.session.end()
        tell("cancelled", upload: upload)
        return json(upload)
    }

    private func timeOut(_ id: String) async throws {
        guard var upload = uploads[id]?.current, upload.status == .waiting else { return }
        upload.status = .timedOut
        uploads[id]?.set(upload)
        try await sessions[upload.key]?.session.end()
    }

    /// The session behind an upload's URL.
    func session(_ key: String) -> (session: UploadSession, origin: String)? {
        guard let found = sessions[key], let upload = uploads[found.upload]?.current else { return nil }
        return (found.session, upload.corsOrigin)
    }

    /// The last byte is here: makes the asset.
    func complete(_ key: String) throws {
        guard let found = sessions[key], var upload = uploads[found.upload]?.current, upload.status == .waiting else {
            return
        }
        stats.count(\.sessionsCompleted)
        var settings = try AssetSettings(upload.settings, isUpload: true)
        settings.test = settings.test || upload.test
        var asset = makeAsset(settings, ingest: .upload)
        asset.uploadID = upload.id
        asset.file = options.folder.appending(upload.id + ".source")
        upload.status = .assetCreated
        upload.assetID = asset.id
        uploads[upload.id]?.set(upload)
        add(asset)
        stats.countAsset(ofUpload: upload.id)
        tell("asset_created", upload: upload)
        let id = asset.id
        jobs.add { [weak self] in try await self?.ingest(id) }
    }
}
