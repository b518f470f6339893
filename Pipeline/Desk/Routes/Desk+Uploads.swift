import FoundationEssentials
import HTTPTypes
import HummingbirdCore
import Manifest
import Outbox
import StateFiles
import SystemPackage

// Videos that come over the wire.
extension Desk {
    private struct Wish: Decodable {
        let filename: String
        let bytes: Int?
    }

    private func uploads() throws -> UploadStore {
        guard let inbox = plan.inbox else {
            throw Problem.conflict("no-inbox", "the desk takes no uploads; start it with --inbox DIR")
        }
        return UploadStore(inbox: inbox, limit: plan.uploadLimit)
    }

    func beginUpload(_ request: Request) async throws -> Answer {
        try Entrance.checkJSON(request.head)
        let wish = try await RequestBytes.json(Wish.self, of: request, atMost: 64 << 10)
        let id = try uploads().begin(wish.filename, bytes: wish.bytes)
        let path = "/api/uploads/\(id)"
        let host = request.head.authority ?? ""
        // A proxy in front speaks TLS for the desk. What is told here only names the address again.
        let forwarded = HTTPField.Name("X-Forwarded-Proto").flatMap { request.headers[$0] }
        let isSecure = request.headers[.origin]?.hasPrefix("https:") == true || forwarded == "https"
        let scheme = isSecure ? "https" : "http"
        return try Answer(
            .created,
            json: Success([
                "upload_id": .string(id), "upload_url": .string("\(scheme)://\(host)\(path)"), "video_id": .null,
                "status": .string(VideoStatus.waitingForUpload.rawValue),
            ])
        ).with(.location, path)
    }

    func takeUpload(_ id: String, _ request: Request) async throws -> Answer {
        switch try await uploads().put(id, request) {
        case .partial(let bytes):
            // What services for resumable uploads answer, and their clients know.
            var answer = Answer(HTTPResponse.Status(code: 308, reasonPhrase: "Resume Incomplete"))
            if bytes > 0 { answer.fields[.range] = "bytes=0-\(bytes - 1)" }
            return answer
        case .landed(let path, let sha256):
            let id = VideoID(sha256: sha256).short
            if !isWatched { await work.add(.take(path.string), id) }
            return try Answer(
                json: Success([
                    "video_id": .string(id), "status": .string(VideoStatus.uploading.rawValue),
                    "file": .string(path.lastComponent?.string ?? ""),
                ])
            )
        }
    }
}
