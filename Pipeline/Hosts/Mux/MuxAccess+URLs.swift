import FoundationEssentials
import Intake
import Manifest
import MuxVideo
import Outbox
import Roles

extension MuxAccess {
    /// The addresses of a video and of its clips, as far as they stand at Mux, good from now on. Throws a failure of class `config`
    /// where nothing stands there, or where a key to sign with is missing.
    func urls(of manifest: VideoManifest, in ledger: RemoteLedger?, now: Date = Date()) throws -> [PlayableURL] {
        let addresses = try addresses()
        func playable(_ clip: String?, _ id: String, _ policy: String?, asset: String?, _ url: String) throws
            -> PlayableURL
        {
            // Of what an older version made the ledger knows the policy.
            let made = ledger?.objects.last { $0.assetId != nil && $0.assetId == asset }?.variant.split(separator: " ")
                .first
            let policy = PlaybackPolicy(rawValue: policy ?? made.map(String.init) ?? "public")
            let address: (url: String, end: Date?)
            do throws(MuxError) {
                address = try addresses.open(url, of: PlaybackID(id: id, policy: policy), now: now)
            } catch {
                throw Failure.of(error)
            }
            var playable = PlayableURL(url: address.url)
            playable.clip = clip
            playable.expiresAt = address.end.map { Timestamp($0) }
            return playable
        }
        var urls: [PlayableURL] = []
        if let id = manifest.playbackId {
            let url = addresses.hosts.stream + "/\(id).m3u8"
            urls.append(try playable(nil, id, manifest.playbackPolicy, asset: manifest.assetId, url))
        }
        for clip in manifest.clips {
            guard let id = clip.playbackId, let url = clip.downloadURL else { continue }
            urls.append(try playable(clip.id, id, clip.playbackPolicy, asset: clip.assetId, url))
        }
        if urls.isEmpty {
            throw Failure(
                .config,
                "nothing of it stands at Mux; its clips are files of the outbox (--host mux sends videos there)"
            )
        }
        return urls
    }
}
