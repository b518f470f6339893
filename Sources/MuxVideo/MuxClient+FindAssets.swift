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

    /// Shows each asset once, until `visit` says enough, following the cursors. A list that comes back to a cursor is at its end,
    /// and one that never ends is none.
    private func walkAssets(uploadID: String?, visit: (Asset) -> Bool) async throws(MuxError) {
        var seen: Set<String> = []
        var cursors: Set<String> = []
        var cursor: String?
        for _ in 1...Self.mostPages {
            let part = try await assets(cursor: cursor, limit: 100, uploadID: uploadID)
            for asset in part.assets where seen.insert(asset.id).inserted {
                if !visit(asset) { return }
            }
            guard let next = part.nextCursor, cursors.insert(next).inserted else { return }
            cursor = next
        }
        throw MuxError(
            kind: .badAnswer("the list of assets has no end"),
            call: "GET /video/v1/assets",
            reach: .answered
        )
    }

    static let mostPages = 1000
}
