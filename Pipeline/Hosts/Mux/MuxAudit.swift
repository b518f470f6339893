import Manifest
import MuxVideo
import Outbox
import Roles
import StateFiles

/// Compares what the ledgers of an outbox say with what stands at Mux.
struct MuxAudit: Sendable {
    private let outbox: Outbox
    private let mux: MuxAccess

    /// Looks at an outbox; it changes nothing.
    init(_ outbox: Outbox, mux: MuxAccess) {
        self.outbox = outbox
        self.mux = mux
    }

    /// Walks through all assets of the account and all ledgers once. Time grows with both, memory with what is SmartClip's.
    func run() async throws -> RemoteAudit {
        let account = try mux.open()
        // Without a name nothing was ever made for this outbox: all that stands is others'.
        let prefix = try outbox.nameIfPresent().map { "smartclip-\($0)-" }
        func isOwn(_ asset: MuxVideo.Asset) -> Bool { prefix.map { asset.key?.hasPrefix($0) ?? false } ?? false }
        var result = RemoteAudit()
        let made = try await muxCall { () throws(MuxError) in
            try await account.client.findAssets { $0.key?.hasPrefix("smartclip-") ?? false }
        }
        result.others = made.count { !isOwn($0) }
        var there = Dictionary(
            made.filter(isOwn).map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        let ledgers = try outbox.allLedgers()
        result.broken = ledgers.broken
        for ledger in ledgers.read {
            let use = try RemoteUse(of: ledger, in: outbox)
            for object in ledger.objects where !object.isAdopted {
                guard let id = object.assetId else {
                    if object.status == .uploading, let upload = object.uploadId {
                        result.findings.append(
                            RemoteAudit.Finding(kind: .unfinished, key: object.key, id: upload, video: ledger.folder)
                        )
                    }
                    continue
                }
                let asset = there.removeValue(forKey: id)
                switch (object.status, asset != nil) {
                case (.standing, true):
                    if use.needs(object) {
                        result.standing += 1
                    } else {
                        result.findings.append(
                            RemoteAudit.Finding(kind: .unused, key: object.key, id: id, video: ledger.folder)
                        )
                    }
                case (.standing, false):
                    result.findings.append(
                        RemoteAudit.Finding(kind: .missing, key: object.key, id: id, video: ledger.folder)
                    )
                case (_, true):
                    result.findings.append(
                        RemoteAudit.Finding(kind: .orphan, key: object.key, id: id, video: ledger.folder)
                    )
                case (_, false): break
                }
            }
        }
        for asset in there.values {
            result.findings.append(RemoteAudit.Finding(kind: .orphan, key: asset.key ?? "", id: asset.id, video: nil))
        }
        result.findings.sort { ($0.key, $0.id) < ($1.key, $1.id) }
        return result
    }
}

extension MuxVideo.Asset {
    /// What it was asked for under.
    var key: String? { meta.externalID ?? passthrough }
}
