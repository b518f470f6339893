/// A file of a whole asset: an MP4, or its sound alone.
public struct StaticRendition: Sendable, Equatable, Decodable {
    /// By which it can be deleted.
    public var id: String?
    /// "highest.mp4", "720p.mp4", "audio.m4a".
    public var name: String?
    /// How far it is.
    public var status: Status?
    /// What was asked for.
    public var resolution: Resolution?
    /// Bytes.
    public var filesize: Int64?
    /// Pixels.
    public var width: Int64?
    /// Pixels.
    public var height: Int64?
    /// Of one that is `errored`.
    public var error: ProcessingError?

    /// How far it is.
    public enum Status: OpenWord {
        case preparing, ready, skipped, errored
        case other(String)

        /// The words with a case of their own.
        public static let known: [Status] = [.preparing, .ready, .skipped, .errored]

        /// The service's word.
        public var rawValue: String {
            switch self {
            case .preparing: "preparing"
            case .ready: "ready"
            case .skipped: "skipped"
            case .errored: "errored"
            case .other(let word): word
            }
        }
    }

    /// What is asked for. `highest` goes with no other but `audioOnly`; the fixed ones cost extra.
    public enum Resolution: OpenWord {
        case highest, audioOnly
        case other(String)

        /// The words with a case of their own.
        public static let known: [Resolution] = [.highest, .audioOnly]

        /// The service's word.
        public var rawValue: String {
            switch self {
            case .highest: "highest"
            case .audioOnly: "audio-only"
            case .other(let word): word
            }
        }

        /// The file it becomes.
        public var fileName: String {
            self == .audioOnly ? "audio.m4a" : rawValue + ".mp4"
        }
    }

    /// Reads one of an asset.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        id = try fields.identifierIfPresent(.id)
        name = try fields.decodeIfPresent(String.self, forKey: .name)
        status = try fields.decodeIfPresent(Status.self, forKey: .status)
        resolution = try fields.decodeIfPresent(Resolution.self, forKey: .resolution)
        filesize = try fields.integerIfPresent(.filesize)
        width = try fields.integerIfPresent(.width)
        height = try fields.integerIfPresent(.height)
        error = try fields.decodeIfPresent(ProcessingError.self, forKey: .error)
    }

    private enum CodingKeys: String, CodingKey {
        case id, name, status, resolution, filesize, width, height, error
    }
}

/// The service writes an object with `files`; some of its pages show the bare array.
struct StaticRenditions: Decodable {
    var files: [StaticRendition]

    init(from decoder: any Decoder) throws {
        if let fields = try? decoder.container(keyedBy: CodingKeys.self) {
            files = try fields.decodeIfPresent([StaticRendition].self, forKey: .files) ?? []
        } else {
            files = try [StaticRendition](from: decoder)
        }
    }

    private enum CodingKeys: String, CodingKey {
        case files
    }
}
