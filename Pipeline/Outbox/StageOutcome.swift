package import Manifest
package import SystemPackage

/// What a stage came to.
package struct StageOutcome: Sendable {
    /// Who did it.
    package var engine: Engine
    /// What it found out.
    package var result: StageResult
    /// The files it made, to be put in their places.
    package var outputs: [Output] = []
    /// Ids of what it made elsewhere, by kind.
    package var remoteIds: [String: String] = [:]
    /// Set where part of it failed: what was made is published all the same.
    package var failure: Failure?
    /// Lines that a user should see.
    package var notes: [String] = []
    /// The stage's fingerprint, where only running it shows what it depends on; nil where it is what it was before.
    package var fingerprint: String?

    package init(
        engine: Engine,
        result: StageResult,
        outputs: [Output] = [],
        remoteIds: [String: String] = [:],
        failure: Failure? = nil,
        notes: [String] = [],
        fingerprint: String? = nil
    ) {
        self.engine = engine
        self.result = result
        self.outputs = outputs
        self.remoteIds = remoteIds
        self.failure = failure
        self.notes = notes
        self.fingerprint = fingerprint
    }

    /// A file that a stage made.
    package enum Output: Sendable {
        /// It stands in the attempt's folder and goes to a path below the video's folder.
        case made(FilePath, path: String)
        /// It stands in its place already, from an earlier attempt.
        case kept(OutputFile)

        package var path: String {
            switch self {
            case .made(_, let path): path
            case .kept(let file): file.path
            }
        }
    }
}
