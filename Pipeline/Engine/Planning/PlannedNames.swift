import Intake
import Outbox
import StateFiles

/// The folders that contents have or would get, for a plan: what `ContentIndex.assign` would come to, without writing.
struct PlannedNames {
    private let outbox: Outbox
    private let index: ContentIndex
    private var claims: [VideoID: String] = [:]
    private var planned: [String: VideoID] = [:]
    /// The folders by content, read from their own records where the index was lost.
    private var rebuilt: [VideoID: String]?

    init(outbox: Outbox) {
        self.outbox = outbox
        index = ContentIndex(outbox: outbox)
    }

    /// The folder of a content that an earlier video of this plan has.
    func claimed(_ id: VideoID) -> String? { claims[id] }

    /// Gives a content its folder, unless an earlier video has it: then that one's is returned.
    mutating func claim(_ id: VideoID, _ folder: String) -> String? {
        if let other = claims[id] { return other }
        claims[id] = folder
        planned[folder] = id
        return nil
    }

    /// The folder that a content has, or would get.
    mutating func name(of id: VideoID, _ found: FoundVideo) throws -> String {
        let name = try known(id) ?? freeName(for: id, found)
        _ = claim(id, name)
        return name
    }

    private func freeName(for id: VideoID, _ found: FoundVideo) throws -> String {
        let freed = try index.forerunners(of: id, found).filter { try !RecordedVideo($0).hasSomethingToShow() }
        return try index.freeName(
            for: id,
            found.preferredFolder,
            among: planned,
            freed: Set(freed.map(\.folder.name))
        )
    }

    private mutating func known(_ id: VideoID) throws -> String? {
        if try index.isWhole() { return try index.entry(id)?.folder }
        if rebuilt == nil { rebuilt = try index.foldersByRecord() }
        return rebuilt?[id]
    }
}
