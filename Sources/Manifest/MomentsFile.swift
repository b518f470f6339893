/// `moments.json`: what was chosen, for a person to change.
public struct MomentsFile: Codable, Sendable, Equatable {
    /// The version of this layout.
    public static let schemaVersion = 1

    /// The version of the layout it was written in.
    public var schemaVersion: Int
    /// The video's id.
    public var videoId: String
    /// Who chose.
    public var analyst: Engine
    /// The moments in the order of their clips.
    public var moments: [MomentEntry]
    /// The best of the others.
    public var rejected: [RejectedEntry]
    /// What a user should know of the choice.
    public var notes: [String]

    /// Describes a choice.
    public init(
        videoId: String,
        analyst: Engine,
        moments: [MomentEntry],
        rejected: [RejectedEntry],
        notes: [String]
    ) {
        schemaVersion = Self.schemaVersion
        self.videoId = videoId
        self.analyst = analyst
        self.moments = moments
        self.rejected = rejected
        self.notes = notes
    }

    private enum CodingKeys: String, CodingKey {
        case analyst, moments, rejected, notes
        case schemaVersion = "schema_version"
        case videoId = "video_id"
    }
}
