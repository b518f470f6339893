import EmulatorKit
import SystemPackage

extension MuxEnvironment {
    var liveAssets: Int { assets.values.count { $0.current != nil } }

    func createAsset(_ body: JSON) throws -> JSON {
        let settings = try AssetSettings(body, isUpload: false)
        try checkPlan(settings)
        if let limit = options.maxAssets, liveAssets >= limit {
            throw APIError.invalid("Free plan is limited to \(limit) assets.")
        }
        guard settings.clipSource == nil else { return json(try createClip(settings)) }
        let asset = makeAsset(settings, ingest: .url)
        add(asset)
        jobs.add { [weak self] in try await self?.download(asset.id) }
        return json(asset)
    }

    /// Throws 400 for what the plan does not have.
    func checkPlan(_ settings: AssetSettings) throws(APIError) {
        if !options.hasStaticRenditions, !settings.renditions.isEmpty || settings.mp4Support != "none" {
            throw .invalid("Static renditions are not available on your plan")
        }
        if let most = options.maxResolution, let tier = Int(settings.maxResolutionTier.dropLast()), tier > most {
            throw .invalid("max_resolution_tier \(settings.maxResolutionTier) is not available on your plan")
        }
    }

    func makeAsset(_ settings: AssetSettings, ingest: Asset.Ingest) -> Asset {
        Asset(
            id: Identifier.make(),
            created: Self.now,
            ingest: ingest,
            settings: settings,
            playbackIDs: settings.policies.map { PlaybackID(id: Identifier.make(), policy: $0) },
            mp4Support: settings.mp4Support,
            masterAccess: settings.masterAccess,
            passthrough: settings.passthrough,
            meta: settings.meta
        )
    }

    func add(_ asset: Asset) {
        var asset = asset
        let legacy = (RenditionResolution.legacy(asset.mp4Support) ?? []).map { ($0, nil as String?, true) }
        for (resolution, passthrough, isLegacy) in asset.settings.renditions.map({
            ($0.resolution, $0.passthrough, false)
        })
            + legacy
        {
            asset.renditions.append(
                Rendition(id: Identifier.make(), resolution: resolution, passthrough: passthrough, isLegacy: isLegacy)
            )
        }
        asset.hasRenditions = !asset.renditions.isEmpty
        assets[asset.id] = Versioned(asset)
        assetOrder.append(asset.id)
        for name in asset.playbackIDs { playback[name.id] = asset.id }
        stats.count(\.assetsCreated)
        tell("created", asset: asset.id)
    }

    func assetJSON(_ id: String, lag: Duration) throws -> JSON { json(try asset(id, lag: lag)) }

    func listAssets(_ query: [String: String], lag: Duration) throws -> JSON {
        let page = try Page(query)
        var all = assetOrder.reversed().compactMap { id in
            assets[id].flatMap { $0.isListed(lag: lag) ? $0.value(lag: lag) : nil }
        }
        if let upload = query["upload_id"] { all = all.filter { $0.uploadID == upload } }
        // Nothing is ever live here.
        if query["live_stream_id"] != nil { all = [] }
        if let cursor = page.cursor {
            // The cursor names the last asset given out. It may be gone by now, so its place in the order counts.
            guard let place = assetOrder.firstIndex(of: cursor) else { throw APIError.invalid("cursor is invalid") }
            let older = Set(assetOrder[..<place])
            all = all.filter { older.contains($0.id) }
        }
        // Who counts pages is told of no cursor: what both do together is written nowhere.
        if query["page"] != nil { return ["data": .array(page.slice(all).map { json($0) })] }
        let part = all.prefix(page.limit)
        let next = part.endIndex < all.endIndex ? part.last?.id : nil
        return ["data": .array(part.map { json($0) }), "next_cursor": next.map { .string($0) } ?? .null]
    }

    /// Changes `passthrough` and `meta`, which is all that can be changed.
    func patchAsset(_ id: String, _ body: JSON) throws -> JSON {
        let old = try asset(id)
        try BodyShape.assetChange.check(body)
        let labels = try AssetSettings(
            .object(present: ["passthrough": body["passthrough"], "meta": body["meta"]]),
            isUpload: true
        )
        change(id) { asset in
            if body.members?.keys.contains("passthrough") == true { asset.passthrough = labels.passthrough }
            if let meta = labels.meta?.members {
                asset.meta = .object((old.meta?.members ?? [:]).merging(meta) { $1 })
            }
        }
        tell("updated", asset: id)
        return json(try asset(id))
    }

    func deleteAsset(_ id: String) throws {
        let asset = try asset(id)
        assets[id]?.set(nil)
        for name in asset.playbackIDs { playback[name.id] = nil }
        stats.count(\.deletes)
        webhooks.send("video.asset.deleted", object: "asset", id: id, data: json(asset, isEvent: true))
        for file in asset.renditions.compactMap(\.file) + [asset.file].compactMap({ $0 }) { Files.remove(file) }
        Files.removeFolder(options.folder.appending(id + ".hls"))
    }

    func inputInfo(_ id: String) throws -> JSON {
        let asset = try asset(id)
        var settings = asset.settings.input.members ?? [:]
        settings["url"] = asset.settings.url.map { .string($0) }
        let file = (asset.given ?? asset.info)?.json
        return [.object(present: ["settings": .object(settings), "file": file])]
    }
}
