import Intake
import Manifest
import MuxVideo
import Outbox
import Roles

/// Waits until Mux has made an asset, and tells what became of it in Mux's own words.
struct MuxAssetWait {
    let account: MuxAccount
    let ledger: Ledger

    /// Looks until the asset is ready. One that came to nothing, or is gone, is so in the ledger too, and a failure.
    func ready(
        _ object: inout RemoteObject,
        named name: String,
        again: String,
        limit: Duration,
        progress: @Sendable (Double) -> Void = { _ in }
    ) async throws -> MuxVideo.Asset {
        guard let id = object.assetId else { throw Failure(.bug, "\(name): the ledger has no asset id") }
        var ended: (status: RemoteObject.Status, failure: Failure)?
        let asset: MuxVideo.Asset? = try await MuxWait.until(name, pace: account.looks, limit: limit) {
            () async throws -> MuxVideo.Asset?? in
            let asset: MuxVideo.Asset
            do throws(MuxError) {
                asset = try await account.client.asset(id)
            } catch {
                guard error.kind == .notFound else { throw Failure.of(error) }
                // What is called gone is made, and paid for, again: a server that has not heard of it yet is not enough.
                if MuxMaker.isFresh(object) { return nil }
                ended = (.gone, Failure(.config, "\(name): asset \(id) was deleted at Mux; \(again)"))
                return .some(nil)
            }
            guard ledger.owns(asset, as: object) else {
                ended = (.gone, Failure(.config, "\(name): asset \(id) at Mux was not made for this video; \(again)"))
                return .some(nil)
            }
            switch asset.status {
            case .ready: return asset
            case .errored:
                let words = asset.errors?.words ?? "no reason given"
                ended = (.failed, Failure(.input, "\(name): Mux could not make it: \(words); \(again)"))
                return .some(nil)
            default:
                if let percent = asset.progress?.percent { progress(max(0, min(1, percent / 100))) }
                return nil
            }
        }
        if let asset {
            object.playbackId = asset.playback?.id
            try await ledger.set(object)
            return asset
        }
        let (status, failure) = ended ?? (.failed, Failure(.bug, "\(name): neither ready nor not"))
        object.status = status
        object.endedAt = .now
        object.note = failure.message
        try await ledger.set(object)
        throw failure
    }
}
