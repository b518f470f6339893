import FoundationEssentials
import HTTPTypes
import HummingbirdCore
import Manifest
import Outbox
import StateFiles

// What is to be done for a video. The answer comes at once; how it goes is told by its status and by events.
extension Desk {
    /// A body that need not be there.
    private func wish<Value: Decodable>(_ type: Value.Type, _ request: Request, _ empty: String) async throws -> Value {
        let bytes = try await RequestBytes.all(of: request, atMost: 64 << 10)
        if !bytes.isEmpty { try Entrance.checkJSON(request.head) }
        do throws(JSONTextError) {
            return try JSONText.decode(type, from: Data(bytes.isEmpty ? Array(empty.utf8) : bytes))
        } catch {
            throw Problem.invalid("the body cannot be read: \(error)")
        }
    }

    private struct Anew: Decodable {
        let anew: Bool?
    }

    /// Chooses moments: goes on where that was not done yet, and begins anew only where that is asked for.
    func analyze(_ id: String, _ request: Request) async throws -> Answer {
        let wish = try await wish(Anew.self, request, "{}")
        let known = try await known(id)
        let isDone = try known.folder.record(.analyze).record?.status == .done
        await work.add(.analyze(anew: isDone && wish.anew == true), id)
        let status = isDone && wish.anew != true ? try await published(id).manifest.status : .analyzing
        return try Answer(.accepted, json: Success(["id": .string(id), "status": .string(status.rawValue)]))
    }

    /// Has the clip of one moment made before all else that waits.
    func createClip(_ text: String, _ request: Request) async throws -> Answer {
        _ = try await wish([String: JSONTree].self, request, "{}")
        let part = try await part(text, among: \.momentIDs, "moment")
        let page = try MomentsPage(of: try await known(part.video))
        guard let moment = page.edit?.moments.first(where: { $0.id == part.id }) else {
            throw Problem.notFound("video \(part.video) has no moment \(part.id.oneLine)")
        }
        let clip = try await published(part.video).manifest.clips.first { $0.momentId == moment.id }
        await work.add(.createClip, part.video)
        return try Answer(
            .accepted,
            json: Success([
                "id": .string(clip?.id ?? moment.id),
                "moment_id": .string(moment.id),
                "video_id": .string(part.video),
                "status": .string((clip?.status ?? .processing).rawValue),
            ])
        )
    }

    private struct Remark: Decodable {
        let momentID: String
        let remark: String

        private enum CodingKeys: String, CodingKey {
            case remark
            case momentID = "moment_id"
        }
    }

    /// Adjusts a moment by a remark, where a model is set.
    func refine(_ id: String, _ request: Request) async throws -> Answer {
        try Entrance.checkJSON(request.head)
        let wish = try await RequestBytes.json(Remark.self, of: request, atMost: 64 << 10)
        guard !wish.remark.allSatisfy(\.isWhitespace), wish.remark.count <= 1000, !wish.remark.hasPrefix("-"),
            !wish.momentID.hasPrefix("-")
        else { throw Problem.unprocessable([("remark", "is to have 1 to 1000 characters, and not begin with a dash")]) }
        let known = try await known(id)
        try checkModel(id)
        let page = try MomentsPage(of: known)
        guard page.edit?.moments.contains(where: { $0.id == wish.momentID }) == true else {
            throw Problem.notFound("video \(id) has no moment \(wish.momentID.oneLine)")
        }
        await work.add(.refine(moment: wish.momentID, remark: wish.remark), id)
        return try Answer(.accepted, json: Success(["id": .string(id), "status": .string("analyzing")]))
    }

    private struct Addition: Decodable {
        let remark: String
    }

    /// Has one moment more chosen by a remark, where a model is set.
    func addMoment(_ id: String, _ request: Request) async throws -> Answer {
        try Entrance.checkJSON(request.head)
        let wish = try await RequestBytes.json(Addition.self, of: request, atMost: 64 << 10)
        guard !wish.remark.allSatisfy(\.isWhitespace), wish.remark.count <= 1000 else {
            throw Problem.unprocessable([("remark", "is to have 1 to 1000 characters")])
        }
        let known = try await known(id)
        try checkModel(id)
        guard try MomentsPage(of: known).edit != nil else {
            throw Problem.conflict("no-moments", "the moments of video \(id) are not chosen yet, or cannot be read")
        }
        await work.add(.add(remark: wish.remark), id)
        return try Answer(.accepted, json: Success(["id": .string(id), "status": .string("analyzing")]))
    }

    private func checkModel(_ id: String) throws {
        guard try canRefine(id) else {
            throw Problem.conflict(
                "no-model",
                "no language model is set for this video: clip it with --analyst openai, or start the desk with "
                    + "SMARTCLIP_ANALYST=openai"
            )
        }
    }

    /// Whether a model is set: by the flags of the video's last run, or for all.
    func canRefine(_ id: String) throws -> Bool {
        let index = ContentIndex(outbox: outbox)
        guard let entry = try index.entry(named: id) else { return false }
        if case .flags(let flags) = try index.remembered(VideoID(sha256: entry.sha256)), let analyst = flags["analyst"]
        {
            return analyst == "openai"
        }
        return plan.hasModel
    }
}
