import HTTPTransfer

extension MuxClient {
    /// Makes an asset, or a clip of one (`NewAsset.clip`).
    public func createAsset(_ asset: NewAsset) async throws(MuxError) -> Asset {
        var call = MuxCall(.post, "assets")
        call.body = try Self.body(SettingsBody(asset), of: call.name)
        return try await self.call(call, as: Asset.self)
    }

    /// An asset as it is now.
    public func asset(_ id: String) async throws(MuxError) -> Asset {
        try await call(MuxCall(.get, "assets", id), as: Asset.self)
    }

    /// A part of the list, newest first, behind the cursor of the part before; at most 100. Pages are never asked for: what they
    /// and cursors do together is documented nowhere.
    public func assets(
        cursor: String? = nil,
        limit: Int = 100,
        uploadID: String? = nil
    ) async throws(MuxError) -> AssetPage {
        var call = MuxCall(.get, "assets")
        call.query = [("limit", "\(limit)")]
        if let cursor { call.query.append(("cursor", cursor)) }
        if let uploadID { call.query.append(("upload_id", uploadID)) }
        let response = try await send(call)
        let list = try Self.read(AssetList.self, response, call.name)
        // Half a list that looks whole would have things made, and paid for, twice.
        if !list.hasCursors, list.data.count >= limit {
            throw MuxError(badAnswer: "answer.next_cursor: missing", response, call: call.name)
        }
        return AssetPage(assets: list.data, nextCursor: list.nextCursor)
    }

    /// Makes away with an asset; one that is gone already is as well. Clips of it stay.
    public func deleteAsset(_ id: String) async throws(MuxError) {
        do {
            _ = try await send(MuxCall(.delete, "assets", id))
        } catch {
            if error.kind != .notFound { throw error }
        }
    }

    private struct AssetList: Decodable {
        var data: [Asset]
        var nextCursor: String?
        var hasCursors: Bool

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            data = try fields.decode([Asset].self, forKey: .data)
            hasCursors = fields.contains(.nextCursor)
            let cursor = try fields.decodeIfPresent(String.self, forKey: .nextCursor)
            nextCursor = cursor == "" ? nil : cursor
        }

        private enum CodingKeys: String, CodingKey {
            case data
            case nextCursor = "next_cursor"
        }
    }
}

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
