public import Intake
public import Manifest

/// What a run came to.
public struct RunSummary: Sendable {
    /// The videos, in the order in which they ended.
    public private(set) var outcomes: [VideoOutcome] = []
    /// Paths that cannot be videos.
    public private(set) var refused: [Refused] = []

    /// Of nothing yet.
    package init() {}

    package mutating func add(_ outcome: VideoOutcome, _ report: (@Sendable (RunEvent) -> Void)?) {
        outcomes.append(outcome)
        report?(.ended(outcome))
    }

    package mutating func add(_ refusal: Refused, _ report: (@Sendable (RunEvent) -> Void)?) {
        refused.append(refusal)
        report?(.refused(refusal))
    }

    /// How the program ends: 0 all ready; 1 some video failed; 3 a program, a right or an option is missing; 75 only
    /// failures that may pass by themselves remain.
    public var exitCode: Int32 {
        Self.exitCode(of: outcomes.compactMap { $0.failure?.class } + refused.map(\.class))
    }

    /// The same for failures of any kind that a run would end with.
    public static func exitCode(of failures: [Failure.Class]) -> Int32 {
        let classes = Set(failures)
        if classes.contains(.input) || classes.contains(.bug) { return 1 }
        if classes.contains(.config) { return 3 }
        return classes.contains(.transient) ? 75 : 0
    }
}
