import Manifest
import Outbox
import StateFiles

// Moments and clips have ids that are unique within their video. To all the world they are `VIDEO.ID`; the bare id, as the manifest
// has it, does where the desk has told of a single video that has it.
extension Desk {
    /// A thing of a video, by an id of a path.
    struct Part: Sendable {
        let video: String
        let id: String
    }

    func part(_ text: String, among kind: KeyPath<VideoManifest, [String]>, _ noun: String) async throws -> Part {
        if let dot = text.firstIndex(of: "."), Route.isID(String(text[..<dot])) {
            return Part(video: String(text[..<dot]), id: String(text[text.index(after: dot)...]))
        }
        let videos = shelf.videos { $0[keyPath: kind].contains(text) }
        if videos.count == 1 { return Part(video: videos[0], id: text) }
        let which = videos.isEmpty ? "no video that was asked for lately has it" : "\(videos.count) videos have it"
        throw Problem.notFound("\(noun) \(text.oneLine): \(which); name it as VIDEO.\(text.oneLine)")
    }

    func clip(_ text: String) async throws -> Answer {
        let part = try await part(text, among: \.clipIDs, "clip")
        let published = try await published(part.video)
        guard let clip = published.manifest.clips.first(where: { $0.id == part.id }) else {
            throw Problem.notFound("video \(part.video) has no clip \(part.id.oneLine)")
        }
        return try Answer(json: Named("clip", clip))
    }
}

extension VideoManifest {
    var clipIDs: [String] { clips.map(\.id) }
    var momentIDs: [String] { moments.map(\.id) }
}
