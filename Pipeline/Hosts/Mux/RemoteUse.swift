import Manifest
import Outbox
import StateFiles

/// Which of the objects that stand at Mux a video needs: its results are made from them, or its next run would take them up.
struct RemoteUse {
    private let records: [StageName: StageRecord]
    /// Assets that the records name.
    private let used: Set<String>
    /// The newest object of each moment that is wanted now; nil where that cannot be determined.
    private let wanted: Set<String>?

    init(of ledger: RemoteLedger, in outbox: Outbox) throws {
        let folder = outbox.folder(ledger.folder)
        records = try folder.records()
        var used: Set<String> = []
        for record in records.values {
            if let id = record.remoteIds["asset_id"] { used.insert(id) }
            if case .clips(let clips) = record.result { used.formUnion(clips.compactMap { $0.remote?.assetId }) }
        }
        self.used = used
        wanted = try Self.wanted(ledger, folder, records)
    }

    /// Whether deleting an object would take something away, or have it paid for again. What is being made is needed; of a video
    /// whose results were removed nothing is.
    func needs(_ object: RemoteObject) -> Bool {
        if let id = object.assetId, used.contains(id) { return true }
        if records.isEmpty { return false }
        switch object.status {
        case .gone: return false
        // It came to nothing, and is never taken up again.
        case .failed: return object.assetId == nil
        case .intended, .uploading: return true
        case .standing: break
        }
        if object.purpose == .source { return records[.upload]?.status != .done }
        return wanted?.contains(object.key) ?? (records[.clip]?.status != .done)
    }

    private static func wanted(
        _ ledger: RemoteLedger,
        _ folder: VideoFolder,
        _ records: [StageName: StageRecord]
    ) throws -> Set<String>? {
        guard case .source(let source) = records[.upload]?.result,
            let asset = records[.upload]?.remoteIds["asset_id"],
            let variant = ledger.objects.last(where: { $0.assetId == asset })?.variant
        else { return nil }
        let id = VideoID(sha256: source.sha256)
        let state = RecordedVideo(id: id, folder: folder, source: folder.path, records: records)
        // Moments that make no sense want nothing that could be determined.
        guard let moments = try? MomentsEdit(of: state).moments else { return nil }
        let keys = moments.compactMap { moment in
            let fingerprint = MuxClip.fingerprint(moment, of: id)
            return ledger.objects.last {
                $0.purpose == .clip && $0.variant == variant && $0.fingerprint == fingerprint
            }?.key
        }
        return Set(keys)
    }
}
