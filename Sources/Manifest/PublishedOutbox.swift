import FoundationEssentials

/// An outbox, as another tool reads it: the videos in it, and the whole story of each.
///
///     let outbox = PublishedOutbox("outbox")
///     for video in try outbox.videos() where video.status == .ready {
///         print(try outbox.manifest(of: video).clips.count)
///     }
///
/// It may be read at any time, also while `smartclip` is at work: every file is whole. Nothing is written.
public struct PublishedOutbox: Sendable {
    /// The outbox's folder.
    public let path: String

    /// Names an outbox by its folder.
    public init(_ path: String) {
        self.path = path
    }

    /// The newest state of each video, as `manifest.ndjson` has it; none where nothing was made yet.
    public func videos() throws(PublishedOutboxError) -> [IndexLine] {
        let file = path + "/manifest.ndjson"
        guard FileManager.default.fileExists(atPath: path) else {
            throw PublishedOutboxError(file: path, problem: "there is no such folder")
        }
        guard FileManager.default.fileExists(atPath: file) else { return [] }
        var videos: [IndexLine] = []
        for line in try bytes(of: file).split(separator: UInt8(ascii: "\n")) {
            let video = try decode(IndexLine.self, from: line, of: file, version: IndexLine.schemaVersion)
            // Whoever may write to the outbox does not lead a reader out of it.
            let steps = video.folder.split(separator: "/", omittingEmptySubsequences: false)
            guard !steps.contains(where: { ["", ".", ".."].contains($0) }) else {
                let problem = "a folder that is not below the outbox: \(video.folder)"
                throw PublishedOutboxError(file: file, problem: problem)
            }
            videos.append(video)
        }
        return videos
    }

    /// The manifest of a video: its moments, its clips, and how they were made.
    public func manifest(of video: IndexLine) throws(PublishedOutboxError) -> VideoManifest {
        let file = self.file("manifest.json", of: video)
        return try decode(
            VideoManifest.self,
            from: try bytes(of: file),
            of: file,
            version: VideoManifest.schemaVersion
        )
    }

    /// Where a file lies that a video's manifest names, such as a clip's `file` or its `thumbnail`.
    public func file(_ name: String, of video: IndexLine) -> String { "\(path)/\(video.folder)/\(name)" }

    private func bytes(of file: String) throws(PublishedOutboxError) -> Data {
        do { return try Data(contentsOf: URL(filePath: file)) } catch {
            throw PublishedOutboxError(file: file, problem: "\(error)")
        }
    }

    /// The version of a file's layout. A later one may mean something else by the same keys.
    private struct Layout: Decodable {
        let version: Int

        enum CodingKeys: String, CodingKey { case version = "schema_version" }
    }

    private func decode<Value: Decodable>(
        _ type: Value.Type,
        from data: Data,
        of file: String,
        version: Int
    ) throws(PublishedOutboxError) -> Value {
        do throws(JSONTextError) {
            let layout = try JSONText.decode(Layout.self, from: data)
            if layout.version == version { return try JSONText.decode(type, from: data) }
            let problem = "\(layout.version), where \(version) is read"
            throw JSONTextError(path: "schema_version", problem: problem, place: nil)
        } catch {
            throw PublishedOutboxError(file: file, problem: error.description)
        }
    }
}

/// A file of an outbox could not be read.
public struct PublishedOutboxError: Error, CustomStringConvertible, Sendable, Equatable {
    /// The file.
    public let file: String
    /// Why.
    public let problem: String

    /// All in one line.
    public var description: String { "\(file): \(problem)" }
}
