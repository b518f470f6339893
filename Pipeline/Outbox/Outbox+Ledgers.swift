import FoundationEssentials
import Glibc
package import Intake
package import Manifest
package import StateFiles
import SystemPackage

// The ledgers of what was made for videos at hosts elsewhere, and the name by which this outbox is known there.

extension Outbox {
    private var ledgers: Place { ownFolder.appending("ledger") }

    /// Where the ledger of one video stands.
    package func ledger(of id: VideoID) -> Place { ledgers.appending("\(id.short).json") }

    /// The ledger of one video; nil where nothing was ever made for it elsewhere.
    package func readLedger(of video: KnownVideo) throws -> RemoteLedger? { try readLedger(at: ledger(of: video.id)) }

    /// All ledgers, also of videos whose folders are gone, and what is wrong with those that cannot be understood: one that is
    /// broken must not hide the others.
    package func allLedgers() throws -> (read: [RemoteLedger], broken: [Failure]) {
        guard try ledgers.factsIfPresent() != nil else { return ([], []) }
        let names = try ledgers.list().filter { $0.lowercasedExtension == "json" && !$0.string.hasPrefix(".") }
        var read: [RemoteLedger] = []
        var broken: [Failure] = []
        for name in names.sorted(by: { $0.string < $1.string }) {
            do {
                if let ledger = try readLedger(at: ledgers.appending(name)) { read.append(ledger) }
            } catch let failure as Failure {
                broken.append(failure)
            }
        }
        return (read, broken)
    }

    /// The outbox's name; nil where nothing was ever made elsewhere for it.
    package func nameIfPresent() throws -> String? {
        let place = ownFolder.appending("name")
        return try place.readIfPresent().map { try Self.name($0, place) }
    }

    /// What tells this outbox's objects from those of others in the same account: eight random digits, made once.
    package func name() throws -> String {
        if let name = try nameIfPresent() { return name }
        let place = ownFolder.appending("name")
        let digits = (0..<8).map { _ in "0123456789abcdef".randomElement() ?? "0" }
        // Named so that what a kill leaves of it is swept up with other half files.
        let own = workshop.appending(".name-\(String(digits)).\(getpid())-0.tmp")
        try write(String(digits).utf8, to: own)
        // Of several processes that begin at once, one gives the name.
        do {
            try own.link(to: place)
            try ownFolder.sync()
        } catch {
            guard error.errno == .fileExists else { throw error }
        }
        try own.removeFile()
        return try Self.name(try place.read(), place)
    }

    /// What this outbox made an asset for.
    package enum Making: Sendable, Equatable {
        /// It is the upload of the video with an id, in a folder.
        case upload(video: String, folder: String)
        /// It is a clip of that video, or an upload that was replaced.
        case other(folder: String)

        /// Why it is no source; nil where the video that it was uploaded from stands for it.
        package func obstacle(to asset: AssetName) -> Failure? {
            guard case .other(let folder) = self else { return nil }
            return Failure(
                .input,
                "\(asset): was made here for \(folder), and is deleted when that needs it no more; clip the video itself"
            )
        }
    }

    /// What an asset was made for here; nil where it was not, or is gone.
    package func making(of asset: AssetName) throws -> Making? {
        for ledger in try allLedgers().read {
            let made = ledger.objects.first {
                $0.assetId == asset.id && $0.status == .standing && !$0.isAdopted
            }
            guard let made else { continue }
            let record = try folder(ledger.folder).record(.upload).record
            let isUsed = made.purpose == .source && record?.remoteIds["asset_id"] == asset.id
            return isUsed ? .upload(video: ledger.video, folder: ledger.folder) : .other(folder: ledger.folder)
        }
        return nil
    }

    /// Reads a ledger; nil where there is none. One that cannot be understood is an error: to go on without it might be to pay
    /// twice.
    package func readLedger(at place: Place) throws -> RemoteLedger? {
        // A pipe in its place counts elsewhere as nothing.
        if let kind = try place.factsIfPresent()?.kind, kind != .regular {
            throw Failure(
                .config,
                "\(place.path.shown): is no file; it listed what was paid for: compare with doctor --remote and remove it"
            )
        }
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

    private static func name(_ bytes: [UInt8], _ place: Place) throws -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.utf8.count == 8, text.allSatisfy(\.isHexDigit) else {
            throw Failure(
                .config,
                "\(place.path.shown): is not eight hexadecimal digits; it names what this outbox made at its hosts"
            )
        }
        return text
    }
}
