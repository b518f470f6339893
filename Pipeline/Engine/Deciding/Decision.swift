import Manifest
import Outbox

/// What is to be done about a stage.
enum Decision: Sendable, Equatable {
    /// It is done.
    case keep
    /// It failed, and would fail again: its inputs are the same. Or it is too early for another try.
    case stuck(Failure)
    /// It must be done.
    case run(Reason)

    /// Everything that the decision depends on.
    struct Facts: Sendable {
        /// The stage's record.
        var record: VideoFolder.RecordState
        /// What its fingerprint is now; nil where an input cannot be understood, which running it will say.
        var fingerprint: String?
        /// Files that its record lists and that are gone or have another size.
        var damaged: [String]
        /// A stage before it that is done anew and may come to something else.
        var upstream: StageName?
        /// A person changed its output, which is kept whatever the stage would make of it now.
        var isEdited: Bool
        /// The present, where a try that failed is not made again before its time; nil where it is made at once.
        var patientAt: Timestamp?
    }

    init(_ facts: Facts) {
        switch facts.record {
        case .none: self = .run(.new)
        case .corrupt(let problem): self = .run(.corrupt(problem))
        case .record(let record):
            switch record.status {
            case .running: self = .run(.interrupted)
            case .failed: self = Self.afterFailure(record, facts)
            case .done: self = Self.afterSuccess(record, facts)
            }
        }
    }

    private static func afterFailure(_ record: StageRecord, _ facts: Facts) -> Decision {
        let failure = record.failure ?? Failure(.bug, "the record of a failure does not say what failed")
        if let upstream = facts.upstream { return .run(.upstream(upstream)) }
        // What the stage could not make, a person has written.
        if facts.isEdited { return .run(.changed) }
        if failure.class != .input {
            guard failure.class == .transient, let now = facts.patientAt, record.fingerprint == facts.fingerprint else {
                return .run(.retry(failure.message))
            }
            guard let time = failure.retryAt, Backoff.due(time, at: now) <= now else { return .stuck(failure) }
            return .run(.retry(failure.message))
        }
        if record.fingerprint != facts.fingerprint { return .run(.changed) }
        return facts.damaged.isEmpty ? .stuck(failure) : .run(.damaged(facts.damaged))
    }

    private static func afterSuccess(_ record: StageRecord, _ facts: Facts) -> Decision {
        if facts.isEdited { return .keep }
        if let upstream = facts.upstream { return .run(.upstream(upstream)) }
        if record.fingerprint != facts.fingerprint { return .run(.changed) }
        return facts.damaged.isEmpty ? .keep : .run(.damaged(facts.damaged))
    }
}
