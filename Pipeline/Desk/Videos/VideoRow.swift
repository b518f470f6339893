import Manifest

/// A video in the list of all.
struct VideoRow: Encodable, Sendable, Equatable {
    let id: String
    /// Below the outbox.
    let folder: String
    /// Of its source, for people.
    let name: String
    var status: VideoStatus
    /// The stage that runs, failed or comes next; nil where none does.
    @OrNull var stage: StageName?
    @OrNull var duration: Double?
    /// How many are ready.
    let clips: Int
    let moments: Int
    @OrNull var error: StageFailure?
    let updatedAt: Timestamp
    /// A picture of its first clip, below its folder.
    @OrNull var thumbnail: String?
    /// Whether a process works on it now.
    var working = false

    init(_ line: IndexLine) {
        id = line.id
        folder = line.folder
        name = line.sourcePath.split(separator: "/").last.map(String.init) ?? line.folder
        status = line.status
        clips = line.clipsReady
        moments = line.clipsTotal
        updatedAt = line.updatedAt
        duration = line.duration
        error = line.error
        thumbnail = line.thumbnail
        stage = line.error?.stage ?? StageName.allCases.first { $0.status == line.status }
    }

    /// The newest first; those of one time by their ids.
    static func precedes(_ left: VideoRow, _ right: VideoRow) -> Bool {
        left.updatedAt == right.updatedAt ? left.id < right.id : left.updatedAt > right.updatedAt
    }

    private enum CodingKeys: String, CodingKey {
        case id, folder, name, status, stage, duration, clips, moments, error, thumbnail, working
        case updatedAt = "updated_at"
    }
}
