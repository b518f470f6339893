/// The six stages, in the order in which they run.
public enum StageName: String, Codable, Sendable, CaseIterable, Comparable {
    case upload
    case awaitAsset = "await-asset"
    case fetchVTT = "fetch-vtt"
    case analyze
    case clip
    case caption

    /// 1 to 6.
    public var number: Int { (Self.allCases.firstIndex(of: self) ?? 0) + 1 }

    /// The record's path below the video's folder: `state/1-upload.json`.
    public var recordPath: String { "state/\(number)-\(rawValue).json" }

    /// What a video's status is while this stage runs.
    public var status: VideoStatus {
        switch self {
        case .upload: .uploading
        case .awaitAsset: .processing
        case .fetchVTT: .transcribing
        case .analyze: .analyzing
        case .clip: .clipping
        case .caption: .captioning
        }
    }

    /// The earlier stage is the smaller.
    public static func < (left: StageName, right: StageName) -> Bool { left.number < right.number }
}
