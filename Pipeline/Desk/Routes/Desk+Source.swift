import HTTPTypes
import HummingbirdCore
import Intake
import Manifest
import Outbox
import StateFiles
import SystemPackage

// The source lies in an inbox, where anybody may put anything under its name.
extension Desk {
    /// Sends the source, as long as the file there is the one that was clipped.
    func source(_ id: String, _ request: Request) async throws -> Answer {
        _ = try await folder(id)
        guard let file = try openSource(id) else {
            throw Problem.notFound("the source of video \(id) is not there any more, or is another file now")
        }
        return file.answer(request.headers)
    }

    /// Opens the source of a video; nil where it is gone or another. The file's facts must be those of the file whose content is the
    /// video's, as an entry has them that only the user can have written: so whoever may write to the outbox has nothing sent.
    func openSource(_ id: String) throws -> OpenedFile? {
        let index = ContentIndex(outbox: outbox)
        guard let entry = try index.entry(named: id), let signature = entry.signature else { return nil }
        if case .refused(let doubt) = try index.remembered(VideoID(sha256: entry.sha256)) {
            throw Problem(
                .forbidden,
                "untrusted-source",
                "the source of video \(id) is not given out: what says where it is \(doubt)"
            )
        }
        let path = entry.path
        guard let name = path.lastComponent,
            let file = try OpenedFile(Place(file: Files.real(path)), name: name.string),
            file.facts.signature == signature
        else { return nil }
        return file
    }
}
