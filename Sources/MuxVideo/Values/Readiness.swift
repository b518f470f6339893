/// How far the captions of an asset are: a wait of its own, since the asset is ready before them.
public enum TranscriptReadiness: Sendable, Equatable {
    /// There is no such text track: none was asked for, or it is not listed yet.
    case none
    case preparing(Track)
    case ready(Track)
    /// The service's words.
    case errored(String)
    case deleted
}

/// How far a file of an asset is: a wait of its own as well.
public enum RenditionReadiness: Sendable, Equatable {
    case missing
    case preparing
    case ready(StaticRendition)
    /// The source is smaller than what was asked for.
    case skipped
    case errored(String)
}
