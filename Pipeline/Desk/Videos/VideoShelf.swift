import FoundationEssentials
import Manifest
import Outbox
import StateFiles
import Synchronization

/// The manifests that were asked for last. Each is read again when it changed.
final class VideoShelf: Sendable {
    /// A manifest, and its video's folder, which is held open: to ask whether the manifest changed is then a single question.
    private struct Entry {
        let published: Published
        let folder: ShelvedFolder
        let signature: ShelvedFolder.Signature
    }

    private struct State {
        var entries: [String: Entry] = [:]
        /// From the one that was asked for longest ago.
        var order: [String] = []
        var bytes = 0
    }

    /// Not more of them are kept than these bytes.
    private static let limit = 8 << 20

    private let outbox: Outbox
    private let state = Mutex(State())

    init(_ outbox: Outbox) {
        self.outbox = outbox
    }

    /// The manifest of a video by its folder; of one that has none yet, what its records come to. Nil where there is neither.
    func published(_ id: String, in folder: VideoFolder) throws -> Published? {
        if let known = state.withLock({ $0.entries[id] }),
            known.folder.signature(of: VideoFolder.manifest) == known.signature
        {
            return known.published
        }
        let place = folder.file(VideoFolder.manifest)
        // Asked before it is read: what is put in its place meanwhile is another.
        guard let held = try ShelvedFolder(folder.place), let signature = held.signature(of: VideoFolder.manifest),
            let facts = try place.factsIfPresent(), facts.kind == .regular
        else { return try made(id, folder) }
        guard let bytes = try place.readIfPresent() else { return try made(id, folder) }
        let manifest: VideoManifest
        do {
            manifest = try JSONText.decode(VideoManifest.self, from: Data(bytes))
        } catch {
            // One that was damaged is made again from the records by the next run.
            return try made(id, folder)
        }
        let published = Published(manifest, text: bytes, tag: facts.tag)
        keep(id, Entry(published: published, folder: held, signature: signature))
        return published
    }

    /// The ids of videos that were asked for lately and of which something holds.
    func videos(_ holds: (VideoManifest) -> Bool) -> [String] {
        let entries = state.withLock(\.entries)
        return entries.filter { holds($0.value.published.manifest) }.map(\.key).sorted()
    }

    private func made(_ id: String, _ folder: VideoFolder) throws -> Published? {
        guard let entry = try ContentIndex(outbox: outbox).entry(named: id) else { return nil }
        let video = KnownVideo(entry: entry, folder: folder)
        let manifest = try ManifestBuilder(state: RecordedVideo(video)).build()
        let text = Array(try JSONText.line(manifest))
        return Published(manifest, text: text, tag: String(Digest.of(text).prefix(24)))
    }

    private func keep(_ id: String, _ entry: Entry) {
        state.withLock { state in
            if let old = state.entries.updateValue(entry, forKey: id) {
                state.bytes -= old.published.answer.count
                state.order.removeAll { $0 == id }
            }
            state.order.append(id)
            state.bytes += entry.published.answer.count
            while state.bytes > Self.limit, state.order.count > 1 {
                let oldest = state.order.removeFirst()
                state.bytes -= state.entries.removeValue(forKey: oldest)?.published.answer.count ?? 0
            }
        }
    }
}
