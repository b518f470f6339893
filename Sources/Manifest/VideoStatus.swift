/// Where a video stands, as other tools see it.
public enum VideoStatus: String, Codable, Sendable, CaseIterable {
    case waitingForUpload = "waiting_for_upload"
    case uploading
    case processing
    case transcribing
    case analyzing
    case clipping
    case captioning
    /// All its clips are there and were verified.
    case ready
    /// Some of its clips failed.
    case partial
    /// It has no clips; `error` says why.
    case error
}

/// Where a clip stands.
public enum ClipStatus: String, Codable, Sendable, CaseIterable {
    case processing
    case ready
    case error
}
