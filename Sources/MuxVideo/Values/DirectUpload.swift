public import HTTPTransfer

/// The service's wait for one file.
public struct DirectUpload: Sendable, Equatable, Decodable {
    /// Letters and digits.
    public var id: String
    /// How far it is.
    public var status: Status
    /// Where the bytes go, only while `waiting`; it is its own credential.
    public var url: Secret?
    /// Once the last byte is there.
    public var assetID: String?
    /// Seconds until it is given up.
    public var timeout: Int64?
    /// Of one that is `errored`.
    public var error: ProcessingError?
    /// As given in the settings of the asset to be: `meta.external_id` and `passthrough`, by which an upload can be found again.
    public var meta: AssetMeta
    /// As given in the settings.
    public var passthrough: String?
    /// Whether its asset will be one for tests.
    public var isTest: Bool

    /// How far it is.
    public enum Status: OpenWord {
        case waiting, assetCreated, errored, cancelled, timedOut
        case other(String)

        /// The words with a case of their own.
        public static let known: [Status] = [.waiting, .assetCreated, .errored, .cancelled, .timedOut]

        /// The service's word.
        public var rawValue: String {
            switch self {
            case .waiting: "waiting"
            case .assetCreated: "asset_created"
            case .errored: "errored"
            case .cancelled: "cancelled"
            case .timedOut: "timed_out"
            case .other(let word): word
            }
        }
    }

    /// Reads an upload of an answer or of a webhook.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        id = try fields.identifier(.id)
        status = try fields.decodeIfPresent(Status.self, forKey: .status) ?? .other("")
        url = try fields.decodeIfPresent(String.self, forKey: .url).flatMap { $0.isEmpty ? nil : Secret($0) }
        assetID = try fields.identifierIfPresent(.assetID)
        timeout = try fields.integerIfPresent(.timeout)
        error = try fields.decodeIfPresent(ProcessingError.self, forKey: .error)
        let settings = try fields.decodeIfPresent(Settings.self, forKey: .settings)
        meta = settings?.meta ?? AssetMeta()
        passthrough = settings?.passthrough
        isTest = try fields.decodeIfPresent(Bool.self, forKey: .isTest) ?? false
    }

    private struct Settings: Decodable {
        var meta: AssetMeta?
        var passthrough: String?
    }

    private enum CodingKeys: String, CodingKey {
        case id, status, url, timeout, error
        case assetID = "asset_id"
        case settings = "new_asset_settings"
        case isTest = "test"
    }
}
