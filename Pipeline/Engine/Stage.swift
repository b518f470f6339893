import Manifest
import SystemPackage

/// One step of the pipeline.
protocol Stage: Sendable {
    /// Its name.
    var name: StageName { get }

    /// A digest of the stage's version, the options it reads and the content of its inputs. What it makes depends on
    /// nothing else. Throws a `Failure` of class `input` where an input cannot be understood.
    func fingerprint(_ video: VideoState) throws -> String

    /// Makes the stage's files in the attempt's folder and says what they are. Throws a `Failure`, or a
    /// `CancellationError` when the run is stopped.
    func run(_ work: Work) async throws -> StageOutcome
}

/// What a stage came to.
struct StageOutcome: Sendable {
    /// Who did it.
    var engine: Engine
    /// What it found out.
    var result: StageResult
    /// The files it made, to be put in their places.
    var outputs: [Output] = []
    /// Ids of what it made elsewhere, by kind.
    var remoteIds: [String: String] = [:]
    /// Set where part of it failed: what was made is published all the same.
    var failure: Failure?
    /// Lines that a user should see.
    var notes: [String] = []
    /// The stage's fingerprint, where only running it shows what it depends on; nil where it is what it was before.
    var fingerprint: String?

    /// A file that a stage made.
    enum Output: Sendable {
        /// It stands in the attempt's folder and goes to a path below the video's folder.
        case made(FilePath, path: String)
        /// It stands in its place already, from an earlier attempt.
        case kept(OutputFile)

        var path: String {
            switch self {
            case .made(_, let path): path
            case .kept(let file): file.path
            }
        }
    }
}

/// The stages in their order.
enum Stages {
    static let all: [any Stage] = [Upload(), AwaitAsset(), FetchVTT(), Analyze(), Clip(), Caption()]
}
