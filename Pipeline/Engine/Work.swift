import FoundationEssentials
import Intake
public import Manifest
import Media
import StateFiles
import SystemPackage

/// What a stage works with while it runs.
struct Work: Sendable {
    /// What the stages before found out.
    let video: VideoState
    /// The source, open.
    let input: MediaInput
    /// What the source's container tells.
    let probe: SourceProbe
    /// What the file system said of the source when its content was read.
    let facts: FileFacts
    /// ffmpeg and its like.
    let tools: MediaTools
    /// The ways to services elsewhere.
    let services: Services
    /// Where the ledger of what was made elsewhere stands.
    let outbox: Outbox
    /// A folder for what the stage makes; what a killed attempt left stands in it.
    let attempt: FilePath
    /// What the attempt before came to.
    let previous: StageRecord?
    /// How many clips of one video are made at once.
    let jobs: Int
    /// Tells how far the stage is, 0 to 1.
    let progress: @Sendable (Double) -> Void

    /// The ledger of what was made elsewhere for this video.
    func ledger() throws -> Ledger { try Ledger(of: video.id, video.folder, in: outbox, records: video.records) }

    /// Writes a small file into the attempt's folder and says where it goes.
    func make(_ path: String, _ content: some Sequence<UInt8>) throws -> StageOutcome.Output {
        let file = attempt.appending(path.split(separator: "/").joined(separator: "-"))
        try AtomicFile.write(content, to: file)
        return .made(file, path: path)
    }
}

extension Failure {
    /// What went wrong with a media file, for the record. Cancellation is not a failure and is passed on as it is.
    static func of(_ error: MediaError) -> any Error {
        let kind: Failure.Class
        switch error.kind {
        case .input: kind = .input
        case .transient: kind = .transient
        case .config: kind = .config
        case .bug: kind = .bug
        case .cancelled: return CancellationError()
        }
        return Failure(kind, error.description, detail: error.detail)
    }

    /// Any error as a failure; nil for a cancellation.
    public static func of(_ error: any Error) -> Failure? {
        switch error {
        case is CancellationError: nil
        case let failure as Failure: failure
        case let error as FileError: of(error)
        case let error as MediaError: of(error) as? Failure
        default: Failure(.bug, "unexpected error: \(error)")
        }
    }
}

/// Runs a media operation, its errors turned into failures.
func media<Value>(_ body: () async throws(MediaError) -> Value) async throws -> Value {
    do {
        return try await body()
    } catch {
        throw Failure.of(error)
    }
}
