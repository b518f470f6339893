import EmulatorKit
import SystemPackage

extension MuxEnvironment {
    /// A later wish for a rendition.
    func createRendition(_ id: String, _ body: JSON) throws -> JSON {
        let asset = try asset(id)
        guard options.hasStaticRenditions else {
            throw APIError.invalid("Static renditions are not available on your plan")
        }
        guard asset.mp4Support == "none" else {
            throw APIError.invalid("static_renditions cannot be used together with mp4_support")
        }
        guard asset.status != .errored else { throw APIError.invalid("The asset is errored") }
        try BodyShape.rendition.check(body)
        let (resolution, passthrough) = try AssetSettings.rendition(body)
        try AssetSettings.check(resolution, against: asset.renditions.map(\.resolution))
        let made = Rendition(id: Identifier.make(), resolution: resolution, passthrough: passthrough, isLegacy: false)
        change(id) { asset in
            asset.renditions.append(made)
            asset.hasRenditions = true
        }
        if asset.status == .ready { startRendition(made.id, of: id, isNew: true) }
        return made.json()
    }

    func deleteRendition(_ id: String, rendition: String) throws {
        let asset = try asset(id)
        guard Identifier.isWellFormed(rendition) else { throw APIError.malformedID }
        guard let found = asset.renditions.first(where: { $0.id == rendition && !$0.isLegacy }) else {
            throw APIError.notFound("static rendition")
        }
        change(id) { $0.renditions.removeAll { $0.id == rendition } }
        if let file = found.file { Files.remove(file) }
        tell("static_rendition.deleted", part: found.json(isEvent: true), of: id)
    }

    /// The deprecated way to ask for files.
    func changeSupport(_ id: String, _ body: JSON) throws -> JSON {
        let asset = try asset(id)
        try BodyShape.object(["mp4_support": .string]).check(body)
        guard let support = body["mp4_support"]?.text, let wanted = RenditionResolution.legacy(support) else {
            throw APIError.invalid("mp4_support is unknown")
        }
        guard options.hasStaticRenditions || wanted.isEmpty else {
            throw APIError.invalid("Static renditions are not available on your plan")
        }
        guard asset.renditions.allSatisfy(\.isLegacy) else {
            throw APIError.invalid("mp4_support cannot be used together with static_renditions")
        }
        let known = asset.renditions.map(\.resolution)
        let new = wanted.filter { !known.contains($0) }.map {
            Rendition(id: Identifier.make(), resolution: $0, passthrough: nil, isLegacy: true)
        }
        for file in asset.renditions where !wanted.contains(file.resolution) {
            if let path = file.file { Files.remove(path) }
        }
        change(id) { asset in
            asset.mp4Support = support
            asset.renditions = asset.renditions.filter { wanted.contains($0.resolution) } + new
            asset.hasRenditions = !asset.renditions.isEmpty
        }
        if asset.status == .ready { for file in new { startRendition(file.id, of: id, isNew: true) } }
        return try json(self.asset(id))
    }

    func startRendition(_ rendition: String, of id: String, isNew: Bool) {
        tellRendition(rendition, of: id, "created")
        jobs.add { [weak self] in try await self?.render(rendition, of: id) }
    }

    private func render(_ rendition: String, of id: String) async throws {
        guard let asset = assets[id]?.current, let info = asset.info, let source = asset.file,
            let wanted = asset.renditions.first(where: { $0.id == rendition })
        else { return }
        async let delay: Void = Task.sleep(for: .seconds(options.rendition))
        let lines = info.video.map { min($0.width, $0.height) }
        let isSkipped =
            wanted.resolution == .audioOnly
            ? info.audio == nil
            : lines == nil || wanted.resolution.isAdvanced && lines ?? 0 < wanted.resolution.height ?? 0
        guard !isSkipped else {
            try await delay
            changeRendition(rendition, of: id) { $0.status = .skipped }
            return tellRendition(rendition, of: id, "skipped")
        }
        let file = options.folder.appending(rendition + "." + wanted.resolution.ext)
        let made: MediaInfo?
        do {
            try await tools.render(source, info: info, as: wanted.resolution, into: file)
            made = try await tools.probe(file)
        } catch EmulatorError.media {
            made = nil
        }
        try await delay
        guard let made else {
            changeRendition(rendition, of: id) { $0.status = .errored }
            return tellRendition(rendition, of: id, "errored")
        }
        let bytes = try Files.size(file)
        stats.count(\.renditions)
        changeRendition(rendition, of: id) { rendition in
            rendition.status = .ready
            rendition.file = file
            rendition.bytes = bytes
            rendition.bitrate = Int(Double(bytes) * 8 / made.duration)
            rendition.width = made.video?.width
            rendition.height = made.video?.height
        }
        if assets[id]?.current?.renditions.contains(where: { $0.id == rendition }) != true { Files.remove(file) }
        tellRendition(rendition, of: id, "ready")
        guard wanted.isLegacy, let asset = assets[id]?.current else { return }
        if asset.renditions.allSatisfy({ $0.status != .preparing }) { tell("static_renditions.ready", asset: id) }
    }

    private func changeRendition(_ id: String, of asset: String, _ body: (inout Rendition) -> Void) {
        change(asset) { asset in
            guard let place = asset.renditions.firstIndex(where: { $0.id == id }) else { return }
            body(&asset.renditions[place])
        }
    }

    /// Gives out the master for a while, or takes it back.
    func changeMaster(_ id: String, _ body: JSON) throws -> JSON {
        let asset = try asset(id)
        try BodyShape.object(["master_access": .string]).check(body)
        guard let access = try AssetSettings.choice(body, "master_access", ["temporary", "none"]) else {
            throw APIError.invalid("master_access is required")
        }
        change(id) { $0.masterAccess = access }
        if access == "none" {
            change(id) { $0.master = nil }
            if asset.master != nil { tell("master.deleted", asset: id) }
        } else if asset.status == .ready, asset.master == nil {
            startMaster(id)
        }
        return json(try self.asset(id))
    }

    func startMaster(_ id: String) {
        change(id) { $0.master = .preparing }
        tell("master.preparing", asset: id)
        jobs.add { [weak self] in try await self?.publishMaster(id) }
    }

    private func publishMaster(_ id: String) async throws {
        try await Task.sleep(for: .seconds(options.rendition))
        guard assets[id]?.current?.master == .preparing else { return }
        let key = Identifier.make()
        change(id) { $0.master = .ready(key: key) }
        tell("master.ready", asset: id)
    }

    /// The master behind its unguessable address.
    func master(_ key: String) -> FilePath? {
        assets.values.lazy.compactMap(\.current).first { $0.master == .ready(key: key) }?.file
    }
}
