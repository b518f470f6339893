import FoundationEssentials
import Glibc
import Intake
import Manifest
import MuxVideo
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
        var content = try Self.read(place) ?? RemoteLedger(video: id.short, folder: folder.name)
        content.folder = folder.name
        self.content = content
        let listed = Set(content.objects.map(\.purpose))
        var once: Set<RemoteObject.Purpose> = []
        let ids = records[.upload]?.remoteIds ?? [:]
        if ids["asset_id"] != nil || ids[VideoState.deletedAsset] != nil { once.insert(.source) }
        if records[.clip]?.engine?.name == "mux" { once.insert(.clip) }
        missed = once.subtracting(listed)
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

    /// Reads a ledger; nil where there is none. One that cannot be understood is an error: to go on without it might be to pay
    /// twice.
    static func read(_ place: Place) throws -> RemoteLedger? {
        guard let bytes = try place.readIfPresent() else { return nil }
        do {
            let ledger = try JSONText.decode(RemoteLedger.self, from: Data(bytes))
            if ledger.schemaVersion == RemoteLedger.schemaVersion { return ledger }
            throw Failure(
                .config,
                "\(place.path.shown): schema_version is \(ledger.schemaVersion); use the version that wrote it"
            )
        } catch let error as JSONTextError {
            throw Failure(
                .config,
                "\(place.path.shown): \(error); it lists what was paid for: mend it, or compare with doctor --remote and remove it"
            )
        }
    }

    /// The newest object of a purpose that was made with these options.
    func latest(_ purpose: RemoteObject.Purpose, variant: String, fingerprint: String? = nil) -> RemoteObject? {
        content.objects.last {
            $0.purpose == purpose && $0.variant == variant && $0.fingerprint == fingerprint
        }
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

extension Outbox {
    private var ledgers: Place { house.appending("ledger") }

    /// Where the ledger of one video stands.
    func ledger(of id: VideoID) -> Place { ledgers.appending("\(id.short).json") }

    /// All ledgers, also of videos whose folders are gone, and what is wrong with those that cannot be understood: one that is
    /// broken must not hide the others.
    func allLedgers() throws -> (read: [RemoteLedger], broken: [Failure]) {
        guard try ledgers.factsIfPresent() != nil else { return ([], []) }
        let names = try ledgers.list().filter { $0.lowercasedExtension == "json" && !$0.string.hasPrefix(".") }
        var read: [RemoteLedger] = []
        var broken: [Failure] = []
        for name in names.sorted(by: { $0.string < $1.string }) {
            do {
                if let ledger = try Ledger.read(ledgers.appending(name)) { read.append(ledger) }
            } catch let failure as Failure {
                broken.append(failure)
            }
        }
        return (read, broken)
    }

    /// The outbox's name; nil where nothing was ever made elsewhere for it.
    func nameIfPresent() throws -> String? {
        let place = house.appending("name")
        return try place.readIfPresent().map { try Self.name($0, place) }
    }

    /// What tells this outbox's objects from those of others in the same account: eight random digits, made once.
    func name() throws -> String {
        if let name = try nameIfPresent() { return name }
        let place = house.appending("name")
        let digits = (0..<8).map { _ in "0123456789abcdef".randomElement() ?? "0" }
        // Named so that what a kill leaves of it is swept up with other half files.
        let own = workshop.appending(".name-\(String(digits)).\(getpid())-0.tmp")
        try write(String(digits).utf8, to: own)
        // Of several processes that begin at once, one gives the name.
        do {
            try own.link(to: place)
            try house.sync()
        } catch {
            guard error.errno == .fileExists else { throw error }
        }
        try own.removeFile()
        return try Self.name(try place.read(), place)
    }

    private static func name(_ bytes: [UInt8], _ place: Place) throws -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.utf8.count == 8, text.allSatisfy(\.isHexDigit) else {
            throw Failure(
                .config,
                "\(place.path.shown): is not eight hexadecimal digits; it names what this outbox made at Mux"
            )
        }
        return text
    }
}
