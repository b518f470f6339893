import Manifest
import Outbox
import Roles
import Synchronization

@testable import Pipeline

/// A stage that does what a test says, and tells when it ran.
struct TrialStage: Stage {
    let name: StageName
    let ran: Ran
    var fingerprint = "f"
    var outcome: @Sendable (StageWork) throws -> StageOutcome

    /// The stages that ran, in order.
    final class Ran: Sendable {
        private let stages = Mutex<[StageName]>([])

        var all: [StageName] { stages.withLock(\.self) }

        func add(_ stage: StageName) { stages.withLock { $0.append(stage) } }

        func clear() { stages.withLock { $0 = [] } }
    }

    func fingerprint(_ video: VideoState) -> String { fingerprint }

    func obstacle(_ video: VideoState) -> Failure? { nil }

    func run(_ work: StageWork) throws -> StageOutcome {
        ran.add(name)
        return try outcome(work)
    }

    /// All six, each of which makes a file `N.txt`.
    static func all(_ ran: Ran) -> [TrialStage] {
        StageName.allCases.map { name in
            TrialStage(name: name, ran: ran) { work in
                var outcome = StageOutcome(
                    engine: Engine(name: "trial", version: "1"),
                    result: .captions([])
                )
                outcome.outputs = [try work.make("\(name.number).txt", "\(name.rawValue)".utf8)]
                return outcome
            }
        }
    }
}
