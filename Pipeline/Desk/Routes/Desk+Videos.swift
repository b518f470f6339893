import HTTPTypes
import HummingbirdCore
import Manifest
import Outbox
import StateFiles

// What is told of videos.
extension Desk {
    private struct Page: Encodable {
        let success = true
        let videos: [VideoRow]
        @OrNull var nextCursor: String?
        let watcher: Bool
        let total: Int

        private enum CodingKeys: String, CodingKey {
            case success, videos, watcher, total
            case nextCursor = "next_cursor"
        }
    }

    func list(_ request: Request) async throws -> Answer {
        let query = try Query(request.uri.query)
        let limit = try query.integer("limit", in: 1...200, default: 50)
        let cursor = try query["cursor"].map { text throws(Problem) in try Cursor(text) }
        var rows = try await table.all()
        if let status = query["status"] {
            guard let wanted = VideoStatus(rawValue: status) else {
                let all = VideoStatus.allCases.map(\.rawValue).joined(separator: ", ")
                throw Problem.invalid("status is to be one of \(all)")
            }
            rows = rows.filter { $0.status == wanted }
        }
        if let text = query["q"]?.lowercased(), !text.isEmpty {
            rows = rows.filter { $0.folder.lowercased().contains(text) || $0.name.lowercased().contains(text) }
        }
        let start = cursor.map { cursor in rows.partitioningIndex { cursor.isBefore($0) } } ?? 0
        let page = try rows[start...].prefix(limit).map(live)
        let isMore = start + page.count < rows.count
        return try Answer(
            json: Page(
                videos: page,
                nextCursor: isMore ? page.last.map { Cursor(after: $0).text } : nil,
                watcher: isWatched,
                total: rows.count
            )
        )
    }

    /// The same row as the records have it while a process works on the video.
    private func live(_ row: VideoRow) throws -> VideoRow {
        guard LiveVideo.isAtWork(row.id, in: outbox) else { return row }
        var row = row
        let live = try LiveVideo(outbox.folder(row.folder))
        row.working = true
        row.status = live.status
        row.stage = live.stage
        return row
    }

    /// Whether a watcher keeps the outbox, and so does the work.
    var isWatched: Bool { outbox.watchLock.isHeld }

    /// The folder of a video that must be there.
    func folder(_ id: String) async throws -> VideoFolder {
        if let folder = try await table.folder(id), !folder.place.isGone { return folder }
        throw Problem.notFound("there is no video \(id)")
    }

    /// The manifest of a video that must be there.
    func published(_ id: String) async throws -> Published {
        if let folder = try await table.folder(id), let published = try shelf.published(id, in: folder) {
            return published
        }
        throw Problem.notFound("there is no video \(id)")
    }

    func video(_ id: String, _ request: Request) async throws -> Answer {
        let published = try await published(id)
        let validator = published.validator
        if let none = request.headers[.ifNoneMatch], validator.isIn(none, isWeak: true) {
            return Answer(.notModified).with(.eTag, validator.text).with(.cacheControl, "private, no-cache")
        }
        let buffer = try abilities.answer(published, of: id) {
            Abilities.Can(refine: try canRefine(id), source: try openSource(id) != nil)
        }
        var answer = Answer(.ok)
        answer.body = .buffer(buffer)
        return answer.with(.contentType, "application/json")
            .with(.eTag, validator.text).with(.cacheControl, "private, no-cache")
    }

    func status(_ id: String) async throws -> Answer {
        let folder = try await folder(id)
        var members: [String: JSONTree] = [
            "id": .string(id), "working": .bool(false), "progress": .null, "queued": .bool(progress.isQueued(id)),
        ]
        if LiveVideo.isAtWork(id, in: outbox) {
            let live = try LiveVideo(folder)
            members["working"] = .bool(true)
            members["status"] = .string(live.status.rawValue)
            members["stage"] = live.stage.map { .string($0.rawValue) } ?? .null
            members["error"] = .null
            members["progress"] = progress.of(id).map { .number($0) } ?? .null
        } else {
            let manifest = try await published(id).manifest
            members["status"] = .string(manifest.status.rawValue)
            let stage = manifest.error?.stage ?? StageName.allCases.first { $0.status == manifest.status }
            members["stage"] = stage.map { .string($0.rawValue) } ?? .null
            members["error"] = (manifest.error?.message ?? progress.failure(of: id)).map { .string($0) } ?? .null
        }
        return try Answer(json: Success(members))
    }

    func file(_ id: String, _ path: String, _ request: Request) async throws -> Answer {
        let folder = try await folder(id)
        guard let published = try shelf.published(id, in: folder), published.files.contains(path),
            let file = try OpenedFile(folder.file(path), name: path)
        else { throw Problem.notFound("video \(id) has no file \(path.oneLine)") }
        return file.answer(request.headers)
    }
}

extension Array {
    /// The first index from which on something holds, in an array in which it holds from some index on.
    func partitioningIndex(_ holds: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
