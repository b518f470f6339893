import EmulatorKit
import FoundationEssentials
import SystemPackage

/// What one environment of the service holds: its uploads, assets, playback ids and signing keys.
///
/// Requests change it at once; what takes time goes on as jobs that change it when they are done.
actor MuxEnvironment {
    let options: EmulatorOptions
    let addresses: Addresses
    let tools: MediaTools
    let jobs: JobQueue
    let webhooks: Webhooks
    let stats: Stats

    var uploads: [String: Versioned<Upload>] = [:]
    /// Oldest first, as for the assets.
    var uploadOrder: [String] = []
    /// By the unguessable part of their URLs.
    var sessions: [String: (upload: String, session: UploadSession)] = [:]
    var assets: [String: Versioned<Asset>] = [:]
    var assetOrder: [String] = []
    /// Which asset a playback id belongs to.
    var playback: [String: String] = [:]
    var signingKeys: [String: SigningKey] = [:]
    var signingKeyOrder: [String] = []

    init(
        options: EmulatorOptions,
        addresses: Addresses,
        tools: MediaTools,
        jobs: JobQueue,
        webhooks: Webhooks,
        stats: Stats
    ) {
        self.options = options
        self.addresses = addresses
        self.tools = tools
        self.jobs = jobs
        self.webhooks = webhooks
        self.stats = stats
    }

    static var now: Int { Int(Date().timeIntervalSince1970) }

    /// The asset, as it was so long ago. Throws 400 for what is no id and 404 for one that is not there.
    func asset(_ id: String, lag: Duration = .zero) throws(APIError) -> Asset {
        guard Identifier.isWellFormed(id) else { throw .malformedID }
        guard let asset = assets[id]?.value(lag: lag) else { throw .notFound("asset") }
        return asset
    }

    /// Changes an asset that is still there; says whether it is.
    @discardableResult
    func change(_ id: String, _ body: (inout Asset) -> Void) -> Bool {
        guard var asset = assets[id]?.current else { return false }
        body(&asset)
        assets[id]?.set(asset)
        return true
    }

    func json(_ asset: Asset, isEvent: Bool = false) -> JSON {
        asset.json(master: { addresses.master(key: $0) }, isEvent: isEvent)
    }

    func json(_ upload: Upload) -> JSON { upload.json(url: addresses.upload(key: upload.key)) }

    /// Tells of an asset.
    func tell(_ event: String, asset id: String) {
        guard let asset = assets[id]?.current else { return }
        webhooks.send("video.asset.\(event)", object: "asset", id: id, data: json(asset, isEvent: true))
    }

    /// Tells of a part of an asset: a track, or a rendition.
    func tell(_ event: String, part: JSON, of asset: String) {
        guard var members = part.members else { return }
        members["asset_id"] = .string(asset)
        webhooks.send("video.asset.\(event)", object: "asset", id: asset, data: .object(members))
    }

    func tell(_ event: String, upload: Upload) {
        webhooks.send("video.upload.\(event)", object: "upload", id: upload.id, data: json(upload))
    }

    func tellTrack(_ id: String, of asset: String, _ event: String) {
        guard let track = assets[asset]?.current?.tracks.first(where: { $0.id == id }) else { return }
        tell("track.\(event)", part: track.json(isEvent: true), of: asset)
    }

    func tellRendition(_ id: String, of asset: String, _ event: String) {
        guard let file = assets[asset]?.current?.renditions.first(where: { $0.id == id }), !file.isLegacy else {
            return
        }
        tell("static_rendition.\(event)", part: file.json(isEvent: true), of: asset)
    }
}
