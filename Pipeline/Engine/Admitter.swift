import Manifest
import Media
import StateFiles
import SystemPackage

/// Says of files that were found whether they can need work, by a few looks at the file system; reads no video.
///
/// Settings files are read once in its life.
struct Admitter {
    let keeper: SealKeeper
    var resolver: SettingsResolver
    var keys: SealKeys

    enum Answer {
        /// Nothing can have changed since it was finished.
        case finished(VideoOutcome, VideoID)
        /// Its settings cannot be obeyed.
        case failed(VideoOutcome)
        /// It may need work.
        case open(Candidate)
    }

    /// A file that may need work, and how.
    struct Candidate: Sendable {
        let found: FoundVideo
        let settings: Settings
        /// What is remembered of the file; nil where it changed or was never read.
        let seal: Seal?
        /// The settings that were given on the command line.
        let flags: [SettingKey: String]
    }

    mutating func look(at found: FoundVideo) -> Answer {
        let settings: Settings
        do {
            settings = try resolver.settings(of: found.path, below: found.root)
        } catch {
            return .failed(VideoOutcome(of: found, .upload, Failure(.config, error.description)))
        }
        let seal = Seal(of: found.path, facts: found.facts, in: keeper.outbox)
        if let seal, let finished = keeper.finished(seal, found, settings, &keys) {
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
        return .open(Candidate(found: found, settings: settings, seal: seal, flags: resolver.flags))
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
