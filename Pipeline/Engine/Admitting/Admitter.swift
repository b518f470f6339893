import Concurrency
package import Intake
import Manifest
import Media
package import Outbox
import Settings
import StateFiles
import SystemPackage

/// Says of files that were found whether they can need work, by a few looks at the file system; reads no video.
///
/// Settings files are read once in its life.
package struct Admitter {
    let keeper: SealKeeper
    var resolver: SettingsResolver
    var keys: SealKeys

    package enum Answer: Sendable {
        /// Nothing can have changed since it was finished.
        case finished(VideoOutcome, VideoID)
        /// Its settings cannot be obeyed.
        case failed(VideoOutcome)
        /// It may need work.
        case open(Candidate)
    }

    /// A file that may need work, and how.
    package struct Candidate: Sendable {
        package let found: FoundVideo
        let settings: Settings
        /// What is remembered of the file; nil where it changed or was never read.
        package let seal: Seal?
        /// The settings that were given on the command line.
        let flags: [SettingKey: String]
    }

    package mutating func look(at found: FoundVideo) -> Answer {
        switch prepare(found) {
        case .failure(let error): Self.failed(found, error)
        case .success(let asked): Self.answer(asked, keeper, resolver.flags)
        }
    }

    /// The same for many, several at once, in their order: most of it is waiting for the file system.
    mutating func look(at all: [FoundVideo]) async throws -> [Answer] {
        let asked = all.map { found in (found, prepare(found)) }
        let (keeper, flags) = (keeper, resolver.flags)
        return try await asked.inChunks(of: 128).mapAtOnce(.cores, others: .cancelled) { chunk in
            chunk.map { found, asked in
                switch asked {
                case .failure(let error): Self.failed(found, error)
                case .success(let asked): Self.answer(asked, keeper, flags)
                }
            }
        }.flatMap { $0 }
    }

    /// A file with its settings, and what the key of its seal begins with.
    private struct Asked: Sendable {
        let found: FoundVideo
        let settings: Settings
        let key: SealKeys.Begun
    }

    private mutating func prepare(_ found: FoundVideo) -> Result<Asked, SettingsError> {
        do {
            let settings = try resolver.settings(of: found.path, below: found.root)
            return .success(Asked(found: found, settings: settings, key: keys.begun(settings)))
        } catch {
            return .failure(error)
        }
    }

    private static func failed(_ found: FoundVideo, _ error: SettingsError) -> Answer {
        .failed(VideoOutcome(of: found, .upload, Failure(.config, error.description)))
    }

    private static func answer(_ asked: Asked, _ keeper: SealKeeper, _ flags: [SettingKey: String]) -> Answer {
        let found = asked.found
        let seal = Seal(of: found.path, facts: found.facts, in: keeper.outbox)
        if let seal, let finished = keeper.finished(seal, found, asked.key) {
            let outcome = VideoOutcome(
                video: finished.folder,
                source: found.path,
                status: .ready,
                clips: finished.clips,
                failure: nil,
                worked: false
            )
            return .finished(outcome, VideoID(sha256: seal.sha256))
        }
        return .open(Candidate(found: found, settings: asked.settings, seal: seal, flags: flags))
    }
}

extension VideoOutcome {
    /// A video of which nothing could be made.
    init(of found: FoundVideo, named name: String? = nil, _ stage: StageName, _ failure: Failure) {
        self.init(
            video: name ?? found.preferredFolder,
            source: found.path,
            status: .error,
            clips: 0,
            failure: StageFailure(stage: stage, failure: failure),
            worked: false
        )
    }
}
