/// `.smartclip/ledger/ID.json`: every object that was ever made at a host for one video, and whether it still stands.
public struct RemoteLedger: Codable, Sendable, Equatable {
    /// The version of this layout.
    public static let schemaVersion = 1

    /// The version of the layout it was written in.
    public var schemaVersion: Int
    /// The video's id.
    public var video: String
    /// The video's folder below the outbox.
    public var folder: String
    /// In the order in which they were asked for.
    public var objects: [RemoteObject]

    /// An empty ledger.
    public init(video: String, folder: String) {
        schemaVersion = Self.schemaVersion
        self.video = video
        self.folder = folder
        objects = []
    }

    private enum CodingKeys: String, CodingKey {
        case video, folder, objects
        case schemaVersion = "schema_version"
    }
}

/// One asset at a host, from the intent to make it to its end.
public struct RemoteObject: Codable, Sendable, Equatable {
    /// What it is for.
    public enum Purpose: String, Codable, Sendable, CaseIterable {
        /// The whole video.
        case source
        /// One clip of it.
        case clip
    }

    /// Where it stands, as far as is known here.
    public enum Status: String, Codable, Sendable, CaseIterable {
        /// To be made. Where `asked_at` is set, the request may have reached the host: it is looked for before it is sent again.
        case intended
        /// There is an upload that has not become an asset yet.
        case uploading
        /// The asset is there.
        case standing
        /// It was deleted, here or by somebody else.
        case gone
        /// It came to nothing; `note` says why.
        case failed
    }

    /// What the host is told to remember it by: no two objects of any outbox have the same. Of an asset that was there before,
    /// `asset-` and its id.
    public var key: String
    /// Who holds it.
    public var host: String
    /// What it is for.
    public var purpose: Purpose
    /// Where it stands.
    public var status: Status
    /// The options that it was made with; with others another one is made.
    public var variant: String
    /// The moment that a clip shows.
    @OrNull public var momentId: String?
    /// SHA-256 of all that decides a clip's content.
    @OrNull public var fingerprint: String?
    /// When the request that makes it was sent last; nil where none was, or where the host said that it did nothing.
    @OrNull public var askedAt: Timestamp?
    /// When the host was first heard to have it.
    @OrNull public var madeAt: Timestamp?
    /// When it was deleted, or came to nothing.
    @OrNull public var endedAt: Timestamp?
    /// The host's id of the upload.
    @OrNull public var uploadId: String?
    /// The host's id of the asset.
    @OrNull public var assetId: String?
    /// The host's playback id.
    @OrNull public var playbackId: String?
    /// Why it came to nothing, or that it was there before.
    @OrNull public var note: String?

    /// An object that is to be made.
    public init(key: String, host: String, purpose: Purpose, variant: String) {
        self.key = key
        self.host = host
        self.purpose = purpose
        status = .intended
        self.variant = variant
    }

    private enum CodingKeys: String, CodingKey {
        case key, host, purpose, status, variant, fingerprint, note
        case momentId = "moment_id"
        case askedAt = "asked_at"
        case madeAt = "made_at"
        case endedAt = "ended_at"
        case uploadId = "upload_id"
        case assetId = "asset_id"
        case playbackId = "playback_id"
    }
}
