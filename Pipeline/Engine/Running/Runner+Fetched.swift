import Concurrency
import Intake
import Manifest
import Outbox
import Roles
import Settings
import SystemPackage

// Videos that stand at a host already.
extension Runner {
    /// What became of one that was to be fetched.
    private enum Fetched: Sendable {
        /// Its copy is here.
        case found(FoundVideo, Admitter.Answer)
        /// It is the upload of a video of this outbox.
        case known(folder: String)
        case failed(VideoOutcome)
    }

    /// Has copies of them lie in the outbox, several at once, and gives them as videos that were found. What could not be fetched goes
    /// into the summary.
    func fetch(
        _ assets: [AssetName],
        _ settings: SettingsResolver,
        _ summary: inout RunSummary
    ) async throws -> [(FoundVideo, Admitter.Answer)] {
        if assets.isEmpty { return [] }
        var all: [AssetName] = []
        for asset in assets where !all.contains(asset) { all.append(asset) }
        let fetched = try await all.mapAtOnce(plan.jobs, others: .awaited) { asset in
            try await self.fetch(asset, settings)
        }
        var found: [(FoundVideo, Admitter.Answer)] = []
        for (asset, fetched) in zip(all, fetched) {
            switch fetched {
            case .found(let video, let answer): found.append((video, answer))
            case .known(let folder): report(.duplicate(path: FilePath(asset.description), of: folder))
            case .failed(let outcome): summary.add(outcome, report)
            }
        }
        return found
    }

    private func fetch(_ asset: AssetName, _ settings: SettingsResolver) async throws -> Fetched {
        do {
            let making = try outbox.making(of: asset)
            if case .upload(_, let folder) = making { return .known(folder: folder) }
            if let obstacle = making?.obstacle(to: asset) { throw obstacle }
            let name = FetchedCopy.name(of: asset)
            let flags = try await WakeUps.$current.withValue(wakeUps) {
                try await services.assetHost.fetch(
                    asset,
                    into: outbox,
                    tools,
                    progress: { [report] in report(.progress(video: name, stage: .upload, fraction: $0)) },
                    tell: { [report] in report(.note(video: name, text: $0)) }
                )
            }
            let found = try FetchedCopy(of: asset, in: outbox).found()
            var admitter = self.admitter(try settings.after(flags))
            return .found(found, admitter.look(at: found))
        } catch {
            guard let failure = Failure.of(error) else { throw error }
            return .failed(VideoOutcome(of: asset, failure))
        }
    }

    /// Throws where it is not certain that the user said which asset a copy is: what others write has nothing made at a host.
    func checkIsOwn(_ video: KnownVideo, _ doubt: String) throws(Refused) {
        guard let asset = FetchedCopy.asset(of: video.source, in: outbox) else { return }
        throw Refused(
            video.source,
            "what says that \(video.folder.name) is \(asset) \(doubt); smartclip run \(asset) goes on with it",
            .config
        )
    }
}

extension VideoOutcome {
    /// A video that stands at a host and of which nothing could be made.
    init(of asset: AssetName, _ failure: Failure) {
        self.init(
            video: FetchedCopy.name(of: asset),
            source: FilePath(asset.description),
            status: .error,
            clips: 0,
            failure: StageFailure(stage: .upload, failure: failure),
            worked: false
        )
    }
}
