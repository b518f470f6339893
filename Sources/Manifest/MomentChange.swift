/// What a moment was before a remark changed it, or what it was added for.
public struct MomentChange: Codable, Sendable, Equatable {
    /// When it was changed.
    public var changedAt: Timestamp
    /// Where it began before, or where its sentences begin for which it was added, in seconds of the source.
    public var startTime: Double
    /// Where it ended before, or where these sentences end, in seconds of the source.
    public var endTime: Double
    /// What the user said.
    public var remark: String
    /// What was made of it.
    public var reason: String
    /// Who changed it.
    public var engine: Engine

    /// Describes a change.
    public init(
        changedAt: Timestamp,
        startTime: Double,
        endTime: Double,
        remark: String,
        reason: String,
        engine: Engine
    ) {
        self.changedAt = changedAt
        self.startTime = startTime
        self.endTime = endTime
        self.remark = remark
        self.reason = reason
        self.engine = engine
    }

    private enum CodingKeys: String, CodingKey {
        case remark, reason, engine
        case changedAt = "changed_at"
        case startTime = "start_time"
        case endTime = "end_time"
    }
}
