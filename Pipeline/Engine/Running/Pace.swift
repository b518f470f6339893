public import Concurrency

/// How the work on videos goes on from stage to stage.
public struct Pace: Sendable {
    /// Whether what failed in a way that may pass is left alone until it is due, as a watcher does, which comes again by
    /// itself. Whoever runs a command wants it tried at once.
    public var isPatient: Bool
    /// Begins when the process is to end.
    public var ending: Ending

    /// The pace of a command that a person gave.
    public static let prompt = Pace(isPatient: false)

    /// Sets a pace.
    public init(isPatient: Bool, ending: Ending = Ending()) {
        self.isPatient = isPatient
        self.ending = ending
    }
}
