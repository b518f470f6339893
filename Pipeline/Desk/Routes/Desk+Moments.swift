import FoundationEssentials
import HTTPTypes
import HummingbirdCore
import Manifest
import Outbox
import StateFiles

// The moments of a video, to read and to change.
extension Desk {
    /// A long talk with all its words has some hundred kilobytes of moments.
    static let largestEdit = 4 << 20

    /// A video as the outbox knows it.
    func known(_ id: String) async throws -> KnownVideo {
        let folder = try await folder(id)
        guard let entry = try ContentIndex(outbox: outbox).entry(named: id) else {
            throw Problem.notFound("there is no video \(id)")
        }
        return KnownVideo(entry: entry, folder: folder)
    }

    func moments(_ id: String, _ request: Request) async throws -> Answer {
        let page = try MomentsPage(of: try await known(id))
        events.follow(id)
        if let none = request.headers[.ifNoneMatch], page.validator.isIn(none, isWeak: true) {
            return Answer(.notModified).with(.eTag, page.validator.text).with(.cacheControl, "private, no-cache")
        }
        return try Self.answer(page)
    }

    private static func answer(_ page: MomentsPage) throws -> Answer {
        try Answer(json: Success(try page.document))
            .with(.eTag, page.validator.text).with(.cacheControl, "private, no-cache")
    }

    private struct Edit: Decodable {
        let moments: [JSONTree]
        let rejected: [JSONTree]?
    }

    func saveMoments(_ id: String, _ request: Request) async throws -> Answer {
        try Entrance.checkJSON(request.head)
        guard let match = request.headers[.ifMatch] else {
            throw Problem(
                HTTPResponse.Status(code: 428, reasonPhrase: "Precondition Required"),
                "needs-if-match",
                "say with If-Match which moments you have seen: the ETag of GET /api/videos/\(id)/moments"
            )
        }
        let edit = try await RequestBytes.json(Edit.self, of: request, atMost: Self.largestEdit)
        let known = try await known(id)
        let saved = try await writer.replace(edit.moments, rejected: edit.rejected, of: known, if: match)
        return try await taken(saved, known)
    }

    /// What of a moment may be changed by itself.
    private static let changeable: Set<String> = [
        "start_time", "end_time", "title", "description", "caption", "hashtags", "framing", "formats",
    ]

    func moment(_ text: String) async throws -> Answer {
        let part = try await part(text, among: \.momentIDs, "moment")
        let page = try MomentsPage(of: try await known(part.video))
        let index = page.edit?.moments.firstIndex { $0.id == part.id }
        guard let index else { throw Problem.notFound("video \(part.video) has no moment \(part.id.oneLine)") }
        return try Answer(json: Success(["moment": try page.moments[index]])).with(.eTag, page.validator.text)
    }

    func changeMoment(_ text: String, _ request: Request) async throws -> Answer {
        try Entrance.checkJSON(request.head)
        let values = try await RequestBytes.json([String: JSONTree].self, of: request, atMost: Self.largestEdit)
        if let key = values.keys.sorted().first(where: { !Self.changeable.contains($0) }) {
            let all = Self.changeable.sorted().joined(separator: ", ")
            throw Problem.unprocessable([(key, "cannot be changed here; what can is \(all)")])
        }
        let part = try await part(text, among: \.momentIDs, "moment")
        let known = try await known(part.video)
        let match = request.headers[.ifMatch]
        let saved = try await writer.change(values, of: part.id, in: known, if: match)
        let index = saved.page.edit?.moments.firstIndex { $0.id == part.id } ?? 0
        let moment = try saved.page.moments[index]
        _ = try await taken(saved, known)
        return try Answer(json: Success(["moment": moment])).with(.eTag, saved.page.validator.text)
    }

    /// What follows from a change: the clips are cut again, by the watcher where one is there.
    private func taken(_ saved: MomentsWriter.Saved, _ known: KnownVideo) async throws -> Answer {
        if saved.isChanged {
            events.momentsChanged(known.id.short, saved.page.validator)
            // A watcher does not know what lies in no inbox.
            if !isWatched || FetchedCopy.asset(of: known.source, in: outbox) != nil {
                await work.add(.apply, known.id.short)
            }
        }
        return try Self.answer(saved.page)
    }
}
