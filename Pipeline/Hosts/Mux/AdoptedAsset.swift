import Intake
import Manifest
import MuxVideo
import Roles

/// An asset that was at Mux before SmartClip was asked about it. It is used as it is, and never deleted.
struct AdoptedAsset {
    let name: AssetName
    let account: MuxAccount

    /// Waits until it is ready. Throws a failure of class `input` where no clips can be made of it.
    func ready(
        limit: Duration = .seconds(1800),
        progress: @Sendable (Double) -> Void = { _ in }
    ) async throws -> MuxVideo.Asset {
        try await MuxWait.until("\(name)", pace: account.looks, limit: limit) { () async throws -> MuxVideo.Asset? in
            let asset = try await look()
            switch asset.status {
            case .ready:
                try check(asset)
                return asset
            case .errored:
                throw Failure(.input, "\(name): Mux could not make it: \(asset.errors?.words ?? "no reason given")")
            default:
                if let percent = asset.progress?.percent { progress(max(0, min(1, percent / 100))) }
                return nil
            }
        }
    }

    /// What it is now.
    func look() async throws -> MuxVideo.Asset {
        do throws(MuxError) {
            return try await account.client.asset(name.id)
        } catch {
            switch error.kind {
            case .notFound:
                throw Failure(
                    .input,
                    "\(name): Mux has no such asset, or not any more; an access token sees those of its own environment"
                )
            case .invalid: throw Failure(.input, "\(name): is not an asset's id: \(error)")
            default: throw Failure.of(error)
            }
        }
    }

    /// What it is played by.
    func playback(of asset: MuxVideo.Asset) throws(Failure) -> PlaybackID {
        guard let playback = asset.playback else {
            throw Failure(
                .config,
                "\(name): has no public or signed playback id, without which nothing of it can be read; add one at Mux"
            )
        }
        if playback.policy == .signed, !account.canSign {
            throw Failure(
                .config,
                "\(name): plays with signed tokens only; set MUX_SIGNING_KEY and MUX_PRIVATE_KEY to a key of the account"
            )
        }
        return playback
    }

    private func check(_ asset: MuxVideo.Asset) throws(Failure) {
        if !asset.tracks.isEmpty, !asset.tracks.contains(where: { $0.type == .video }) {
            throw Failure(.input, "\(name): has no picture, only sound, of which host mux makes no clips")
        }
        if let duration = asset.duration, duration < MuxClip.shortest {
            throw Failure(.input, "\(name): is shorter than \(MuxClip.shortest) s, of which Mux makes no clip")
        }
    }

    /// Whether a copy of so many seconds is all of an asset.
    static func isWhole(_ copy: Double, of asset: MuxVideo.Asset) -> Bool {
        guard let length = asset.duration, !asset.isTest else { return true }
        return abs(copy - length) <= max(2, 0.02 * length)
    }
}
