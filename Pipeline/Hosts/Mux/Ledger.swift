import FoundationEssentials
import Glibc
import Intake
import Manifest
import MuxVideo
import Outbox
import Roles
import StateFiles
import SystemPackage

/// The ledger of one video: what was made for it elsewhere. Only who holds the video's lock writes it; clips that are made at once
/// share this one.
///
/// It is on disk, synced, before anything is asked for: whatever happens between a request and its answer, the next run knows
/// what to look for.
actor Ledger {
    private let outbox: Outbox
    private let place: Place
    private let prefix: String
    private(set) var content: RemoteLedger
    /// Purposes of which there was something once, as the records have it, while none is listed: the ledger was removed, or is an
    /// older one that was put back. What is asked for is then looked for first.
    private let missed: Set<RemoteObject.Purpose>

    init(
        of id: VideoID,
        _ folder: VideoFolder,
        in outbox: Outbox,
        records: [StageName: StageRecord] = [:]
    ) throws {
        self.outbox = outbox
        place = outbox.ledger(of: id)
        prefix = "smartclip-\(try outbox.name())-\(id.short)"
        var content = try outbox.readLedger(at: place) ?? RemoteLedger(video: id.short, folder: folder.name)
        content.folder = folder.name
        self.content = content
        let listed = Set(content.objects.map(\.purpose))
        var once: Set<RemoteObject.Purpose> = []
        let ids = records[.upload]?.remoteIds ?? [:]
        if ids["asset_id"] != nil || ids[RecordedVideo.deletedAsset] != nil { once.insert(.source) }
        if records[.clip]?.engine?.name == "mux" { once.insert(.clip) }
        missed = once.subtracting(listed)
    }

    /// The ledger of the video that a stage works on.
    init(of work: StageWork) throws {
        try self.init(of: work.video.id, work.video.folder, in: work.outbox, records: work.video.records)
    }

    /// Whether something at Mux is what an object of this video stands for. The file may be others' to write to: an id in it is
    /// neither used nor deleted unless Mux has it under this video's key.
    nonisolated func owns(_ asset: MuxVideo.Asset, as object: RemoteObject) -> Bool {
        object.key.hasPrefix("\(prefix)-") && asset.isOf(object.key)
    }

    /// The same of an upload.
    nonisolated func owns(_ upload: DirectUpload, as object: RemoteObject) -> Bool {
        object.key.hasPrefix("\(prefix)-") && upload.isOf(object.key)
    }

    /// Whether objects of a purpose may stand that the ledger has forgotten.
    nonisolated func misses(_ purpose: RemoteObject.Purpose) -> Bool { missed.contains(purpose) }

    /// The newest object of a purpose that was made with these options.
    func latest(_ purpose: RemoteObject.Purpose, variant: String, fingerprint: String? = nil) -> RemoteObject? {
        content.objects.last {
            $0.purpose == purpose && $0.variant == variant && $0.fingerprint == fingerprint && !$0.isAdopted
        }
    }

    /// Writes down an asset that was there already. `askedAt` is when a file of it was asked for; nil where one was there, too.
    func adopt(_ name: AssetName, variant: String, playback: String, askedAt: Timestamp?) throws {
        let key = RemoteObject.adoptedKey(of: name)
        let known = content.objects.last { $0.key == key }
        var object = RemoteObject(key: key, host: "mux", purpose: .source, variant: variant)
        object.status = .standing
        object.madeAt = known?.madeAt ?? .now
        object.askedAt = askedAt
        object.assetId = name.id
        object.playbackId = playback
        object.note = askedAt == nil ? "was there already" : "was there already; its MP4 was asked for"
        try set(object)
    }

    /// A new object that is to be made; nothing is written before it is asked for.
    func new(
        _ purpose: RemoteObject.Purpose,
        variant: String,
        momentId: String? = nil,
        fingerprint: String? = nil
    ) -> RemoteObject {
        let what = fingerprint.map { "clip-\($0.prefix(16))" } ?? "source"
        let number = content.objects.count { $0.key.hasPrefix("\(prefix)-\(what)-") } + 1
        var object = RemoteObject(key: "\(prefix)-\(what)-\(number)", host: "mux", purpose: purpose, variant: variant)
        object.momentId = momentId
        object.fingerprint = fingerprint
        return object
    }

    /// Writes down how an object stands.
    func set(_ object: RemoteObject) throws {
        var changed = content
        if let index = changed.objects.firstIndex(where: { $0.key == object.key }) {
            if changed.objects[index] == object { return }
            changed.objects[index] = object
        } else {
            changed.objects.append(object)
        }
        try place.parent.makeDirectory()
        try outbox.write(JSONText.file(changed), to: place)
        // Not before: what could not be written must not count as written the next time.
        content = changed
    }
}
