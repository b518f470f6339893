import FoundationEssentials
package import Intake
public import Manifest
package import Media
package import Outbox
package import Settings

/// A host that is elsewhere, where what was made for videos stands, may cost money, and can be looked at and deleted.
package protocol RemoteHost: Host {
    /// What people call it.
    var place: String { get }

    /// Whether there is what it takes to ask it for something, and what that is, in words.
    var credentials: (areSet: Bool, names: String) { get }

    /// Has a copy of a video that stands there already lie in the outbox (`FetchedCopy`), unless it does. Returns settings that the
    /// video makes necessary, where no others are given. Throws a `Failure` where no clips can be made of it.
    func fetch(
        _ name: AssetName,
        into outbox: Outbox,
        _ tools: MediaTools,
        progress: @escaping @Sendable (Double) -> Void,
        tell: @escaping @Sendable (String) -> Void
    ) async throws -> [SettingKey: String]

    /// Compares what the ledgers of an outbox say with what stands there. It changes nothing.
    func audit(_ outbox: Outbox) async throws -> RemoteAudit

    /// What of a ledger's objects would be deleted.
    func plan(_ ledger: RemoteLedger, _ extent: RemoteExtent, in outbox: Outbox) throws -> [RemovedObject]

    /// Deletes it, each object for itself, and tells each when it is gone. The results on this machine stay; their manifest no
    /// longer names what is gone.
    func clean(
        _ ledger: RemoteLedger,
        _ extent: RemoteExtent,
        in outbox: Outbox,
        removed: @escaping @Sendable (RemovedObject) throws -> Void
    ) async throws

    /// The addresses of a video and of its clips, as far as they stand there, good from now on. Throws a failure of class `config`
    /// where nothing stands there, or where a key to sign with is missing.
    func urls(of manifest: VideoManifest, in ledger: RemoteLedger?) throws -> [PlayableURL]
}

/// What is to be deleted of a ledger's objects.
public enum RemoteExtent: Sendable {
    /// All that may stand.
    case all
    /// What no result is made from any more, and no run would take up again.
    case unused
}

/// An object that was deleted, or would be.
public struct RemovedObject: Encodable, Sendable, Equatable {
    /// The video's folder below the outbox.
    public let video: String
    /// What it was for.
    public let purpose: RemoteObject.Purpose
    /// What the host remembers it by.
    public let key: String
    /// The host's id of the asset; nil where there is only an upload, or where that is not known.
    @OrNull public var assetId: String?
    /// The host's id of the upload.
    @OrNull public var uploadId: String?

    /// What it is, in a few words.
    public var what: String {
        assetId.map { "asset \($0)" } ?? uploadId.map { "upload \($0)" } ?? "what was asked for as \(key)"
    }

    private enum CodingKeys: String, CodingKey {
        case video, purpose, key
        case assetId = "asset_id"
        case uploadId = "upload_id"
    }

    package init(_ object: RemoteObject, of ledger: RemoteLedger) {
        video = ledger.folder
        purpose = object.purpose
        key = object.key
        assetId = object.assetId
        uploadId = object.uploadId
    }
}

/// What the comparison came to.
public struct RemoteAudit: Sendable {
    /// How many assets stand as they should.
    public var standing = 0
    /// How many assets of the account other outboxes made.
    public var others = 0
    /// What is not as it should be, by the key.
    public var findings: [Finding] = []
    /// Ledgers that cannot be understood: what is wrong with them. What they listed is found as orphans.
    public var broken: [Failure] = []

    /// Nothing yet.
    public init() {}

    /// Something that is not as it should be.
    public struct Finding: Encodable, Sendable, Equatable {
        /// What is wrong.
        public enum Kind: String, Encodable, Sendable {
            /// It stands at the host under this outbox's name, and nothing here needs it.
            case orphan
            /// The ledger says that it stands, and the host does not have it.
            case missing
            /// It stands, but no clip of the video is made from it any more; `clean --remote --unused` deletes it.
            case unused
            /// An upload that has not become an asset.
            case unfinished
        }

        /// What is wrong.
        public let kind: Kind
        /// What the host remembers it by.
        public let key: String
        /// The host's id of the asset, or of the upload where there is no asset.
        public let id: String
        /// The video's folder below the outbox; nil where no ledger has it.
        @OrNull public var video: String?

        package init(kind: Kind, key: String, id: String, video: String?) {
            self.kind = kind
            self.key = key
            self.id = id
            self.video = video
        }
    }
}

/// An address at a host that plays as it is: where the playback is signed, with a token that ends.
public struct PlayableURL: Encodable, Sendable, Equatable {
    /// The clip; nil for the whole video.
    @OrNull public var clip: String?
    /// The address. With a token in it, it is as good as a key until it ends.
    public let url: String
    /// When its token ends; nil where it needs none.
    @OrNull public var expiresAt: Timestamp?

    package init(url: String) {
        self.url = url
    }

    private enum CodingKeys: String, CodingKey {
        case clip, url
        case expiresAt = "expires_at"
    }
}
