/// How the work on videos goes on from stage to stage.
public struct Pace: Sendable {
    /// Whether what failed in a way that may pass is left alone until it is due, as a watcher does, which comes again by
    /// itself. Whoever runs a command wants it tried at once.
    public var isPatient: Bool
    /// Whether no further stage is to begin, because the process is to end.
    public var isEnding: @Sendable () -> Bool

    /// The pace of a command that a person gave.
    public static let prompt = Pace(isPatient: false) { false }

    /// Sets a pace.
    public init(isPatient: Bool, isEnding: @escaping @Sendable () -> Bool) {
        self.isPatient = isPatient
        self.isEnding = isEnding
    }
}
