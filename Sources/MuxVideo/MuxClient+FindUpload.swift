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
