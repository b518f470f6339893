extension MuxClient {
    /// The newest asset that matches, among all of the environment or those of an upload.
    public func findAsset(
        uploadID: String? = nil,
        where matches: (Asset) -> Bool
    ) async throws(MuxError) -> Asset? {
        var found: Asset?
        try await walkAssets(uploadID: uploadID) { asset in
            if matches(asset) { found = asset }
            return found == nil
        }
        return found
    }

    /// All assets that match, newest first, each once.
    public func findAssets(
        uploadID: String? = nil,
        where matches: (Asset) -> Bool
    ) async throws(MuxError) -> [Asset] {
        var found: [Asset] = []
        try await walkAssets(uploadID: uploadID) { asset in
            if matches(asset) { found.append(asset) }
            return true
        }
        return found
    }

    /// Shows each asset once, until `visit` says enough. Follows cursors where the service gives them, else counts pages. An
    /// asset that is made meanwhile moves the others to later pages, so some are met twice; a list that only repeats itself is
    /// at its end, and one that never ends is none.
    private func walkAssets(uploadID: String?, visit: (Asset) -> Bool) async throws(MuxError) {
        var seen: Set<String> = []
        var cursors: Set<String> = []
        var cursor: String?
        var stale = 0
        for page in 1...Self.mostPages {
            let part = try await assets(cursor: cursor, page: page, limit: 100, uploadID: uploadID)
            stale += 1
            for asset in part.assets where seen.insert(asset.id).inserted {
                stale = 0
                if !visit(asset) { return }
            }
            if let next = part.nextCursor {
                guard cursors.insert(next).inserted else { return }
                cursor = next
            } else if part.assets.isEmpty || part.hasCursors || cursor != nil || stale == 2 {
                return
            }
        }
        throw MuxError(
            kind: .badAnswer("the list of assets has no end"),
            call: "GET /video/v1/assets",
            reach: .answered
        )
    }

    static let mostPages = 1000
}
