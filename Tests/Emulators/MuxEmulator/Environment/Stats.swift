import EmulatorKit
import Synchronization

/// What happened, counted; and the last requests.
final class Stats: Sendable {
    struct Counts: Sendable {
        var uploadsCreated = 0
        var sessionsCompleted = 0
        var assetsCreated = 0
        var renditions = 0
        var deletes = 0
        var webhooksDelivered = 0
        fileprivate var assetsByUpload: [String: Int] = [:]
        fileprivate var clips: [String: (source: String, start: JSON, end: JSON, count: Int)] = [:]
        fileprivate var requests: [String: Int] = [:]
        fileprivate var log: [JSON] = []
    }

    private let counts = Mutex(Counts())

    /// Requests the log keeps.
    private static let kept = 2000

    func count(_ what: any WritableKeyPath<Counts, Int> & Sendable) { counts.withLock { $0[keyPath: what] += 1 } }

    func countAsset(ofUpload id: String) { counts.withLock { $0.assetsByUpload[id, default: 0] += 1 } }

    /// Times as the client gave them.
    func countClip(of source: String, from start: Double?, to end: Double?) {
        counts.withLock { counts in
            let (from, to) = (start.map { JSON.number($0) } ?? .null, end.map { JSON.number($0) } ?? .null)
            counts.clips["\(source) \(from) \(to)", default: (source, from, to, 0)].count += 1
        }
    }

    /// One request done. The path must be free of credentials.
    func record(method: String, route: String, path: String, status: Int?, fault: FaultKind?) {
        counts.withLock { counts in
            counts.requests["\(method) \(route)", default: 0] += 1
            if counts.log.count >= Self.kept { counts.log.removeFirst(Self.kept / 4) }
            counts.log.append([
                "method": .string(method), "path": .string(path), "status": status.map { .int($0) } ?? .null,
                "fault": fault.map { .string($0.rawValue) } ?? .null,
            ])
        }
    }

    func json(faults: [FaultKind: Int]) -> JSON {
        let counts = counts.withLock { $0 }
        let faults = faults.map { ($0.key.rawValue, JSON.int($0.value)) }
        return [
            "uploads_created": .int(counts.uploadsCreated),
            "sessions_completed": .int(counts.sessionsCompleted),
            "assets_created": .int(counts.assetsCreated),
            "assets_by_upload": .object(counts.assetsByUpload.mapValues { .int($0) }),
            "clips": .array(
                counts.clips.sorted { $0.key < $1.key }.map { _, clip in
                    [
                        "source_asset_id": .string(clip.source), "start_time": clip.start, "end_time": clip.end,
                        "count": .int(clip.count),
                    ]
                }
            ),
            "renditions": .int(counts.renditions),
            "deletes": .int(counts.deletes),
            "webhooks_delivered": .int(counts.webhooksDelivered),
            "requests": .object(counts.requests.mapValues { .int($0) }),
            "faults": .object(Dictionary(faults) { $1 }),
        ]
    }

    var log: JSON { .array(counts.withLock { $0.log }) }
}
