import HTTPTransfer

extension MuxClient {
    /// Opens an upload. Its `url` is there.
    public func createUpload(_ upload: NewUpload) async throws(MuxError) -> DirectUpload {
        var call = MuxCall(.post, "uploads")
        call.body = try Self.body(UploadBody(upload), of: call.name)
        let created = try await self.call(call, as: DirectUpload.self)
        guard created.url != nil else {
            throw MuxError(kind: .badAnswer("answer.data.url: missing"), call: call.name, reach: .unknown)
        }
        return created
    }

    /// An upload as it is now.
    public func upload(_ id: String) async throws(MuxError) -> DirectUpload {
        try await call(MuxCall(.get, "uploads", id), as: DirectUpload.self)
    }

    /// One page of all uploads, from 1; at most 100 of them.
    public func uploads(page: Int = 1, limit: Int = 100) async throws(MuxError) -> [DirectUpload] {
        var call = MuxCall(.get, "uploads")
        call.query = [("limit", "\(limit)"), ("page", "\(page)")]
        return try await self.call(call, as: [DirectUpload].self)
    }

    /// Takes no bytes from now on. An upload that waits no longer is reported as it is: it may have become an asset meanwhile.
    @discardableResult
    public func cancelUpload(_ id: String) async throws(MuxError) -> DirectUpload {
        do {
            return try await call(MuxCall(.put, "uploads", id, "cancel"), as: DirectUpload.self)
        } catch {
            guard error.kind == .forbidden else { throw error }
            let upload = try await upload(id)
            if upload.status == .waiting { throw error }
            return upload
        }
    }
}

extension MuxClient {
    /// The newest upload that matches, among all of the environment: how one is found again whose opening gave no answer. Its
    /// `meta.external_id` and `passthrough` are as they were given.
    public func findUpload(where matches: (DirectUpload) -> Bool) async throws(MuxError) -> DirectUpload? {
        var seen: Set<String> = []
        var stale = 0
        for page in 1...Self.mostPages {
            let uploads = try await uploads(page: page, limit: 100)
            stale += 1
            for upload in uploads where seen.insert(upload.id).inserted {
                stale = 0
                if matches(upload) { return upload }
            }
            // As with assets: new ones move the others on, so a page may repeat the one before.
            if uploads.isEmpty || stale == 2 { return nil }
        }
        throw MuxError(
            kind: .badAnswer("the list of uploads has no end"),
            call: "GET /video/v1/uploads",
            reach: .answered
        )
    }
}
