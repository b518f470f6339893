public import Manifest
import MuxVideo
import StateFiles

/// Compares what the ledgers of an outbox say with what stands at Mux.
public struct RemoteAudit: Sendable {
    private let outbox: Outbox
    private let mux: MuxAccess

    /// Looks at an outbox; it changes nothing.
    public init(_ outbox: Outbox, mux: MuxAccess) {
        self.outbox = outbox
        self.mux = mux
    }

    /// Something that is not as it should be.
    public struct Finding: Encodable, Sendable, Equatable {
        /// What is wrong.
        public enum Kind: String, Encodable, Sendable {
            /// It stands at Mux under this outbox's name, and nothing here needs it.
            case orphan
            /// The ledger says that it stands, and Mux does not have it.
            case missing
            /// It stands, but no clip of the video is made from it any more; `clean --remote --unused` deletes it.
            case unused
            /// An upload that has not become an asset.
            case unfinished
        }

        /// What is wrong.
        public let kind: Kind
        /// What Mux remembers it by.
        public let key: String
        /// Mux's id of the asset, or of the upload where there is no asset.
        public let id: String
        /// The video's folder below the outbox; nil where no ledger has it.
        @OrNull public var video: String?
    }

    /// What the comparison came to.
    public struct Result: Sendable {
        /// How many assets stand as they should.
        public var standing = 0
        /// How many assets of the account other outboxes made.
        public var others = 0
        /// What is not as it should be, by the key.
        public var findings: [Finding] = []
        /// Ledgers that cannot be understood: what is wrong with them. What they listed is found as orphans.
        public var broken: [Failure] = []
    }

    /// Walks through all assets of the account and all ledgers once. Time grows with both, memory with what is SmartClip's.
    public func run() async throws -> Result {
        let account = try mux.open()
        // Without a name nothing was ever made for this outbox: all that stands is others'.
        let prefix = try outbox.nameIfPresent().map { "smartclip-\($0)-" }
        func isOwn(_ asset: MuxVideo.Asset) -> Bool { prefix.map { asset.key?.hasPrefix($0) ?? false } ?? false }
        var result = Result()
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
            for object in ledger.objects {
                guard let id = object.assetId else {
                    if object.status == .uploading, let upload = object.uploadId {
                        result.findings.append(
                            Finding(kind: .unfinished, key: object.key, id: upload, video: ledger.folder)
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
                        result.findings.append(Finding(kind: .unused, key: object.key, id: id, video: ledger.folder))
                    }
                case (.standing, false):
                    result.findings.append(Finding(kind: .missing, key: object.key, id: id, video: ledger.folder))
                case (_, true):
                    result.findings.append(Finding(kind: .orphan, key: object.key, id: id, video: ledger.folder))
                case (_, false): break
                }
            }
        }
        for asset in there.values {
            result.findings.append(Finding(kind: .orphan, key: asset.key ?? "", id: asset.id, video: nil))
        }
        result.findings.sort { ($0.key, $0.id) < ($1.key, $1.id) }
        return result
    }
}

extension MuxVideo.Asset {
    /// What it was asked for under.
    var key: String? { meta.externalID ?? passthrough }
}
