import Manifest
import Outbox
import Roles
import SystemPackage

/// One step of the pipeline.
protocol Stage: Sendable {
    /// Its name.
    var name: StageName { get }

    /// A digest of the stage's version, the options it reads and the content of its inputs. What it makes depends on
    /// nothing else. Throws a `Failure` of class `input` where an input cannot be understood.
    func fingerprint(_ video: VideoState) throws -> String

    /// Why it could not even begin: a token, a key, a model's name or a file is missing. Found out without asking anybody.
    func obstacle(_ video: VideoState) throws -> Failure?

    /// Makes the stage's files in the attempt's folder and says what they are. Throws a `Failure`, or a
    /// `CancellationError` when the run is stopped.
    func run(_ work: StageWork) async throws -> StageOutcome
}

/// The stages in their order.
enum Stages {
    static let all: [any Stage] = [Upload(), AwaitAsset(), FetchVTT(), Analyze(), Clip(), Caption()]
}
